/** Days and times of day as people write them in a language. A day is kept as 2026-03-12, a time as 22:30. */
type Part = 'day' | 'month' | 'year'

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const pad = (number: string): string => number.padStart(2, '0')

/** In which order a language names day, month and year. */
function orderOf(tag: string): Part[] {
  const parts = new Intl.DateTimeFormat(tag).formatToParts(0)
  return parts.map(({ type }) => type).filter(type => ['day', 'month', 'year'].includes(type)) as Part[]
}

/** 12.03.2026 in German, 12/03/2026 in English. */
export function writeDay(day: string, tag: string): string {
  const [, year, month, date] = iso.exec(day) ?? []
  if (!year || !month || !date) return ''
  const format = new Intl.DateTimeFormat(tag, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC'
  })
  return format.format(Date.UTC(Number(year), Number(month) - 1, Number(date)))
}

/** What somebody typed: the language's order with any signs between, two figures for a year of this century. Null for what is no day. */
export function readDay(text: string, tag: string): string | null {
  const figures = text.match(/\d+/g) ?? []
  if (figures.length !== 3 || /\p{L}/u.test(text)) return null
  const order = iso.test(text.trim()) ? (['year', 'month', 'day'] as const) : orderOf(tag)
  const [year, month, date] = (['year', 'month', 'day'] as const).map(part => figures[order.indexOf(part)]!)
  if (year!.length !== 2 && year!.length !== 4) return null
  const day = `${year!.length === 2 ? `20${year}` : year}-${pad(month!)}-${pad(date!)}`
  const at = new Date(`${day}T00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

/** 7, 730, 7:30, 7.30 or 07:30, on a clock of 24 hours. Null for what is no time of day. */
export function readTime(text: string): string | null {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*$/.exec(text) ?? []
  return hour && Number(hour) < 24 && Number(minute) < 60 ? `${pad(hour)}:${minute}` : null
}
