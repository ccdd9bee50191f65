/** A mapping can outlive its entity (F43), and point at something new. */
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { ItemView } from '../../../src-main/contract/run-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import {
  apply,
  linkUp,
  openFleet,
  rewriteRule,
  rules,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

const table = 'core_rewrite_rule'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
let linkId: string
afterEach(() => fleet.close())

async function inStep(rewriteRules: number): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  linkId = await linkUp(fleet.program, portal.id, town.id)
  expect((await sync(fleet.program, linkId)).state).toBe('done')
}

const remove = ({ double }: TestSite, id: number): unknown =>
  double.admin.sql({ delete: table, where: { id } })
const mappings = (): Row[] =>
  town.double.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => row['entity_type'] === rewriteRule && row['foreign_host'] === 'portal.example')
const pushes = (): string[] =>
  town.double.log.requests.filter(({ face }) => face === 'sync').map(({ method, id }) => `${method} ${id}`)
const itemsOf = async (runId: string): Promise<readonly ItemView[]> =>
  (await fleet.program.call('runs.items', { runId })).items

/** What the replica gives the id of a rule that was removed there: another rule, with nothing of the former one. */
function reuse(id: number): void {
  remove(town, id)
  const row = { id, regular_expression: '/^their-own$/', order_no: 77 }
  town.double.admin.sql({ insert: table, row: { ...row, rewrite_status_code: '307', continue_on_match: 1 } })
}

describe('a mapping whose entity was removed on the replica', () => {
  it('is shown in the plan, and the entity made anew by POST', async () => {
    await inStep(4)
    remove(town, 2)
    const plan = await sync(fleet.program, linkId, { planOnly: true })
    expect(await itemsOf(plan.id)).toMatchObject([
      { action: 'create', why: 'removed-on-replica', foreignId: '2', state: 'open' }
    ])
    expect(pushes().filter(push => !push.startsWith('PUT'))).toEqual([])
    town.double.log.clear()
    await fleet.program.call('runs.confirm', { runId: plan.id })
    expect(await runEnded(fleet.program, plan.id)).toMatchObject({ state: 'done', sent: 1 })
    expect(pushes()).toEqual(['POST 2'])
    expect(mappings()).toHaveLength(4)
    expect(rules(town)).toHaveLength(4)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { unchanged: 4 }
    })
  })

  it('is left as it is where the policy of the link says so', async () => {
    await inStep(4)
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'ask', removedThere: 'leave' })
    remove(town, 2)
    town.double.log.clear()
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0, counts: { create: 0 } })
    expect([pushes(), mappings().length]).toEqual([[], 4])
  })

  it('goes by itself where the primary has the entity no more, and nothing else with it', async () => {
    await inStep(4)
    for (const site of [portal, town]) remove(site, 2)
    town.double.log.clear()
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'done', counts: { delete: 1 } })
    expect(await itemsOf(run.id)).toMatchObject([{ action: 'delete', why: 'mapping-only', foreignId: '2' }])
    // The sync endpoint refuses to (F43): only the row is removed.
    expect([pushes(), mappings().length, rules(town).length]).toEqual([[], 3, 3])
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { unchanged: 3, delete: 0 }
    })
  })
})

describe('a mapping that points at something new', () => {
  it('is a conflict, and neither overwritten nor removed', async () => {
    await inStep(4)
    for (const id of [2, 3]) reuse(id)
    remove(portal, 3)
    town.double.log.clear()
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'partly', sent: 0, counts: { conflict: 2, update: 0, delete: 0 } })
    expect((await itemsOf(run.id)).map(({ foreignId, why }) => [foreignId, why])).toEqual([
      ['2', 'edited-on-replica'],
      ['3', 'deleted-and-edited']
    ])
    expect(pushes()).toEqual([])
  })

  it('is one as well where nothing was ever agreed, and both have nothing in common', async () => {
    await inStep(4)
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await apply(fleet.program, plan.id)
    reuse(2)
    linkId = await linkUp(fleet.program, portal.id, town.id)
    portal.double.admin.sql({
      update: table,
      set: { rewrite_status_code: '301', continue_on_match: 0 },
      where: { id: 2 }
    })
    town.double.log.clear()
    const run = await sync(fleet.program, linkId, { confirmOverwrites: true })
    expect(run).toMatchObject({ state: 'partly', sent: 0, counts: { conflict: 1, update: 0 } })
    expect(await itemsOf(run.id)).toMatchObject([
      { foreignId: '2', action: 'conflict', why: 'nothing-in-common', differences: { length: 4 } }
    ])
    const refused = await fleet.program.invoke('conflicts.resolve', { runId: run.id, winner: 'primary' })
    expect(refused.ok && (await runEnded(fleet.program, run.id)).reason?.code).toBe('conflict-undecidable')
    expect(pushes()).toEqual([])
  })
})
