import { afterEach, describe, expect, it } from 'vitest'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

async function linkedPair(): Promise<{
  portal: TestSite
  town: TestSite
  linkId: string
  before: unknown[]
}> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 3 },
    { name: 'Town', rewriteRules: 2 }
  ])
  const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const before = fleet.sites.map(stateOf)
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  await sync(fleet.program, linkId)
  return { portal, town, linkId, before }
}

const confirmed = ({ id, confirmation }: WorkflowView): Promise<WorkflowView> =>
  apply(fleet.program, id, confirmation.expected ?? undefined)

/** What waits for the site that is away. */
async function remains(): Promise<WorkflowView | undefined> {
  const all = await fleet.program.call('workflows.list', {})
  return all.find(
    ({ kind, state }) => kind === 'deregister-rest' && state !== 'discarded' && state !== 'applied'
  )
}

const state = async (): Promise<string | undefined> => (await remains())?.state

describe('a deregistration when one side is gone for good', () => {
  it('cleans the primary, and plans what is left on the replica when it is back', async () => {
    const { portal, town, linkId, before } = await linkedPair()
    town.double.faults.maintenance(true)
    expect(await fleet.program.invoke('links.planDeregister', { linkId })).toMatchObject({ ok: false })
    const plan = await fleet.program.call('links.planDeregister', { linkId, force: true })
    expect((await confirmed(plan)).failure).toBeNull()
    expect(stateOf(portal)).toEqual(before[0])
    expect(await state()).toBe('awaiting-site')
    expect(await fleet.program.call('links.show', { linkId })).toMatchObject({
      state: 'removing',
      status: 'paused',
      workflowId: (await remains())!.id
    })
    // Still away: it goes on waiting, also in another program.
    await fleet.reopen()
    await fleet.program.call('sites.check', { siteIds: [town.id] })
    const early = await fleet.program.invoke('workflows.resume', { workflowId: (await remains())!.id })
    expect(early).toMatchObject({ ok: false, error: { code: 'site-maintenance' } })
    expect(await state()).toBe('awaiting-site')

    town.double.faults.maintenance(false)
    await fleet.program.call('sites.check', { siteIds: [town.id] })
    await expect.poll(state).toBe('planned')
    const left = (await remains())!
    const [examined] = await fleet.program.call('doctor.examine', { siteIds: [town.id] })
    const finding = examined!.findings.find(({ kind }) => kind === 'link-remains')
    expect(finding).toMatchObject({ linkId, mendable: true, evidence: { partner: 'Portal' } })
    const mend = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    expect(mend).toMatchObject({ id: left.id, state: 'planned' })
    const [other] = await fleet.program.call('doctor.examine', { siteIds: [portal.id] })
    expect(other!.findings.map(({ kind }) => kind)).not.toContain('link-remains')
    expect(rules(town)).toHaveLength(5)
    expect(left.confirmation).toEqual({ kind: 'name', expected: 'Town' })
    expect((await confirmed(left)).failure).toBeNull()
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })

  it('flushes on the replica what it remembers to have made there, and what is left on the primary when it is back', async () => {
    const { portal, town, linkId, before } = await linkedPair()
    portal.double.faults.maintenance(true)
    const plan = await fleet.program.call('links.planDeregister', { linkId, force: true })
    expect((await confirmed(plan)).failure).toBeNull()
    expect(stateOf(town)).toEqual(before[1])
    portal.double.faults.maintenance(false)
    const left = await fleet.program.call('links.planDeregister', { linkId })
    expect(left).toMatchObject({ kind: 'deregister-rest', state: 'planned' })
    expect((await confirmed(left)).failure).toBeNull()
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })

  it('is undone as a whole, and what waited waits no longer', async () => {
    const { portal, town, linkId } = await linkedPair()
    town.double.faults.maintenance(true)
    const plan = await fleet.program.call('links.planDeregister', { linkId, force: true })
    const forced = await confirmed(plan)
    town.double.faults.maintenance(false)
    const undo = await fleet.program.call('workflows.undo', { workflowId: forced.id })
    expect((await confirmed(undo)).failure).toBeNull()
    expect(await remains()).toBeUndefined()
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(rules(town)).toHaveLength(2 + rules(portal).length)
  })

  it('is let go of in two steps: a plan waits again, and what waits is given up', async () => {
    const { town, linkId } = await linkedPair()
    town.double.faults.maintenance(true)
    await confirmed(await fleet.program.call('links.planDeregister', { linkId, force: true }))
    town.double.faults.maintenance(false)
    const left = await fleet.program.call('links.planDeregister', { linkId })
    const { id: workflowId } = left
    expect(await fleet.program.call('workflows.discard', { workflowId })).toMatchObject({
      state: 'awaiting-site'
    })
    expect(await fleet.program.call('links.list', {})).toHaveLength(1)
    expect(await fleet.program.call('workflows.discard', { workflowId })).toMatchObject({
      state: 'discarded'
    })
    expect(await fleet.program.call('links.list', {})).toEqual([])
    expect(rules(town)).toHaveLength(5)
  })
})

describe('a purge when a site is gone for good', () => {
  it('cleans all others, and plans what is left with each of them', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 3 },
      { name: 'Town', rewriteRules: 2 },
      { name: 'Village', rewriteRules: 1 }
    ])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    const before = fleet.sites.map(stateOf)
    const links = [
      await linkUp(fleet.program, portal.id, town.id),
      await linkUp(fleet.program, portal.id, village.id)
    ]
    for (const linkId of links) await sync(fleet.program, linkId)
    village.double.faults.maintenance(true)
    const wish = { siteId: portal.id, flushReplicas: true }
    expect(await fleet.program.invoke('links.planPurge', wish)).toMatchObject({ ok: false })
    const plan = await fleet.program.call('links.planPurge', { ...wish, force: true })
    expect((await confirmed(plan)).failure).toBeNull()
    expect(stateOf(portal)).toEqual(before[0])
    expect(stateOf(town)).toEqual(before[1])
    expect((await fleet.program.call('links.list', {})).map(({ id }) => id)).toEqual([links[1]])
    village.double.faults.maintenance(false)
    await fleet.program.call('sites.check', { siteIds: [village.id] })
    await expect.poll(state).toBe('planned')
    expect((await confirmed((await remains())!)).failure).toBeNull()
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })
})
