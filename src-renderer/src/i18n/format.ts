import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { isLanguage, languages } from './i18n.ts'

const steps: readonly (readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number])[] = [
  [60_000, 'second', 1_000],
  [3_600_000, 'minute', 60_000],
  [86_400_000, 'hour', 3_600_000],
  [7 * 86_400_000, 'day', 86_400_000]
]

/** Numbers, times and durations in the chosen language. */
export function useFormat() {
  const { t, locale } = useI18n()
  const tag = computed(() => languages[isLanguage(locale.value) ? locale.value : 'en'].locale)
  const numbers = computed(() => new Intl.NumberFormat(tag.value))
  const oneDigit = computed(() => new Intl.NumberFormat(tag.value, { maximumFractionDigits: 1 }))
  const times = computed(
    () => new Intl.DateTimeFormat(tag.value, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  )
  const dates = computed(
    () => new Intl.DateTimeFormat(tag.value, { dateStyle: 'medium', timeStyle: 'short' })
  )
  const relatives = computed(
    () => new Intl.RelativeTimeFormat(tag.value, { numeric: 'auto', style: 'short' })
  )

  function relative(at: number, now = Date.now()): string {
    const age = now - at
    if (age < 10_000) return t('common.now')
    const step = steps.find(([limit]) => age < limit)
    return step ? relatives.value.format(-Math.round(age / step[2]), step[1]) : dates.value.format(at)
  }

  /** 480 ms, 1.9 s, 2 min 21 s, 1 h 5 min. */
  function duration(ms: number): string {
    if (ms < 1_000) return `${numbers.value.format(Math.round(ms))} ms`
    if (ms < 60_000) return `${oneDigit.value.format(ms / 1_000)} s`
    const minutes = Math.floor(ms / 60_000)
    if (minutes < 60) return `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`
    return `${numbers.value.format(Math.floor(minutes / 60))} h ${minutes % 60} min`
  }

  return {
    number: (value: number): string => numbers.value.format(value),
    decimal: (value: number): string => oneDigit.value.format(value),
    time: (at: number): string => times.value.format(at),
    date: (at: number): string => dates.value.format(at),
    relative,
    duration
  }
}
