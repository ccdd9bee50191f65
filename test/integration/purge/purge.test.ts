import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
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

const texts = (site: TestSite): string[] => rules(site).map(ruleText).sort()

/** Portal → Town ⇄ Village, Town → Hamlet: the town is a replica, a twin and a primary. */
async function town(): Promise<TestSite[]> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 3, events: 3 },
    { name: 'Town', rewriteRules: 2 },
    { name: 'Village', rewriteRules: 1 },
    { name: 'Hamlet' }
  ])
  return [...fleet.sites]
}

async function linkAll([portal, town, village, hamlet]: TestSite[]): Promise<void> {
  const { program } = fleet
  const first = await linkUp(program, portal!.id, town!.id, ['calendar-category'])
  const second = await linkUp(program, town!.id, hamlet!.id, ['RewriteRule'])
  const both = await program.call('links.plan', {
    primaryId: town!.id,
    replicaId: village!.id,
    models: ['RewriteRule'],
    bothWays: true
  })
  expect((await apply(program, both.id)).failure).toBeNull()
  for (const linkId of [first, second]) expect((await sync(program, linkId)).state).toBe('done')
  for (const { id } of await program.call('runs.start', { linkIds: [both.linkId!] }))
    await runEnded(program, id)
}

describe('a purge', () => {
  it('takes a site out of all replication, wants its name, and leaves what it delivered', async () => {
    const sites = await town()
    const [portal, middle, village, hamlet] = sites as [TestSite, TestSite, TestSite, TestSite]
    const before = sites.map(stateOf)
    await linkAll(sites)
    const delivered = [village, hamlet].map(texts)
    const plan = await fleet.program.call('links.planPurge', { siteId: middle.id })
    expect(plan.confirmation).toEqual({ kind: 'name', expected: 'Town' })
    const kept = plan.steps.filter(({ kind }) => kind === 'keep-data')
    expect(kept).toMatchObject([
      {
        siteId: hamlet.id,
        effects: [{ act: 'keep', what: 'entity', name: 'RewriteRule', count: 2, why: 'data-kept' }]
      }
    ])
    const untouched = sites.map(stateOf)
    for (const confirm of ['Portal', undefined]) {
      const answer = await fleet.program.invoke('workflows.apply', {
        workflowId: plan.id,
        ...(confirm ? { confirm } : {})
      })
      expect(answer).toMatchObject({ ok: false, error: { code: 'needs-confirmation' } })
    }
    expect(sites.map(stateOf)).toEqual(untouched)
    const purged = await apply(fleet.program, plan.id, 'Town')
    expect(purged.failure).toBeNull()
    expect(await fleet.program.call('links.list', {})).toEqual([])
    // The town and its primaries are as before; the others keep what they got.
    expect(stateOf(portal)).toEqual(before[0])
    expect(stateOf(middle)).toEqual(before[1])
    expect([village, hamlet].map(texts)).toEqual(delivered)
    expect(texts(village)).toHaveLength(3)
    const again = await fleet.program.invoke('links.planPurge', { siteId: middle.id })
    expect(again).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  it('takes along what it delivered where that is wished: every site is as before, row by row', async () => {
    const sites = await town()
    const before = sites.map(stateOf)
    await linkAll(sites)
    const plan = await fleet.program.call('links.planPurge', { siteId: sites[1]!.id, flushReplicas: true })
    const purged = await apply(fleet.program, plan.id, 'Town')
    expect(purged.failure).toBeNull()
    expect(sites.map(stateOf)).toEqual(before)
  })

  it('is taken back: links, rights and entities', async () => {
    const sites = await town()
    await linkAll(sites)
    const held = sites.map(texts)
    const links = (await fleet.program.call('links.list', {})).map(({ id }) => id).sort()
    const plan = await fleet.program.call('links.planPurge', { siteId: sites[1]!.id, flushReplicas: true })
    expect((await apply(fleet.program, plan.id, 'Town')).failure).toBeNull()
    const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    const undone = await apply(fleet.program, undo.id, undo.confirmation.expected ?? undefined)
    expect(undone.failure).toBeNull()
    expect(sites.map(texts)).toEqual(held)
    expect((await fleet.program.call('links.list', {})).map(({ id }) => id).sort()).toEqual(links)
    for (const { id } of await fleet.program.call('runs.start', { linkIds: links }))
      expect(await runEnded(fleet.program, id)).toMatchObject({ state: 'done', counts: { conflict: 0 } })
    // The village's rule has a new id in the town, and the hamlet was not told of it before: nothing is there twice.
    expect(sites.slice(1).map(texts)).toEqual([held[1], held[1], held[1]])
  })

  it('stops when a link was made since, and while a run is at work', async () => {
    const sites = await town()
    const [portal, middle, village] = sites as [TestSite, TestSite, TestSite]
    const linkId = await linkUp(fleet.program, portal.id, middle.id)
    const plan = await fleet.program.call('links.planPurge', { siteId: middle.id })
    await linkUp(fleet.program, middle.id, village.id, ['calendar-category'])
    expect(
      await fleet.program.invoke('workflows.apply', { workflowId: plan.id, confirm: 'Town' })
    ).toMatchObject({ ok: false, error: { code: 'plan-outdated' } })
    middle.double.faults.latency(100)
    const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    expect(await fleet.program.invoke('links.planPurge', { siteId: middle.id })).toMatchObject({
      ok: false,
      error: { code: 'link-busy' }
    })
    await runEnded(fleet.program, run!.id)
  })
})
