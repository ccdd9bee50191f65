import { describe, expect, it } from 'vitest'
import type { SiteReader } from '../../../src-main/core/fleet/site-access.ts'
import { modelNamed } from '../../../src-main/core/models/catalogue.ts'
import type { Entity } from '../../../src-main/core/sync/entity.ts'
import { SharedOriginals } from '../../../src-main/core/sync/originals.ts'
import { RecentEntities } from '../../../src-main/core/sync/recent-entities.ts'

const model = modelNamed('Cx\\Core\\Routing\\Model\\Entity\\RewriteRule')
const source = { endpoint: 'RewriteRule', model }
const rule = (id: string): Entity => ({ id, fields: { id, orderNo: 1 }, toOne: {}, toMany: {} })
const never = new AbortController().signal

/** A primary of three entities that counts what it is asked, and answers when it is told to. */
function primary(fails: () => boolean = () => false) {
  const asked: string[] = []
  const gates: (() => void)[] = []
  const reader = {
    async *entityPages(_source: unknown, { signal }: { signal?: AbortSignal } = {}) {
      asked.push('pages')
      await new Promise<void>((resolve, reject) => {
        gates.push(resolve)
        signal?.addEventListener('abort', () => reject(new Error('given up')))
      })
      if (fails()) throw new Error('the site went away')
      yield ['1', '2', '3'].map(rule)
    },
    async entitiesById(_source: unknown, ids: readonly string[]) {
      asked.push(ids.join())
      return ids.map(rule)
    }
  } as unknown as SiteReader
  return { reader, asked, answer: () => gates.splice(0).forEach(open => open()) }
}

describe('originals of runs that start together', () => {
  it('are read once, for those who come at once and for those who come later', async () => {
    const { reader, asked, answer } = primary()
    const shared = new SharedOriginals(text => text, Date.now)
    const early = [1, 2, 3].map(() => shared.of(reader).digest(source, never))
    answer()
    const digests = await Promise.all(early)
    digests.push(await shared.of(reader).digest(source, never))
    expect(new Set(digests).size).toBe(1)
    expect(digests[0]?.size).toBe(3)
    expect(asked).toEqual(['pages'])
  })

  it('are not taken from the others by one who is cancelled, even the one who asked', async () => {
    const { reader, asked, answer } = primary()
    const shared = new SharedOriginals(text => text, Date.now)
    const first = new AbortController()
    const cancelled = shared.of(reader).digest(source, first.signal)
    const patient = shared.of(reader).digest(source, never)
    first.abort()
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    answer()
    expect((await patient).size).toBe(3)
    expect(asked).toEqual(['pages'])
  })

  it('are read anew after a failure, and after everybody gave up', async () => {
    let down = true
    const { reader, asked, answer } = primary(() => down)
    const shared = new SharedOriginals(text => text, Date.now)
    const failing = shared.of(reader).digest(source, never)
    answer()
    await expect(failing).rejects.toThrow('went away')
    down = false
    const only = new AbortController()
    const given = shared.of(reader).digest(source, only.signal)
    only.abort()
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    const again = shared.of(reader).digest(source, never)
    answer()
    expect((await again).size).toBe(3)
    expect(asked).toEqual(['pages', 'pages', 'pages'])
  })

  it('are asked for once with their values, and only those that nobody asked for', async () => {
    const { reader, asked } = primary()
    const shared = new SharedOriginals(text => text, Date.now)
    const [one, other] = [shared.of(reader).primary, shared.of(reader).primary]
    const answers = await Promise.all([
      one.entitiesById(source, ['1', '2']),
      other.entitiesById(source, ['1', '2']),
      other.entitiesById(source, ['2', '3'])
    ])
    expect(answers.map(entities => entities.map(({ id }) => id).join())).toEqual(['1,2', '1,2', '2,3'])
    expect(asked).toEqual(['1,2', '3'])
  })
})

describe('values that were asked for last', () => {
  it('are few, whatever comes, and not old', async () => {
    let now = 0
    const asked: number[] = []
    const recent = new RecentEntities(
      async ids => {
        asked.push(ids.length)
        return ids.map(rule)
      },
      () => now
    )
    const batch = (from: number): string[] => Array.from({ length: 400 }, (_, at) => String(from + at))
    for (let from = 0; from < 400_000; from += 400) {
      await recent.get(batch(from))
      expect(recent.kept).toBeLessThanOrEqual(2_000)
    }
    // The crawler comes back to what everybody else has left behind, and asks by himself.
    expect(await recent.get(batch(0))).toHaveLength(400)
    expect(asked).toHaveLength(1_001)
    now = 61_000
    await recent.get(batch(0))
    expect(asked).toHaveLength(1_002)
  })
})
