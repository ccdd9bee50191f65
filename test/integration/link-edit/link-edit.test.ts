import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  ruleText,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

type Edit = Omit<CallInput<'links.planEdit'>, 'linkId'>

const plan = (linkId: string, edit: Edit): Promise<WorkflowView> =>
  fleet.program.call('links.planEdit', { linkId, ...edit })

async function edited(linkId: string, edit: Edit): Promise<WorkflowView> {
  const planned = await plan(linkId, edit)
  const applied = await apply(fleet.program, planned.id, planned.confirmation.expected ?? undefined)
  expect(applied.failure).toBeNull()
  return applied
}

async function undone({ id }: WorkflowView): Promise<void> {
  const undo = await fleet.program.call('workflows.undo', { workflowId: id })
  const applied = await apply(fleet.program, undo.id, undo.confirmation.expected ?? undefined)
  expect(applied.failure).toBeNull()
}

async function modelsOf(linkId: string): Promise<string[]> {
  const { models, state } = await fleet.program.call('links.show', { linkId })
  expect(state).toBe('ready')
  return models.map(model => model.shortName).sort()
}

const category = ['calendar-category', 'calendar-categoryname']
const categories = (site: TestSite): number => site.double.admin.rows('module_calendar_category').length

/** Both sites without what a run moves: which entity got which id. */
const withoutRules = (site: TestSite): ReturnType<typeof stateOf> => {
  const { core_rewrite_rule: _rules, ...rest } = stateOf(site)
  return rest
}

