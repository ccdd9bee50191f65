import { describe, expect, it } from 'vitest'
import { inParallel } from '../../../src-main/app/sites/in-parallel.ts'
import { oneAtATime } from '../../../src-main/app/sites/one-at-a-time.ts'

const pause = () => new Promise(resolve => setImmediate(resolve))

describe('inParallel', () => {
  it('keeps the order and its limit', async () => {
    let [now, most] = [0, 0]
    const work = async (item: number) => {
      most = Math.max(most, (now += 1))
      for (let turn = 0; turn <= 5 - item; turn += 1) await pause()
      now -= 1
      return item * 2
    }
    expect(await inParallel([1, 2, 3, 4, 5], 2, work)).toEqual([2, 4, 6, 8, 10])
    expect(most).toBe(2)
    expect(await inParallel([], 2, work)).toEqual([])
  })

  it('fails with the first failure', async () => {
    await expect(inParallel([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})

describe('oneAtATime', () => {
  it('lets the same wait and others pass, also after a failure', async () => {
    const inTurn = oneAtATime()
    const seen: string[] = []
    const work = (name: string) => async () => {
      seen.push(`${name}+`)
      await pause()
      seen.push(`${name}-`)
      if (name === 'a1') throw new Error('no')
      return name
    }
    const all = [inTurn('a', work('a1')), inTurn('a', work('a2')), inTurn('b', work('b1'))]
    const ends = await Promise.allSettled(all)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(seen.indexOf('a2+')).toBeGreaterThan(seen.indexOf('a1-'))
    expect(seen.indexOf('b1+')).toBeLessThan(seen.indexOf('a1-'))
  })
})
