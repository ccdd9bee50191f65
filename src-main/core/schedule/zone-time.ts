/** An instant as a clock on the wall of a zone shows it. */
export interface ZoneTime {
  readonly minutesOfDay: number
  /** 0 for Sunday. */
  readonly day: number
  /** How far the zone's clocks are ahead of UTC at that instant, in milliseconds. */
  readonly offset: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const part = 'numeric'
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: part,
    month: part,
    day: part,
    hour: part,
    minute: part,
    second: part
  })
  formats.set(zone, made)
  return made
}

export function isZone(zone: string): boolean {
  try {
    formatFor(zone)
    return true
  } catch {
    return false
  }
}

export function zoneTime(instant: number, zone: string): ZoneTime {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatFor(zone).formatToParts(instant)) parts[type] = Number(value)
  const [hour, minute] = [parts['hour']!, parts['minute']!]
  const shown = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, hour, minute, parts['second']!)
  const whole = Math.floor(instant / 1000) * 1000
  return {
    minutesOfDay: hour * 60 + minute,
    day: new Date(shown).getUTCDay(),
    offset: shown - whole
  }
}
