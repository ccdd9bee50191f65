import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import {
  apply,
  openFleet,
  rules,
  stateOf,
  sync,
  testOptions,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

const moved = 'www.portal.example'

let fleet: TestFleet
let [portal, town]: TestSite[] = []
const others: { program: Program; directory: string }[] = []

afterEach(async () => {
  for (const { program, directory } of others.splice(0)) {
    await program.close()
    await rm(directory, { recursive: true, force: true })
  }
  await fleet.close()
})

async function open(rewriteRules: number, more: object = {}): Promise<string> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules }, { name: 'Town' }])
  ;[portal, town] = fleet.sites
  return link(fleet.program, [portal!.id, town!.id], more)
}

async function link(program: Program, [primaryId, replicaId]: string[], more: object): Promise<string> {
  const wish = { primaryId: primaryId!, replicaId: replicaId!, models: ['RewriteRule'], ...more }
  const plan = await program.call('links.plan', wish)
  const ended = workflowEnded(program, plan.id)
  const acknowledge = plan.confirmation.acknowledge ?? []
  await program.call('workflows.apply', {
    workflowId: plan.id,
    ...(acknowledge.length > 0 ? { acknowledge } : {})
  })
  expect(await ended).toMatchObject({ state: 'applied', failure: null })
  return plan.linkId!
}

/** A Rexxfleet on another computer, which looks after the same sites. */
async function another(more: object = {}): Promise<{ program: Program; siteId: string; linkId: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'rexxfleet-test-'))
  const program = await openProgram(testOptions(directory))
  others.push({ program, directory })
  const ids: string[] = []
  for (const { name, key, double } of [portal!, town!]) {
    const mainDomain = `${name.toLowerCase()}.example`
    const added = await program.call('sites.add', { name, address: double.url, mainDomain, key: 'given' })
    await program.call('sites.provideKey', { siteId: added.id, key })
    await program.call('sites.enrol', { siteId: added.id })
    ids.push(added.id)
  }
  return { program, siteId: ids[0]!, linkId: await link(program, ids, more) }
}

async function move(program: Program, siteId: string) {
  const workflow = await program.call('sites.planMove', { siteId, mainDomain: moved })
  return apply(program, workflow.id)
}

describe('a site that somebody else moved', () => {
  // Few are asked for one by one, more are listed.
  it.each([5, 25])('is sent nothing of a second time: %d entities', async count => {
    const linkId = await open(count)
    await sync(fleet.program, linkId)
    const second = await another()
    expect(await move(second.program, second.siteId)).toMatchObject({ state: 'applied' })

    const before = stateOf(town!)
    for (const planOnly of [true, false]) {
      const refused = await sync(fleet.program, linkId, { planOnly })
      expect(refused).toMatchObject({
        state: 'stopped',
        sent: 0,
        reason: { code: 'sender-renamed', details: { foreignHost: moved, mainDomain: 'portal.example' } }
      })
    }
    expect(stateOf(town!)).toEqual(before)

    // What the message says to do is all that it takes.
    expect(await move(fleet.program, portal!.id)).toMatchObject({ state: 'applied', failure: null })
    expect(stateOf(town!)).toEqual(before)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { create: 0, unchanged: count }
    })
    expect(rules(town!)).toHaveLength(count)
  })

  it('is sent nothing either of what was planned before', async () => {
    const linkId = await open(5)
    await sync(fleet.program, linkId)
    const { sql } = portal!.double.admin
    sql({
      update: 'core_rewrite_rule',
      set: { rewrite_status_code: 302 },
      where: { rewrite_status_code: 301 }
    })
    sql({ delete: 'core_rewrite_rule', where: { id: 5 } })
    const planned = await sync(fleet.program, linkId, { planOnly: true, allowRemovals: 1 })
    expect(planned.state).toBe('waiting')
    const second = await another()
    await move(second.program, second.siteId)
    const before = stateOf(town!)
    await fleet.program.call('runs.confirm', { runId: planned.id, allowRemovals: 1 })
    expect(await runEnded(fleet.program, planned.id)).toMatchObject({
      state: 'stopped',
      sent: 0,
      reason: { code: 'sender-renamed' }
    })
    expect(stateOf(town!)).toEqual(before)
    await move(fleet.program, portal!.id)
    await fleet.program.call('runs.resume', { runId: planned.id })
    expect(await runEnded(fleet.program, planned.id)).toMatchObject({ state: 'done' })
    expect(rules(town!)).toHaveLength(4)
  })

  it('is stopped for of a pair as well, before a mapping is written under the old name', async () => {
    const linkId = await open(3, { bothWays: true })
    for (const { id } of await fleet.program.call('runs.start', { linkIds: [linkId] }))
      expect((await runEnded(fleet.program, id)).state).toBe('done')
    const second = await another({ bothWays: true })
    await move(second.program, second.siteId)
    const before = fleet.sites.map(stateOf)
    const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
    const reasons = []
    for (const { id } of runs) reasons.push((await runEnded(fleet.program, id)).reason?.code)
    expect(reasons).toContain('sender-renamed')
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('is told apart from entities that were removed on the replica', async () => {
    const linkId = await open(4)
    await sync(fleet.program, linkId)
    const [gone] = rules(town!)
    const { sql, rows } = town!.double.admin
    sql({ delete: 'core_rewrite_rule', where: { id: gone!['id']! } })
    const local = `a:1:{s:2:"id";s:1:"${gone!['id']}";}`
    const mapping = rows('core_module_sync_id_mapping').find(row => row['local_id'] === local)!
    sql({ delete: 'core_module_sync_id_mapping', where: { id: mapping['id']! } })
    // Another sender of its own calls something of its own by the same number.
    sql({
      insert: 'core_module_sync_id_mapping',
      row: { ...mapping, id: 900, foreign_host: moved, local_id: 'a:1:{s:2:"id";s:1:"2";}' }
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 1 } })
    expect(rules(town!)).toHaveLength(4)
  })
})

