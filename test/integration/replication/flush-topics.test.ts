import { afterEach, describe, expect, it } from 'vitest'
import { apply, openFleet, sync, type TestFleet } from '../../support/fleet.ts'
import { hang, linkTopics, pairs, put } from '../../faults/topics.ts'

let fleet: TestFleet | null = null
afterEach(async () => {
  await fleet?.close()
  fleet = null
})

/** A link whose replica has got topics that hang on each other, by place in the list, and one of its own. */
async function linked(under: readonly (number | null)[]) {
  fleet = await openFleet([
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ])
  const { program, sites } = fleet
  const [portal, town] = [sites[0]!, sites[1]!]
  const ids = under.map((_, at) => put(portal, `Topic ${at}`))
  for (const [at, of] of under.entries()) hang(portal, ids[at]!, of === null ? null : ids[of]!)
  put(town, 'Our own')
  const linkId = await linkTopics(program, portal, town)
  await sync(program, linkId)
  town.double.log.clear()
  return { program, town, linkId }
}

const backwards = [1, 2, null, 1, 0]

describe('topics that hang on each other', () => {
  it.each([
    ['a tree', [null, 0, 1, 1, 2, 0, null]],
    ['a tree whose parents are younger than their children', backwards],
    ['a ring', [1, 0, 3, 4, 2, 5, 0]]
  ])('%s is flushed whole, and comes back whole', async (_name, under) => {
    const { program, town, linkId } = await linked(under)
    const before = pairs(town)
    const plan = await program.call('links.planDeregister', { linkId })
    expect((await apply(program, plan.id, 'Town')).failure).toBeNull()
    expect(pairs(town)).toEqual(['Our own < '])
    const undo = await program.call('workflows.undo', { workflowId: plan.id })
    expect((await apply(program, undo.id)).failure).toBeNull()
    expect(pairs(town)).toEqual(before)
    // And they count as replication's own again: the next flush takes them all.
    const again = await program.call('links.planDeregister', { linkId })
    expect((await apply(program, again.id, 'Town')).failure).toBeNull()
    expect(pairs(town)).toEqual(['Our own < '])
  })

  it('go before what they hang on', async () => {
    const { program, town, linkId } = await linked(backwards)
    const order = pairs(town).map(pair => pair.split(' < '))
    const plan = await program.call('links.planDeregister', { linkId })
    expect((await apply(program, plan.id, 'Town')).failure).toBeNull()
    const gone = town.double.log.requests
      .filter(({ face, method }) => face === 'sync' && method === 'DELETE')
      .map(({ id }) => `Topic ${Number(id) - 10}`)
    expect(gone.toSorted()).toEqual(backwards.map((_, at) => `Topic ${at}`))
    for (const [child, parent] of order)
      if (parent) expect(gone.indexOf(child!), `${child} before ${parent}`).toBeLessThan(gone.indexOf(parent))
  })
})
