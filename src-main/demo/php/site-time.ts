/**
 * Time as a site keeps it: the database holds UTC, everything else sees the site's own zone (F13). Recorded sites stand in
 * Zurich.
 */
const ZONE = 'Europe/Zurich'

/** The MySQL zero date, and what PHP makes of it in local mean time (F13). */
export const ZERO_DATE = '0000-00-00 00:00:00'
const ZERO_DATE_AS_ISO = '-001-11-30T00:34:08+00:34'
const ZERO_DATE_AS_ATOM = '-0001-11-30T00:34:08+00:34'

const zoned = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})

const offsets = new Map<number, number>()

/** Minutes that the site's zone is ahead of UTC at this moment; cached by the hour, since formatting is dear. */
function offsetMinutes(epochMs: number): number {
  const hour = Math.floor(epochMs / 3_600_000)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const part: Record<string, number> = {}
  for (const { type, value } of zoned.formatToParts(epochMs)) part[type] = Number(value)
  const local = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!
  )
  const minutes = Math.trunc((local - Math.floor(epochMs / 1000) * 1000) / 60_000)
  if (offsets.size > 50_000) offsets.clear()
  offsets.set(hour, minutes)
  return minutes
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A database time as the lists show it: ISO 8601 with the site's offset (F13). */
export function toIso(stored: string): string {
  if (stored.startsWith('0000-00-00')) return ZERO_DATE_AS_ISO
  const epoch = Date.parse(`${stored.replace(' ', 'T')}Z`)
  if (Number.isNaN(epoch)) return ZERO_DATE_AS_ISO
  const offset = offsetMinutes(epoch)
  const local = new Date(epoch + offset * 60_000).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** The same in the format of the change queue's contents, which differs for the zero date only. */
export function toAtom(stored: string): string {
  const iso = toIso(stored)
  return iso === ZERO_DATE_AS_ISO ? ZERO_DATE_AS_ATOM : iso
}

/** A moment as the database stores it. */
export function toStored(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ')
}

/** A moment without an offset is read in the site's zone. */
export function localToEpoch(localMs: number): number {
  const guess = localMs - offsetMinutes(localMs) * 60_000
  return localMs - offsetMinutes(guess) * 60_000
}
