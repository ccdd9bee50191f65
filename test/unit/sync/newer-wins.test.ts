import { describe, expect, it } from 'vitest'
import { catalogue, modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { changeDateOf } from '../../../src-main/core/models/change-date.ts'
import { whyNotReplicable } from '../../../src-main/core/models/replicable.ts'
import { decide } from '../../../src-main/core/sync/decide.ts'
import type { Difference } from '../../../src-main/core/sync/difference.ts'
import type { Entity } from '../../../src-main/core/sync/entity.ts'
import { newerSide } from '../../../src-main/core/sync/newer-side.ts'
import { defaultPolicy } from '../../../src-main/core/sync/policy.ts'
import type { ItemRecord } from '../../../src-main/core/sync/records.ts'
import { scopeOf, type PushContext } from '../../../src-main/core/sync/run/context.ts'
import { prepare } from '../../../src-main/core/sync/run/prepare.ts'

const newer = { ...defaultPolicy, conflicts: 'newer-wins' } as const
const early = '2026-03-01T10:00:00+01:00'
const late = '2026-03-01T09:30:00+00:00'

function conflict(primary: string | null, replica: string | null, why = 'edited-on-both'): Difference {
  const dates = primary === replica ? [] : [{ field: 'updatedAt', primary, replica }]
  return {
    foreignId: '1',
    localId: '2',
    title: null,
    action: 'conflict',
    why,
    differences: [{ field: 'title', primary: 'a', replica: 'b' }, ...dates]
  }
}

const decided = (one: Difference, bothWays = false): Difference | null =>
  decide(one, newer, bothWays, 'updatedAt')

describe('a change date', () => {
  it('is a field that the catalogue knows as a date', () => {
    const dated = catalogue.filter(model => changeDateOf(model) !== null)
    expect(dated.map(({ shortName }) => shortName)).toEqual(['Page'])
    for (const model of dated) {
      const field = model.fields.find(({ name }) => name === changeDateOf(model))
      expect(field?.type).toBe('timestamp')
    }
  })

  it('is never one of the dates that an entity is about', () => {
    for (const name of ['calendar-event', 'calendar-registration', 'calendar-invite', 'RewriteRule']) {
      expect(whyNotReplicable(modelMeant(name))).toBeNull()
      expect(changeDateOf(modelMeant(name))).toBeNull()
    }
  })

  it('is an instant, whatever the offset in which a site writes it', () => {
    expect(newerSide(early, late)).toBe('replica')
    expect(newerSide(late, early)).toBe('primary')
    expect(newerSide(early, '2026-03-01T09:00:00+00:00')).toBeNull()
  })

  it.each([null, undefined, '', '0000-00-00 00:00:00', 'yesterday', 5, true, ['1']])(
    'is not %j: it tells nothing, on either side',
    value => {
      expect(newerSide(value, late)).toBeNull()
      expect(newerSide(late, value)).toBeNull()
    }
  )
})

describe('the newer side', () => {
  it.each([false, true])('wins, both ways: %s', bothWays => {
    expect(decided(conflict(late, early), bothWays)).toMatchObject({ action: 'update', why: 'newer-wins' })
    // The replica's stays; of a both-ways link the twin, to which it is the primary's, brings it home.
    expect(decided(conflict(early, late), bothWays)).toBeNull()
    expect(decided(conflict(late, early, 'edited-on-replica'), bothWays)).toMatchObject({ action: 'update' })
  })

  it('is nobody where the dates are equal, or one side has none: a person is asked', () => {
    for (const one of [conflict(late, late), conflict(null, late), conflict(late, null)])
      expect(decided(one)).toBe(one)
  })

  it('is nobody for a model without such a date', () => {
    const one = conflict(late, early)
    expect(decide(one, newer, false, null)).toBe(one)
    expect(decide(one, newer, false)).toBe(one)
  })

  it('is nobody where one side is gone, doubled, or has nothing in common: a removal has no date', () => {
    for (const why of [
      'deleted-and-edited',
      'edited-and-deleted',
      'mapping-doubled',
      'nothing-in-common',
      'original'
    ]) {
      const one = conflict(late, early, why)
      expect(decided(one)).toBe(one)
    }
  })
})

describe('an update that was planned since the primary was newer', () => {
  const page = modelMeant('Page')
  const entity = (id: string, updatedAt: string): Entity => ({
    id,
    fields: { updatedAt },
    toOne: { node: null },
    toMany: {}
  })
  const scope = scopeOf(page, {
    model: page.name,
    primaryEndpoint: 'page',
    replicaEndpoint: 'page',
    ids: null
  })
  const item: ItemRecord = {
    runId: 'r',
    position: 0,
    model: page.name,
    foreignId: '1',
    localId: '7',
    title: null,
    action: 'update',
    state: 'open',
    why: 'newer-wins',
    differences: [],
    failure: null,
    tries: 0,
    changedAt: 0
  }

  /** Looks again right before it goes out, when the replica's side may have moved on. */
  async function preparedWith(here: string, there: string): Promise<unknown> {
    const context = {
      primary: { entitiesById: async () => [entity('1', here)] },
      replica: { entitiesById: async () => [entity('7', there)] },
      store: { agreed: { get: () => null } },
      mappings: new Map(),
      hash: (text: string) => text
    } as unknown as PushContext
    const [only] = await prepare(context, scope, [item])
    return only
  }

  it('goes out as long as it is', async () => {
    expect(await preparedWith(late, early)).toMatchObject({ values: { updatedAt: late } })
  })

  it.each([early, late])('is a conflict where the replica was saved again meanwhile (%s)', async here => {
    expect(await preparedWith(here, late)).toMatchObject({ action: 'conflict', why: 'edited-on-replica' })
  })
})
