import { describe, expect, it } from 'vitest'
import { isDeeperThan, prototypeName } from '../../../src-main/core/topology-file/hostile-json.ts'

describe('JSON from elsewhere', () => {
  it('is measured in depth without being built', () => {
    expect(isDeeperThan('{"a":[{"b":1}]}', 3)).toBe(false)
    expect(isDeeperThan('{"a":[{"b":[]}]}', 3)).toBe(true)
    expect(isDeeperThan('['.repeat(5_000_000), 12)).toBe(true)
    expect(isDeeperThan('[[],[],[],[]]', 2)).toBe(false)
  })

  it('does not count brackets inside of texts, however they are escaped', () => {
    expect(isDeeperThan('{"a":"[[[[[[{{{{"}', 1)).toBe(false)
    expect(isDeeperThan('{"a":"\\"[[[[\\\\"}', 1)).toBe(false)
    expect(isDeeperThan('{"a":"\\\\",  "b":[[]]}', 2)).toBe(true)
  })

  it('has no field that means something to every object', () => {
    expect(prototypeName(JSON.parse('{"a":[{"__proto__":{"x":1}}]}'))).toBe('__proto__')
    expect(prototypeName(JSON.parse('{"constructor":1}'))).toBe('constructor')
    expect(prototypeName(JSON.parse('{"a":["__proto__","constructor"]}'))).toBeNull()
    expect(prototypeName(null)).toBeNull()
  })
})
