import { InvalidArgumentError } from 'commander'

/** An option's value as a whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.')
  return Number(text)
}

/** One more number of an argument that takes several. */
export function oneMore(text: string, before: number[] = []): number[] {
  return [...before, wholeNumber(text)]
}

export function portNumber(text: string): number {
  const port = wholeNumber(text)
  if (port > 65_535) throw new InvalidArgumentError('A port is a number up to 65535.')
  return port
}

/** How many rows of a list. */
export function rowLimit(text: string): number {
  const limit = wholeNumber(text)
  if (limit < 1 || limit > 1000) throw new InvalidArgumentError('A number from 1 to 1000 is needed.')
  return limit
}
