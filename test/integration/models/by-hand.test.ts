import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { place, region, word } from '../../support/own-component.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

type Wish = Omit<CallInput<'models.planAdd'>, 'siteId'>

async function add(program: Program, site: TestSite, wish: Wish): Promise<WorkflowView> {
  const plan = await program.call('models.planAdd', { siteId: site.id, ...wish })
  return apply(program, plan.id)
}

const inRegion = { relations: [{ name: 'region', target: 'guide-region' }] }
const known = async (program: Program) =>
  (await program.call('models.list', {})).filter(model => model.added).map(model => model.shortName)

describe('a class that the catalogue does not know', () => {
  it('is looked at once, leaves no row behind, and is replicated and taken away like any other', async () => {
    fleet = await openFleet([
      { name: 'Portal', places: 5 },
      { name: 'Town', places: 2 }
    ])
    const { program, sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const before = sites.map(stateOf)
    for (const wish of [{ name: region }, { name: `\\${place}`, ...inRegion }])
      expect(await add(program, portal, wish)).toMatchObject({ state: 'applied', failure: null })
    expect(sites.map(stateOf)).toEqual(before)
    const reads = portal.double.log.requests.filter(({ path }) => path.includes('/rexxfleet-look-'))
    expect(reads.filter(({ method, path }) => method === 'GET' && !path.includes('filter'))).toHaveLength(2)
    expect(await known(program)).toEqual(['guide-place', 'guide-region'])

    await fleet.reopen()
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['guide-place'])
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { create: 8, failed: 0 }
    })
    const rows = (site: TestSite, table: string) => site.double.admin.rows(`module_guide_${table}`)
    const told = (site: TestSite): unknown[] =>
      rows(site, 'place')
        .slice(-5)
        .map(({ title, opens, height, region_id }) => {
          const { name } = rows(site, 'region').find(one => one['id'] === region_id)!
          return { title, opens, height, name }
        })
    expect(told(town)).toEqual(told(portal))
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    portal.double.admin.sql({ update: 'module_guide_place', set: { title: 'New' }, where: { id: 11 } })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1, counts: { update: 1 } })
    expect(told(town)).toEqual(told(portal))

    expect(await fleet.program.invoke('models.remove', { model: 'guide-place' })).toMatchObject({
      ok: false,
      error: { code: 'model-in-use' }
    })
    const away = await fleet.program.call('links.planDeregister', { linkId })
    expect((await apply(fleet.program, away.id, away.confirmation.expected ?? undefined)).failure).toBeNull()
    expect(stateOf(town)).toEqual(before[1])
    expect(await fleet.program.invoke('models.remove', { model: 'guide-region' })).toMatchObject({
      ok: false,
      error: { code: 'model-in-use', details: { referring: [place] } }
    })
    for (const model of ['guide-place', 'guide-region']) await fleet.program.call('models.remove', { model })
    expect(await known(fleet.program)).toEqual([])
  })

  it('leaves nothing behind where the look fails, and says why', async () => {
    fleet = await openFleet([{ name: 'Portal', places: 3 }, { name: 'Empty', places: 0 }, { name: 'Town' }])
    const { program, sites } = fleet
    const [portal, empty, town] = sites as [TestSite, TestSite, TestSite]
    const before = sites.map(stateOf)
    const failing = async (site: TestSite, wish: Wish): Promise<unknown> => {
      const ended = await add(program, site, wish)
      expect(ended.state).toBe('undone')
      return ended.failure?.code
    }
    expect(await failing(town, { name: region })).toBe('model-not-there')
    expect(await failing(empty, { name: region })).toBe('model-without-fields')
    expect(await failing(portal, { name: word, identifier: [{ name: 'code' }] })).toBe('model-not-replicable')
    // A field that the class does not have identifies nothing, although the ids of its entities are numbers.
    expect(await failing(portal, { name: region, identifier: [{ name: 'uid' }] })).toBe('model-not-there')
    expect(await failing(portal, { name: region, identifier: [{ name: 'name' }] })).toBe(
      'model-not-replicable'
    )
    portal.double.faults.add({
      kind: 'status',
      status: 403,
      times: Infinity,
      match: { method: 'GET', pathIncludes: '/rexxfleet-look-' }
    })
    expect(await failing(portal, { name: region })).toBe('site-refused')
    portal.double.faults.clear()
    expect(sites.map(stateOf)).toEqual(before)
    expect(await known(program)).toEqual([])
    // What no entity shows can be named.
    const named = { name: region, fields: [{ name: 'name' }] }
    expect(await add(program, empty, named)).toMatchObject({ state: 'applied' })
    expect(sites.map(stateOf)).toEqual(before)
  })

  it('uses a data source that is there, and can be taken back', async () => {
    fleet = await openFleet([{ name: 'Portal', places: 3 }])
    const { program, sites } = fleet
    const portal = sites[0]!
    portal.double.admin.sql({
      insert: 'core_data_source',
      row: { identifier: region, options: 'a:0:{}', type: 'doctrineRepository' }
    })
    const before = stateOf(portal)
    const added = await add(program, portal, { name: region })
    expect(added.state).toBe('applied')
    expect(stateOf(portal)).toEqual(before)
    const undo = await program.call('workflows.undo', { workflowId: added.id })
    expect(await apply(program, undo.id)).toMatchObject({ state: 'applied' })
    expect(stateOf(portal)).toEqual(before)
    expect(await known(program)).toEqual([])
  })

  it('is refused where the catalogue refuses it, however it is written', async () => {
    fleet = await openFleet([{ name: 'Portal', places: 1 }])
    const { program, sites } = fleet
    const refusal = async (wish: Wish): Promise<unknown> => {
      const answer = await program.invoke('models.planAdd', { siteId: sites[0]!.id, ...wish })
      return answer.ok ? null : [answer.error.code, answer.error.details['why'] ?? null]
    }
    const entity = (name: string): Wish => ({ name: `Cx\\${name}` })
    expect(await refusal(entity('Core\\User\\Model\\Entity\\User'))).toEqual([
      'model-not-replicable',
      'users-and-permissions'
    ])
    expect(await refusal(entity('core_modules\\sync\\model\\entity\\Other'))).toEqual([
      'model-not-replicable',
      'management'
    ])
    expect(await refusal(entity('Core\\ContentManager\\Model\\Entity\\Block'))).toEqual([
      'model-not-replicable',
      'content-tree'
    ])
    expect(await refusal(entity('Core\\Routing\\Model\\Entity\\RewriteRule'))).toEqual(['model-known', null])
    expect(await refusal({ name: 'no class' })).toEqual(['invalid-input', null])
    expect(await refusal({ name: place, ...inRegion })).toEqual(['unknown-model', null])
    expect(
      await refusal({
        name: region,
        relations: [{ name: 'owner', target: 'Cx\\Core\\User\\Model\\Entity\\User' }]
      })
    ).toEqual(['model-not-replicable', 'users-and-permissions'])
  })

  it('goes along in a topology file, and is checked again there', async () => {
    fleet = await openFleet([
      { name: 'Portal', places: 3 },
      { name: 'Town', places: 0 }
    ])
    const { program, sites, dataDirectory } = fleet
    const touched = { fields: [{ name: 'touched', type: 'datetime' as const }], changeDate: 'touched' }
    await add(program, sites[0]!, { name: region, ...touched })
    const path = join(dataDirectory, 'topology.json')
    await program.call('topology.export', { path })
    expect((await program.call('topology.planImport', { path })).models).toEqual([
      { name: region, outcome: 'known' }
    ])
    await program.call('models.remove', { model: region })
    const plan = await program.call('topology.planImport', { path })
    expect(plan.models).toEqual([{ name: region, outcome: 'new' }])
    await program.call('topology.import', { path, digest: plan.digest })
    expect((await program.call('models.list', {})).filter(({ added }) => added)).toMatchObject([
      { shortName: 'guide-region', changeDate: 'touched' }
    ])
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id, [region])
    expect(await sync(program, linkId)).toMatchObject({ state: 'done', counts: { create: 3 } })
  })
})

it('a look that is cut off is resumed or taken back without a row left', async () => {
  fleet = await openFleet([{ name: 'Portal', places: 3 }])
  const portal = fleet.sites[0]!
  const before = stateOf(portal)
  // The right to read cannot be taken away again: the clean-up fails, and the workflow waits for somebody.
  portal.double.faults.add({ kind: 'status', status: 500, times: Infinity, match: { method: 'DELETE' } })
  const plan = await fleet.program.call('models.planAdd', { siteId: portal.id, name: region })
  expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'failed' })
  expect(stateOf(portal)).not.toEqual(before)
  portal.double.faults.clear()
  await fleet.reopen()
  const ended = workflowEnded(fleet.program, plan.id)
  await fleet.program.call('workflows.resume', { workflowId: plan.id })
  expect(await ended).toMatchObject({ state: 'applied' })
  expect(stateOf(portal)).toEqual(before)
  expect(await known(fleet.program)).toEqual(['guide-region'])
})
