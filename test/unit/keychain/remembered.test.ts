import { describe, expect, it } from 'vitest'
import { remembered } from '../../../src-main/adapters/keychain/remembered.ts'
import type { KeyStore } from '../../../src-main/core/fleet/keys.ts'

function slowStore() {
  const keys = new Map([['site', 'first']])
  let reads = 0
  const store: KeyStore = {
    kind: 'keychain',
    has: async ref => keys.has(ref),
    async read(ref) {
      reads += 1
      await Promise.resolve()
      const key = keys.get(ref)
      if (key === undefined) throw new Error('there is none')
      return key
    },
    create: async ref => void keys.set(ref, 'made'),
    put: async (ref, key) => void keys.set(ref, key),
    putSecret: async (ref, secret) => void keys.set(ref, secret),
    remove: async ref => void keys.delete(ref)
  }
  return { store, reads: () => reads, behindTheBack: (key: string) => keys.set('site', key) }
}

describe('remembered keys', () => {
  it('are asked for once, by as many requests as there are', async () => {
    const { store, reads } = slowStore()
    const keys = remembered(store)
    expect(await Promise.all([keys.read('site'), keys.read('site')])).toEqual(['first', 'first'])
    expect(await keys.read('site')).toBe('first')
    expect(reads()).toBe(1)
  })

  it('are forgotten as soon as this program changes them', async () => {
    const { store } = slowStore()
    const keys = remembered(store)
    await keys.read('site')
    const change = keys.put('site', 'second')
    await keys.read('site')
    await change
    expect(await keys.read('site')).toBe('second')
    await keys.remove('site')
    await expect(keys.read('site')).rejects.toThrow('none')
    await keys.create('site')
    expect(await keys.read('site')).toBe('made')
  })

  it('are not remembered where they could not be read, nor for ever', async () => {
    const { store, behindTheBack } = slowStore()
    let now = 0
    const keys = remembered(store, () => now)
    await expect(keys.read('other')).rejects.toThrow('none')
    await keys.put('other', 'there now')
    expect(await keys.read('other')).toBe('there now')
    await keys.read('site')
    behindTheBack('changed elsewhere')
    expect(await keys.read('site')).toBe('first')
    now = 5 * 60_000
    expect(await keys.read('site')).toBe('changed elsewhere')
  })
})
