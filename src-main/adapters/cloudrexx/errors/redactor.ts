import { redactedMark } from '../wire/form.ts'

/** Shorter values are no usable keys (F2), and replacing them would eat ordinary words. */
const shortest = 16

/** Every key that this process has seen: own ones as they are read, foreign ones as rows bring them. */
const known = new Set<string>()

/** From now on this key is taken out of every text. */
export function rememberKey(key: string): void {
  if (key.length < shortest) return
  known.add(key)
  const escaped = encodeURIComponent(key)
  if (escaped !== key) known.add(escaped)
  const quoted = JSON.stringify(key).slice(1, -1)
  if (quoted !== key) known.add(quoted)
}

/** `apikey=…` of an address, escaped or not; `apiKey` and `api_key` fields of JSON, PHP and forms. */
const inAddress = /(api_?key(?:=|%3D))[^&\s"'<>\\]+/gi
const inField = /(api_?key\\*["']?\]?\s*[:=]>?\s*\\*["'])[^"'\\]+/gi
/** A lone word of 32 letters and digits, as every usable key is (F2): exceptions list the values of a row without names. */
const lone = /(?<![0-9A-Za-z])(?=[A-Za-z]*[0-9])[0-9A-Za-z]{32}(?![0-9A-Za-z])/g

/** A text from a site or from the network, without any key. */
export function redact(text: string): string {
  let clean = text
  for (const key of known) clean = clean.replaceAll(key, redactedMark)
  return clean
    .replace(inAddress, `$1${redactedMark}`)
    .replace(inField, `$1${redactedMark}`)
    .replace(lone, redactedMark)
}

/** A key as it may come up inside a value of a row. */
export function holdsKey(text: string): boolean {
  return redact(text) !== text
}