describe('a change of a link', () => {
  it('adds models with what they bring along, and its undo leaves no trace of them', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3, events: 4 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    const before = fleet.sites.map(stateOf)
    const planned = await plan(linkId, { addModels: ['calendar-category'] })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    const change = await apply(fleet.program, planned.id)
    expect(change.failure).toBeNull()
    expect(await modelsOf(linkId)).toEqual(['RewriteRule', ...category])
    // Once more: nothing is left to do.
    const after = fleet.sites.map(stateOf)
    const again = await edited(linkId, { addModels: ['calendar-category'] })
    expect(again.steps.map(({ state }) => state)).toEqual(['already'])
    expect(fleet.sites.map(stateOf)).toEqual(after)
    await undone(change)
    expect(await modelsOf(linkId)).toEqual(['RewriteRule'])
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('replicates what was added, and flushes it when it is dropped: the sites are as before', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 3, events: 4 },
      { name: 'Town', rewriteRules: 1, events: 3 }
    ])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const before = fleet.sites.map(stateOf)
    const own = categories(town)
    await edited(linkId, { addModels: ['calendar-category'] })
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { failed: 0, unchanged: 3 }
    })
    expect(categories(town)).toBe(own + categories(portal))

    const silent = await fleet.program.invoke('links.planEdit', { linkId, dropModels: ['calendar-category'] })
    expect(silent).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    const planned = await plan(linkId, { dropModels: ['calendar-category'], fallen: 'flush' })
    expect(planned.confirmation).toEqual({ kind: 'name', expected: 'Town' })
    const dropped = await apply(fleet.program, planned.id, 'Town')
    expect(dropped.failure).toBeNull()
    expect(await modelsOf(linkId)).toEqual(['RewriteRule'])
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { unchanged: 3 }
    })

    // And back: the entities come home under new ids, and nothing has to be sent.
    await undone(dropped)
    expect(await modelsOf(linkId)).toEqual(['RewriteRule', ...category])
    expect(categories(town)).toBe(own + categories(portal))
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0, counts: { create: 0 } })
  })

  it('keeps the data of a dropped model where that is wished, and knows it again', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2, events: 4 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-category', 'RewriteRule'])
    await sync(fleet.program, linkId)
    const there = categories(town)
    const dropped = await edited(linkId, { dropModels: ['calendar-category'], fallen: 'keep' })
    expect(dropped.confirmation.kind).toBe('yes')
    expect(categories(town)).toBe(there)
    town.double.log.clear()
    await sync(fleet.program, linkId)
    expect(town.double.log.requests.filter(({ endpoint }) => category.includes(endpoint))).toEqual([])
    await edited(linkId, { addModels: ['calendar-category'] })
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { create: 0, update: 0 }
    })
    expect(categories(town)).toBe(there)
  })

  it('takes no part away from what is not whole without it', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-category'])
    for (const edit of [
      { dropModels: ['calendar-categoryname'], fallen: 'keep' },
      { dropModels: ['calendar-category'], fallen: 'keep' },
      { dropModels: ['RewriteRule'], fallen: 'keep' }
    ] as const) {
      const answer = await fleet.program.invoke('links.planEdit', { linkId, ...edit })
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
  })

  it('narrows a selection with a word about what falls out of it', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 6 },
      { name: 'Town', rewriteRules: 2 }
    ])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    expect(await fleet.program.invoke('links.planEdit', { linkId, ids: ['1', '2'] })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', details: { models: [expect.stringContaining('RewriteRule')] } }
    })
    const narrow = await plan(linkId, { ids: ['1', '2'], fallen: 'flush' })
    expect(narrow.steps.flatMap(({ effects }) => effects)).toContainEqual({
      act: 'remove',
      what: 'entity',
      name: 'RewriteRule',
      count: 4
    })
    const applied = await apply(fleet.program, narrow.id, 'Town')
    expect(applied.failure).toBeNull()
    const chosen = rules(portal).slice(0, 2).map(ruleText)
    const own = rules(town).slice(0, 2).map(ruleText)
    expect(rules(town).map(ruleText)).toEqual([...own, ...chosen])
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { unchanged: 2 }
    })
    // Wider again: what is chosen anew is sent, and nothing falls out.
    await edited(linkId, { ids: null })
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { create: 4, unchanged: 2 }
    })
    expect(rules(town)).toHaveLength(8)
    // Kept: the run does not touch it any more.
    await edited(linkId, { ids: ['3'], fallen: 'keep' })
    expect(rules(town)).toHaveLength(8)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(rules(town)).toHaveLength(8)
  })

  it('refuses ids that the primary has no entity for, keeps those that are gone since, and finds nothing to do', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    const ofLink = () => fleet.program.call('workflows.list', { linkId })
    const unknown = await fleet.program.invoke('links.planEdit', {
      linkId,
      ids: ['1', '999'],
      fallen: 'keep'
    })
    expect(unknown).toMatchObject({
      error: { code: 'invalid-input', message: expect.stringContaining('999'), details: { missing: ['999'] } }
    })
    expect(await ofLink()).toHaveLength(1)
    await edited(linkId, { ids: ['1', '2'], fallen: 'keep' })
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 2 } })
    const same = await plan(linkId, { ids: ['1', '2'] })
    expect(same.steps.map(({ state }) => state)).toEqual(['already'])
    await edited(linkId, { ids: ['1', '2', '3'] })
  })

  it('changes both links of a pair at once, and flushes no original', async () => {
    fleet = await openFleet([
      { name: 'One', rewriteRules: 2, events: 3 },
      { name: 'Two', rewriteRules: 1, events: 2 }
    ])
    const [one, two] = [fleet.sites[0]!, fleet.sites[1]!]
    const made = await fleet.program.call('links.plan', {
      primaryId: one.id,
      replicaId: two.id,
      models: ['RewriteRule'],
      bothWays: true
    })
    expect((await apply(fleet.program, made.id)).failure).toBeNull()
    const linkId = made.linkId!
    const twinId = (await fleet.program.call('links.show', { linkId })).twinId!
    const run = async (): Promise<void> => {
      for (let twice = 0; twice < 2; twice++) {
        const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
        for (const { id } of runs) await runEnded(fleet.program, id)
      }
    }
    await run()
    const before = fleet.sites.map(stateOf)
    await edited(linkId, { addModels: ['calendar-category'] })
    expect(await modelsOf(twinId)).toEqual(['RewriteRule', ...category])
    await run()
    const all = before
      .map(state => state['module_calendar_category']!.length)
      .reduce((sum, count) => sum + count)
    expect(fleet.sites.map(categories)).toEqual([all, all])
    await edited(twinId, { dropModels: ['calendar-category'], fallen: 'flush' })
    expect(await modelsOf(linkId)).toEqual(['RewriteRule'])
    expect(await modelsOf(twinId)).toEqual(['RewriteRule'])
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('leaves what another link needs, and takes it along with the last', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 3 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    const before = fleet.sites.map(stateOf)
    const models = ['RewriteRule', 'calendar-event']
    const first = await linkUp(fleet.program, portal.id, town.id, models)
    const second = await linkUp(fleet.program, portal.id, village.id, models)
    const there = withoutRules(village)
    const dropped = await edited(first, { dropModels: ['calendar-event'], fallen: 'flush' })
    expect(dropped.steps.flatMap(({ effects }) => effects)).toContainEqual(
      expect.objectContaining({ act: 'keep', what: 'datasource', why: 'used-by-others' })
    )
    expect(withoutRules(village)).toEqual(there)
    expect(await sync(fleet.program, second)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    for (const linkId of [second, first]) {
      const planned = await fleet.program.call('links.planDeregister', { linkId })
      const gone = await apply(fleet.program, planned.id, planned.confirmation.expected ?? undefined)
      expect(gone.failure).toBeNull()
    }
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('stops where a site fails half-way, does not run meanwhile, and is resumed', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2, events: 3 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    const planned = await plan(linkId, { addModels: ['calendar-category'] })
    town.double.faults.add({
      kind: 'status',
      status: 403,
      match: { method: 'POST', pathIncludes: 'rexxfleet-grant' },
      times: Infinity
    })
    expect((await apply(fleet.program, planned.id)).state).toBe('failed')
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'stopped',
      reason: { code: 'link-not-ready' },
      sent: 0
    })
    town.double.faults.clear()
    await fleet.reopen()
    const ended = workflowEnded(fleet.program, planned.id)
    await fleet.program.call('workflows.resume', { workflowId: planned.id })
    expect((await ended).state).toBe('applied')
    expect(await modelsOf(linkId)).toEqual(['RewriteRule', ...category])
  })
})
