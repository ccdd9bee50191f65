import { expect, test } from 'vitest'
import { randomKey, refuseWrongLength } from '../../../src-main/adapters/keychain/random-key.ts'

test('a new key has 32 small letters and digits, each as likely as any other', () => {
  const keys = Array.from({ length: 2_000 }, randomKey)
  for (const key of keys) expect(key).toMatch(/^[a-z0-9]{32}$/)
  expect(new Set(keys).size).toBe(keys.length)
  const counts = new Map<string, number>()
  for (const letter of keys.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(36)
  // 64,000 letters, 1,778 of each expected with a deviation of 42: eight deviations are no chance.
  for (const [letter, count] of counts) expect(Math.abs(count - 1_778), letter).toBeLessThan(336)
})

test.each(['', 'short', 'x'.repeat(31), 'x'.repeat(33)])('a key of another length is refused: %j', key => {
  expect(() => refuseWrongLength(key)).toThrow(expect.objectContaining({ code: 'key-length' }))
})
