import { describe, expect, test } from 'vitest'
import { leadingNumber, store, zeroValue } from '../../../src-main/demo/engine/lossy-storage.ts'

describe('what a column keeps of a value (F37)', () => {
  test('an emoji becomes four question marks, every byte that is no UTF-8 one', () => {
    expect(store({ type: 'varchar', length: 255 }, '/^emoji-😀$/')).toBe('/^emoji-????$/')
    expect(store({ type: 'text' }, 'a\udcffb')).toBe('a?b')
    expect(store({ type: 'varchar', length: 255 }, 'Zürich – €')).toBe('Zürich – €')
  })

  test('text is cut at the length of the column, counted in characters', () => {
    expect(store({ type: 'varchar', length: 4 }, 'äöüéà')).toBe('äöüé')
    expect(store({ type: 'varchar', length: 4 }, 'äöü')).toBe('äöü')
  })

  test('a text column is cut at its bytes, never inside a character', () => {
    const kept = String(store({ type: 'text' }, 'ü'.repeat(40_000)))
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(65_535)
    expect(kept).toBe('ü'.repeat(32_767))
    expect(store({ type: 'longtext' }, 'x'.repeat(100_000))).toHaveLength(100_000)
  })

  test('text in a number is the number at its start, or 0', () => {
    expect(store({ type: 'int' }, 'abc')).toBe(0)
    expect(store({ type: 'int' }, '12abc')).toBe(12)
    expect(store({ type: 'int' }, '')).toBe(0)
    expect(leadingNumber(' -3.5e1x')).toBe(-35)
  })

  test('a number too large or too small becomes the last one that fits', () => {
    expect(store({ type: 'int' }, '99999999999')).toBe(2_147_483_647)
    expect(store({ type: 'int' }, '-99999999999')).toBe(-2_147_483_648)
    expect(store({ type: 'smallint' }, 40_000)).toBe(32_767)
    expect(store({ type: 'tinyint' }, 300)).toBe(127)
    expect(store({ type: 'int', unsigned: true }, -1)).toBe(0)
    expect(store({ type: 'int', unsigned: true }, '99999999999')).toBe(4_294_967_295)
  })

  test('an unknown enum value becomes empty, unless it is the position of a known one', () => {
    const column = { type: 'enum', values: ['301', '302', 'intern'] } as const
    expect(store(column, '999')).toBe('')
    expect(store(column, 'INTERN')).toBe('intern')
    expect(store(column, '2')).toBe('302')
  })

  test('what is no time becomes the zero date', () => {
    expect(store({ type: 'timestamp' }, 'soon')).toBe('0000-00-00 00:00:00')
    expect(store({ type: 'timestamp' }, '2026-01-02 03:04:05')).toBe('2026-01-02 03:04:05')
  })

  test('NULL where it cannot stand becomes the empty value of the type', () => {
    expect(zeroValue({ type: 'int' })).toBe(0)
    expect(zeroValue({ type: 'text' })).toBe('')
    expect(zeroValue({ type: 'timestamp' })).toBe('0000-00-00 00:00:00')
  })
})
