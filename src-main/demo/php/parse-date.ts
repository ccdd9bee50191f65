import { localToEpoch, toStored, ZERO_DATE } from './site-time.ts'

/** PHP could not read a date: the site answers 400 with this text (F13). */
export class DateParseError extends Error {
  constructor(input: string, position: number, reason: string) {
    const mark = input[position] ?? ''
    super(
      `DateTime::__construct(): Failed to parse time string (${input}) at position ${position} (${mark}): ${reason}`
    )
  }
}

const FULL =
  /^([+-]?\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$/i
const SWISS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const EPOCH = /^@(-?\d+)$/

/**
 * What `new DateTime($text)` makes of the dates that clients send, as the database stores it. Dates that MariaDB cannot hold
 * in a timestamp become the zero date, silently (F37).
 */
export function parseDate(input: string, now: Date): string {
  if (/^now$/i.test(input.trim())) return toStored(now)
  const seconds = EPOCH.exec(input)
  if (seconds) return stored(Number(seconds[1]) * 1000)
  const swiss = SWISS.exec(input)
  const full = swiss ? null : FULL.exec(input)
  const [year, month, day] = swiss
    ? [swiss[3], swiss[2], swiss[1]]
    : full
      ? [full[1], full[2], full[3]]
      : refuse(input)
  const time = (swiss ?? full)!.slice(4, 7).map(part => Number(part ?? 0))
  if (Number(month) > 12 || Number(day) > 31 || time[0]! > 24 || time[1]! > 59 || time[2]! > 59) refuse(input)
  const local = new Date(0)
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  local.setUTCHours(time[0]!, time[1]!, time[2]!)
  const zone = full?.[7]
  return stored(zone === undefined ? localToEpoch(local.getTime()) : local.getTime() - zoneMs(zone))
}

function stored(epochMs: number): string {
  const inRange = epochMs >= 1000 && epochMs < 2_147_483_648_000
  return inRange ? toStored(new Date(epochMs)) : ZERO_DATE
}

function zoneMs(zone: string): number {
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000
}

function refuse(input: string): never {
  // the zero date as the list shows it, three digits in its year: PHP takes its first part for a zone
  const shortYear = /^-\d{3}-\d{2}(?=-)/.exec(input)
  if (shortYear) throw new DateParseError(input, shortYear[0].length, 'Double timezone specification')
  const letter = input.search(/[a-z]/i)
  const reason = letter >= 0 ? 'The timezone could not be found in the database' : 'Unexpected character'
  throw new DateParseError(input, Math.max(letter, 0), reason)
}