describe('a move', () => {
  it('waits while another Rexxfleet sends under one of its names', async () => {
    const linkId = await open(40)
    await sync(fleet.program, linkId)
    const second = await another()
    await sync(second.program, second.linkId)
    portal!.double.admin.sql({
      update: 'core_rewrite_rule',
      set: { rewrite_status_code: 302 },
      where: { rewrite_status_code: 301 }
    })
    town!.double.faults.latency(80)
    const [run] = await second.program.call('runs.start', { linkIds: [second.linkId] })
    const isLease = (row: Record<string, unknown>): boolean => String(row['host']).includes('.lease.')
    while (!town!.double.admin.rows('core_module_sync_host').some(isLease))
      await new Promise(resolve => setTimeout(resolve, 10))

    const refused = await move(fleet.program, portal!.id)
    expect(refused).toMatchObject({ state: 'failed', failure: { code: 'link-leased' } })
    town!.double.faults.latency(0)
    expect((await runEnded(second.program, run!.id)).state).toBe('done')
    const resumed = workflowEnded(fleet.program, refused.id)
    await fleet.program.call('workflows.resume', { workflowId: refused.id })
    expect(await resumed).toMatchObject({ state: 'applied', failure: null })
    expect(town!.double.admin.rows('core_module_sync_host')).toEqual([])
  })
})

describe("Cloudrexx's own push", () => {
  const mails = (site: TestSite) => site.double.admin.rows('module_calendar_mail')
  const hostStates = () => portal!.double.admin.rows('core_module_sync_host').map(row => row['state'])

  async function edit(title: string): Promise<void> {
    const { id } = mails(portal!)[0]! as { id: number }
    const { admin } = portal!.double
    await admin.edit({ operation: 'update', model: 'calendar-mail', id, fields: { title } })
  }

  it('rests while names change, over a failure, and goes on under the new name without doubling', async () => {
    const linkId = await open(0, { models: ['calendar-mail'], delivery: 'live' })
    await sync(fleet.program, linkId, { confirmOverwrites: true })
    const count = mails(town!).length
    const before = fleet.sites.map(stateOf)
    const workflow = await fleet.program.call('sites.planMove', { siteId: portal!.id, mainDomain: moved })
    const match = { method: 'PUT', pathIncludes: 'idmapping', nth: 2 }
    const fault = town!.double.faults.add({ kind: 'cut', match, times: Infinity })
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'failed' })
    expect(hostStates()).toEqual([2])
    portal!.double.admin.setMainDomain(moved)
    await edit('While names change')
    await portal!.double.admin.push()
    expect(mails(town!)).toHaveLength(count)

    fault.remove()
    const resumed = workflowEnded(fleet.program, workflow.id)
    await fleet.program.call('workflows.resume', { workflowId: workflow.id })
    expect(await resumed).toMatchObject({ state: 'applied', failure: null })
    expect(hostStates()).toEqual([0])
    await edit('Under the new name')
    await portal!.double.admin.push()
    expect(mails(town!)).toHaveLength(count)
    expect(mails(town!).map(row => row['title'])).toContain('Under the new name')

    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied', failure: null })
    expect(hostStates()).toEqual([0])
    const rest = fleet.sites.map(stateOf)
    expect(rest.map(state => state['core_module_sync_id_mapping'])).toEqual(
      before.map(state => state['core_module_sync_id_mapping'])
    )
  })

  it('that had stopped before the move stays as it was', async () => {
    const linkId = await open(0, { models: ['calendar-mail'], delivery: 'live' })
    await sync(fleet.program, linkId, { confirmOverwrites: true })
    portal!.double.admin.sql({ update: 'core_module_sync_host', set: { state: 2 }, where: { state: 0 } })
    expect(await move(fleet.program, portal!.id)).toMatchObject({ state: 'applied', failure: null })
    expect(hostStates()).toEqual([2])
  })
})
