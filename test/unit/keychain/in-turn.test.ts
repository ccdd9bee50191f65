import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurn } from '../../../src-main/adapters/keychain/in-turn.ts'

test('works wait for each other, and a failed one holds up nobody', async () => {
  const turn = inTurn()
  const seen: string[] = []
  const work = (name: string, ms: number) => async (): Promise<string> => {
    seen.push(`${name} begins`)
    await sleep(ms)
    seen.push(`${name} ends`)
    if (name === 'bad') throw new Error('bad')
    return name
  }
  const all = await Promise.allSettled([turn(work('slow', 15)), turn(work('bad', 5)), turn(work('quick', 0))])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(seen).toEqual(['slow begins', 'slow ends', 'bad begins', 'bad ends', 'quick begins', 'quick ends'])
})
