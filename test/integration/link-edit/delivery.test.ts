import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import {
  linkUp,
  openFleet,
  rules,
  ruleText,
  stateOf,
  sync,
  type TestFleet,
  type TestSite,
  type WantedSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

type Edit = Omit<CallInput<'links.planEdit'>, 'linkId'>

async function open(...wanted: WantedSite[]): Promise<TestSite[]> {
  fleet = await openFleet(wanted)
  return [...fleet.sites]
}

/** Applies a plan with all that it asks for. */
async function applied(plan: WorkflowView): Promise<WorkflowView> {
  const { program } = fleet
  const { expected, acknowledge } = plan.confirmation
  const ended = workflowEnded(program, plan.id)
  await program.call('workflows.apply', {
    workflowId: plan.id,
    ...(expected ? { confirm: expected } : {}),
    ...(acknowledge ? { acknowledge } : {})
  })
  return ended
}

async function edited(linkId: string, edit: Edit): Promise<WorkflowView> {
  const done = await applied(await fleet.program.call('links.planEdit', { linkId, ...edit }))
  expect(done.failure).toBeNull()
  expect(await fleet.program.call('links.show', { linkId })).toMatchObject({ state: 'ready' })
  return done
}

async function undone({ id }: WorkflowView): Promise<void> {
  const done = await applied(await fleet.program.call('workflows.undo', { workflowId: id }))
  expect(done.failure).toBeNull()
}

/** Rights come back under new ids, which nobody refers to. */
function rowsOf(site: TestSite): ReturnType<typeof stateOf> {
  const state = stateOf(site)
  const grants = state['core_module_data_access_data_access_apikey']!.map(({ id: _id, ...row }) => row)
  grants.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  return { ...state, core_module_data_access_data_access_apikey: grants }
}

function withoutRules(site: TestSite): ReturnType<typeof stateOf> {
  const { core_rewrite_rule: _rules, ...rest } = rowsOf(site)
  return rest
}

const states = (): ReturnType<typeof stateOf>[] => fleet.sites.map(rowsOf)
const hosts = (site: TestSite): unknown[] =>
  site.double.admin.rows('core_module_sync_host').map(row => [row['active'], row['state']])
const waiting = (site: TestSite): number => site.double.admin.rows('core_module_sync_change').length
const editRule = (site: TestSite, id: number, orderNo: number): Promise<unknown> =>
  site.double.admin.edit({ operation: 'update', model: 'RewriteRule', id, fields: { orderNo } })

describe('another delivery', () => {
  it('goes from compare to queue and back, and leaves nothing behind', async () => {
    const [portal, town] = (await open({ name: 'Portal', rewriteRules: 4 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const before = withoutRules(portal)
    await edited(linkId, { delivery: 'queue' })
    expect(hosts(portal)).toEqual([[1, 2]])
    expect(await fleet.program.call('links.show', { linkId })).toMatchObject({ delivery: 'queue' })
    const again = await edited(linkId, { delivery: 'queue' })
    expect(again.steps.map(({ state }) => state)).toEqual(['already'])

    await editRule(portal, 1, 41)
    expect(waiting(portal)).toBeGreaterThan(0)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(waiting(portal)).toBe(0)
    const delivered = stateOf(town)
    const back = await edited(linkId, { delivery: 'compare' })
    expect(hosts(portal)).toEqual([])
    expect(stateOf(town)).toEqual(delivered)
    await undone(back)
    expect(hosts(portal)).toEqual([[1, 2]])
    await edited(linkId, { delivery: 'compare' })
    expect(withoutRules(portal)).toEqual(before)
  })

  it('gives up a queue in which changes wait: they are not sent as removals, and the next run brings them', async () => {
    const [portal, town] = (await open({ name: 'Portal', rewriteRules: 3 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const quiet = withoutRules(portal)
    await edited(linkId, { delivery: 'queue' })
    await editRule(portal, 1, 41)
    await portal.double.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 2 })
    await edited(linkId, { delivery: 'compare' })
    await portal.double.admin.push()
    expect(rules(town)).toHaveLength(3)
    expect(withoutRules(portal)).toEqual(quiet)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { update: 1, delete: 1 }
    })
    expect(rules(town).map(ruleText)).toEqual(rules(portal).map(ruleText))
  })

  it('takes the primary’s name for the replica’s endpoint where Cloudrexx itself is to push, and gives it back', async () => {
    const [portal, town] = (await open({ name: 'Portal', events: 4 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    town.double.admin.sql({
      update: 'core_module_data_access',
      set: { name: 'categories' },
      where: { name: 'calendar-category' }
    })
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-category'])
    await sync(fleet.program, linkId)
    const before = states()
    const names = async (): Promise<string[]> =>
      (await fleet.program.call('links.show', { linkId })).models.map(one => one.replicaEndpoint)
    expect(await names()).toEqual(['categories', 'calendar-categoryname'])
    const live = await edited(linkId, { delivery: 'live' })
    expect(await names()).toEqual(['calendar-category', 'calendar-categoryname'])
    expect(hosts(portal)).toEqual([[1, 0]])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(hosts(portal)).toEqual([[1, 0]])
    await undone(live)
    expect(states()).toEqual(before)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
  })

  it('goes between queue and live by the receiver’s state alone', async () => {
    const [portal, town] = (await open({ name: 'Portal', events: 4 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-category'])
    await edited(linkId, { delivery: 'queue' })
    const queued = states()
    const live = await edited(linkId, { delivery: 'live' })
    expect(hosts(portal)).toEqual([[1, 0]])
    const rest = await edited(linkId, { delivery: 'queue' })
    expect(states()).toEqual(queued)
    await undone(rest)
    expect(hosts(portal)).toEqual([[1, 0]])
    expect(live.steps.filter(({ state }) => state === 'done').map(({ kind }) => kind)).toContain(
      'resume-host'
    )
  })

  it('refuses what preflight refuses, before anything is written', async () => {
    const [portal, town] = (await open({ name: 'Portal', rewriteRules: 2 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    const before = states()
    expect(await fleet.program.invoke('links.planEdit', { linkId, delivery: 'live' })).toMatchObject({
      ok: false,
      error: { code: 'preflight-refused', details: { refused: ['push-drops-fields'] } }
    })
    expect(states()).toEqual(before)
  })

  it('changes both links of a pair', async () => {
    const [one, two] = (await open({ name: 'One', rewriteRules: 2 }, { name: 'Two', rewriteRules: 1 })) as [
      TestSite,
      TestSite
    ]
    const wish = { primaryId: one.id, replicaId: two.id, models: ['RewriteRule'], bothWays: true }
    const made = await applied(await fleet.program.call('links.plan', wish))
    const linkId = made.linkId!
    const before = states()
    const change = await edited(linkId, { delivery: 'queue' })
    expect([hosts(one), hosts(two)]).toEqual([[[1, 2]], [[1, 2]]])
    await editRule(one, 1, 41)
    await editRule(two, 1, 42)
    for (let twice = 0; twice < 2; twice++) {
      const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
      for (const { id } of runs) expect((await runEnded(fleet.program, id)).state).toBe('done')
    }
    expect([waiting(one), waiting(two)]).toEqual([0, 0])
    expect(rules(one).map(ruleText).sort()).toEqual(rules(two).map(ruleText).sort())
    await undone(change)
    for (const [at, state] of states().entries()) {
      for (const table of ['core_module_sync_host', 'core_module_sync', 'core_data_source'])
        expect(state[table]).toEqual(before[at]![table])
    }
  })
})

describe('a queue whose link is narrowed', () => {
  const removals = (site: TestSite): string[] =>
    site.double.log.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)

  it('drops a model with changes waiting, and sends none of them as a removal', async () => {
    const [portal, town] = (await open({ name: 'Portal', rewriteRules: 3, events: 4 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-category'])
    await edited(linkId, { delivery: 'queue' })
    await sync(fleet.program, linkId)
    const before = states()
    const added = await edited(linkId, { addModels: ['RewriteRule'] })
    await undone(added)
    expect(states()).toEqual(before)
    await edited(linkId, { addModels: ['RewriteRule'] })
    await sync(fleet.program, linkId)
    await editRule(portal, 1, 41)
    expect(waiting(portal)).toBeGreaterThan(0)
    town.double.log.clear()
    await edited(linkId, { dropModels: ['RewriteRule'], fallen: 'keep' })
    await portal.double.admin.push()
    expect(removals(town).filter(path => path.includes('/sync/'))).toEqual([])
    expect(rules(town)).toHaveLength(3)
    expect(waiting(portal)).toBe(0)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
  })

  it('listens to chosen entities only, and flushes the rest', async () => {
    const [portal, town] = (await open({ name: 'Portal', rewriteRules: 5 }, { name: 'Town' })) as [
      TestSite,
      TestSite
    ]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await edited(linkId, { delivery: 'queue' })
    await sync(fleet.program, linkId)
    await editRule(portal, 4, 44)
    const narrowed = await edited(linkId, { ids: ['1', '2'], fallen: 'flush' })
    const entities = (): unknown[] =>
      portal.double.admin.rows('core_module_sync_host_entity').map(row => row['entity_id'])
    expect(entities()).toEqual(['1', '2'])
    expect(rules(town)).toHaveLength(2)
    await editRule(portal, 5, 45)
    expect(waiting(portal)).toBe(0)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    await edited(linkId, { ids: ['2', '3'], fallen: 'keep' })
    expect(entities()).toEqual(['2', '3'])
    await edited(linkId, { ids: null })
    expect(entities()).toEqual(['*'])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 3 } })
    expect(narrowed.steps.map(({ kind }) => kind)).toContain('change-host-entities')
  })

  it('does not let Cloudrexx push again while a change waits that it would send as a removal', async () => {
    const [portal, town, village] = (await open(
      { name: 'Portal', events: 4 },
      { name: 'Town' },
      { name: 'Village' }
    )) as [TestSite, TestSite, TestSite]
    const links: string[] = []
    for (const { id } of [town, village]) {
      const linkId = await linkUp(fleet.program, portal.id, id, ['calendar-category'])
      await sync(fleet.program, linkId)
      await edited(linkId, { delivery: 'queue' })
      links.push(linkId)
    }
    await edited(links[0]!, { addModels: ['RewriteRule'] })
    portal.double.admin.sql({
      insert: 'core_rewrite_rule',
      row: { regular_expression: '/^a$/', order_no: 1, rewrite_status_code: '301', continue_on_match: 0 }
    })
    await edited(links[1]!, { addModels: ['RewriteRule'] })
    await editRule(portal, 1, 41)
    expect(waiting(portal)).toBeGreaterThan(0)
    await edited(links[0]!, { dropModels: ['RewriteRule'], fallen: 'keep' })
    const live = await fleet.program.call('links.planEdit', { linkId: links[0]!, delivery: 'live' })
    const stopped = await applied(live)
    expect(stopped).toMatchObject({ state: 'failed', failure: { code: 'step-failed' } })
    expect(hosts(portal)).toEqual([
      [1, 2],
      [1, 2]
    ])
    await sync(fleet.program, links[1]!)
    const ended = workflowEnded(fleet.program, live.id)
    await fleet.program.call('workflows.resume', { workflowId: live.id })
    expect(await ended).toMatchObject({ state: 'applied' })
    expect(hosts(portal)).toEqual([
      [1, 0],
      [1, 2]
    ])
  })
})
