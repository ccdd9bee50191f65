import { usageFailure } from '../outcome.ts'

/** The beginning of a day of the calendar on this computer. */
export function dayStart(text: string): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const start = new Date(Number(year), Number(month) - 1, Number(date))
  if (start.getMonth() === Number(month) - 1 && start.getDate() === Number(date)) return start.getTime()
  throw usageFailure(`“${text}” is no day. Write it like 2026-06-30.`)
}

/** Where the next day begins, however long this one is. */
export function dayEnd(text: string): number {
  return new Date(dayStart(text)).setHours(24)
}
