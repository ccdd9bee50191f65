import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { isLanguage, languages } from './languages.ts'

const steps: readonly (readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number])[] = [
  [60_000, 'second', 1_000],
  [3_600_000, 'minute', 60_000],
  [86_400_000, 'hour', 3_600_000],
  [7 * 86_400_000, 'day', 86_400_000]
]

const makers = {
  numbers: (tag: string) => new Intl.NumberFormat(tag),
  oneDigit: (tag: string) => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
  times: (tag: string) =>
    new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  dates: (tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
  days: (tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }),
  months: (tag: string) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  wholeDays: (tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' }),
  weekdays: (tag: string) => new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }),
  relatives: (tag: string) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' })
}
type Formats = { [K in keyof typeof makers]: ReturnType<(typeof makers)[K]> }

/** Made once for each language: a set for every card of a large graph would take longer than drawing it. */
const made = new Map<string, Partial<Formats>>()

/** Each kind when it is first needed: all of them would hold up the first paint. */
function format<K extends keyof Formats>(kind: K, tag: string): Formats[K] {
  const known = made.get(tag) ?? {}
  made.set(tag, known)
  return (known[kind] ??= makers[kind](tag) as Formats[K])
}

/** Numbers, times and durations in the chosen language. */
export function useFormat() {
  const { t, locale } = useI18n()
  const tag = computed(() => languages[isLanguage(locale.value) ? locale.value : 'en'].locale)
  const here = <K extends keyof Formats>(kind: K): Formats[K] => format(kind, tag.value)

  function relative(at: number, now = Date.now()): string {
    const age = now - at
    if (age < 10_000) return t('common.now')
    const step = steps.find(([limit]) => age < limit)
    return step ? here('relatives').format(-Math.round(age / step[2]), step[1]) : here('dates').format(at)
  }

  /** 480 ms, 1.9 s, 2 min 21 s, 1 h 5 min. */
  function duration(ms: number): string {
    if (ms < 1_000) return `${here('numbers').format(Math.round(ms))} ms`
    if (ms < 60_000) return `${here('oneDigit').format(ms / 1_000)} s`
    const minutes = Math.floor(ms / 60_000)
    if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`
    return `${here('numbers').format(Math.floor(minutes / 60))} h ${minutes % 60} min`
  }

  const utc = (day: string): Date => new Date(`${day}T00:00Z`)

  return {
    /** The language as `Intl` knows it. */
    tag,
    number: (value: number): string => here('numbers').format(value),
    decimal: (value: number): string => here('oneDigit').format(value),
    /** From 0 to 1. */
    percent: (share: number): string => `${here('oneDigit').format(share * 100)} %`,
    time: (at: number): string => here('times').format(at),
    /** 0 is Sunday. */
    weekday: (day: number): string => here('weekdays').format(Date.UTC(2026, 0, 4 + day)),
    /** 12.4 MB. */
    bytes: (count: number): string => `${here('oneDigit').format(count / 1_000_000)} MB`,
    day: (at: number): string => here('days').format(at),
    /** March 2026, of a day like 2026-03-12. */
    month: (day: string): string => here('months').format(utc(day)),
    /** Thursday, 12 March 2026, of a day like 2026-03-12. */
    wholeDay: (day: string): string => here('wholeDays').format(utc(day)),
    date: (at: number): string => here('dates').format(at),
    relative,
    duration
  }
}
