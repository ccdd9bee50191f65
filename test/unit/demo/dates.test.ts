import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../src-main/demo/php/parse-date.ts'
import { toAtom, toIso } from '../../../src-main/demo/php/site-time.ts'

const NOW = new Date('2026-11-23T12:00:00Z')

describe('dates of a site in Zurich (F13)', () => {
  test('the database holds UTC, lists show the site’s offset, summer and winter', () => {
    expect(toIso('2018-04-04 00:00:00')).toBe('2018-04-04T02:00:00+02:00')
    expect(toIso('2020-01-01 13:00:00')).toBe('2020-01-01T14:00:00+01:00')
    expect(toIso('2026-03-29 00:59:59')).toBe('2026-03-29T01:59:59+01:00')
    expect(toIso('2026-03-29 01:00:00')).toBe('2026-03-29T03:00:00+02:00')
  })

  test('the zero date has two spellings', () => {
    expect(toIso('0000-00-00 00:00:00')).toBe('-001-11-30T00:34:08+00:34')
    expect(toAtom('0000-00-00 00:00:00')).toBe('-0001-11-30T00:34:08+00:34')
  })

  test('dates with an offset are moments, dates without stand in the site’s zone', () => {
    expect(parseDate('2018-04-04T02:00:00+02:00', NOW)).toBe('2018-04-04 00:00:00')
    expect(parseDate('2018-04-04 02:00:00', NOW)).toBe('2018-04-04 00:00:00')
    expect(parseDate('2018-04-04T02:00:00Z', NOW)).toBe('2018-04-04 02:00:00')
    expect(parseDate('04.04.2018', NOW)).toBe('2018-04-03 22:00:00')
    expect(parseDate('@0', NOW)).toBe('0000-00-00 00:00:00')
    expect(parseDate('now', NOW)).toBe('2026-11-23 12:00:00')
  })

  test('the zero date is taken as it is stored, and as the push writes it', () => {
    expect(parseDate('0000-00-00 00:00:00', NOW)).toBe('0000-00-00 00:00:00')
    expect(parseDate('-0001-11-30T00:34:08+00:34', NOW)).toBe('0000-00-00 00:00:00')
  })

  test('as it was shown it is refused', () => {
    expect(() => parseDate('-001-11-30T00:34:08+00:34', NOW)).toThrow(
      'Failed to parse time string (-001-11-30T00:34:08+00:34) at position 7 (-): Double timezone specification'
    )
  })

  test('what a timestamp cannot hold becomes the zero date', () => {
    expect(parseDate('1969-01-01T00:00:00Z', NOW)).toBe('0000-00-00 00:00:00')
    expect(parseDate('2039-01-01T00:00:00Z', NOW)).toBe('0000-00-00 00:00:00')
  })

  test.each(['soon', '2018-13-01', '2018-04-04T99:00:00'])('%s is refused', text => {
    expect(() => parseDate(text, NOW)).toThrow('Failed to parse time string')
  })
})
