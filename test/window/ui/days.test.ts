import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { readDay, readTime, writeDay } from '@/i18n/day-text.ts'
import { plusDays, plusMonths, weekdayOf, weeksOf } from '@/ui/days/calendar.ts'
import DayField from '@/ui/days/day-field.vue'
import TimeField from '@/ui/days/time-field.vue'
import { fieldWrong, type FieldLike } from '@/ui/field-wrong.ts'
import { fill, mounted, settled } from '../mounting.ts'

describe('a day', () => {
  it('is written as the language does', () => {
    expect(writeDay('2026-03-02', 'de-CH')).toBe('02.03.2026')
    expect(writeDay('2026-03-02', 'en-GB')).toBe('02/03/2026')
    expect(writeDay('', 'de-CH')).toBe('')
  })

  it('is read as people type it', () => {
    for (const text of ['2.3.26', ' 02.03.2026', '2 3 2026', '2/3/2026', '2026-03-02', '2-3-26'])
      expect(readDay(text, 'de-CH'), text).toBe('2026-03-02')
    // The order is the language's.
    expect(readDay('3/2/2026', 'en-US')).toBe('2026-03-02')
    for (const text of [
      '',
      '2.3.',
      '31.02.2026',
      '2. März 2026',
      '0.1.2026',
      '2.13.2026',
      '1.2.3.4',
      '2.3.026'
    ])
      expect(readDay(text, 'de-CH'), text).toBeNull()
  })

  it('leads to others, over the ends of months and years', () => {
    expect(plusDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(plusMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(plusMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')]).toEqual([0, 6])
  })

  it('stands in its month, whose weeks begin on Monday', () => {
    const weeks = weeksOf('2026-03-12')
    expect(weeks).toHaveLength(6)
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01'])
    expect(weeks.flat().filter(Boolean)).toHaveLength(31)
    expect(weeks.at(-1)?.slice(0, 3)).toEqual(['2026-03-30', '2026-03-31', null])
  })
})

describe('a time of day', () => {
  it('is read as people type it, on a clock of 24 hours', () => {
    for (const text of ['7:30', '07:30', '730', '0730', '7.30', '7h30', ' 7 30 '])
      expect(readTime(text), text).toBe('07:30')
    expect(readTime('22')).toBe('22:00')
    for (const text of ['', '24:00', '7:60', '7:3', 'noon', '7pm', '12345'])
      expect(readTime(text), text).toBeNull()
  })
})

async function field(component: typeof DayField | typeof TimeField, value: string, more: object = {}) {
  const model = ref(value)
  const page = await mounted(
    component,
    {
      modelValue: value,
      label: 'Von',
      ...more,
      'onUpdate:modelValue': (next: string) => (model.value = next)
    },
    { language: 'de' }
  )
  const input = page.all('input')[0] as HTMLInputElement
  async function type(text: string): Promise<void> {
    await fill(input, text)
    input.dispatchEvent(new Event('change'))
    await settled(1)
  }
  return { model, input, type, page }
}

describe('the field for a day', () => {
  it('shows and takes it in the window’s language', async () => {
    const { model, input, type } = await field(DayField, '2026-03-12')
    expect(input.value).toBe('12.03.2026')
    await type('1.4.26')
    expect(model.value).toBe('2026-04-01')
    expect(input.value).toBe('01.04.2026')
    await type('')
    expect(model.value).toBe('')
  })

  it('keeps what it had while something else stands in it, and holds its form back', async () => {
    const { model, input, type, page } = await field(DayField, '2026-03-12', { max: '2026-03-20' })
    await type('32.1.26')
    expect(model.value).toBe('2026-03-12')
    expect(page.text()).toContain('Ein Datum wie')
    expect(input.validity.customError).toBe(true)
    await type('21.3.26')
    expect(page.text()).toContain('Nicht nach dem 20.03.2026.')
    expect(model.value).toBe('2026-03-12')
    await type('20.3.26')
    expect(input.validity.customError).toBe(false)
    expect(model.value).toBe('2026-03-20')
  })
})

describe('the field for a time of day', () => {
  it('takes what is one and nothing else', async () => {
    const { model, input, type } = await field(TimeField, '06:00')
    await type('22')
    expect([model.value, input.value]).toEqual(['22:00', '22:00'])
    await type('25:00')
    expect(model.value).toBe('22:00')
    expect(input.validationMessage).toBe('Eine Uhrzeit zwischen 00:00 und 23:59 eingeben.')
  })
})

describe('what is wrong with a field', () => {
  const like = (validity: Partial<ValidityState>, more: Partial<FieldLike> = {}): FieldLike => ({
    validity,
    validationMessage: 'in the browser’s language',
    type: 'text',
    min: '1',
    max: '24',
    wrong: '',
    ...more
  })

  it('is said in words of the window, with its limits', () => {
    expect(fieldWrong(like({ valueMissing: true }))).toEqual({ key: 'missing' })
    expect(fieldWrong(like({ badInput: true, valueMissing: true }))).toEqual({ key: 'number' })
    expect(fieldWrong(like({ rangeOverflow: true }))).toEqual({ key: 'most', n: '24' })
    expect(fieldWrong(like({ typeMismatch: true }, { type: 'email' }))).toEqual({ key: 'email' })
    expect(fieldWrong(like({ typeMismatch: true }, { type: 'url' }))).toEqual({ key: 'url' })
    expect(fieldWrong(like({ patternMismatch: true }))).toEqual({ key: 'other' })
  })

  it('is said in the field’s own words where it has some', () => {
    expect(fieldWrong(like({ patternMismatch: true }, { wrong: 'Letters alone.' }))).toEqual({
      words: 'Letters alone.'
    })
    expect(fieldWrong(like({ customError: true }))).toEqual({ words: 'in the browser’s language' })
  })
})
