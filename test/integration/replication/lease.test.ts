import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  sync,
  testOptions,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
let linkId: string
const others: { program: Program; directory: string }[] = []

afterEach(async () => {
  for (const { program, directory } of others.splice(0)) {
    await program.close()
    await rm(directory, { recursive: true, force: true })
  }
  await fleet.close()
})

async function linked(count: number, options: { leaseMs?: number } = {}): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: count }, { name: 'Town' }], undefined, options)
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  linkId = await linkUp(fleet.program, portal.id, town.id)
}

/** A Rexxfleet on another computer, with a data directory of its own, which looks after the same sites. */
async function another(): Promise<{ program: Program; linkId: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'rexxfleet-test-'))
  const program = await openProgram(testOptions(directory))
  others.push({ program, directory })
  const ids: string[] = []
  for (const { name, key, double } of [portal, town]) {
    const mainDomain = `${name.toLowerCase()}.example`
    const added = await program.call('sites.add', { name, address: double.url, mainDomain, key: 'given' })
    await program.call('sites.provideKey', { siteId: added.id, key })
    await program.call('sites.enrol', { siteId: added.id })
    ids.push(added.id)
  }
  return { program, linkId: await linkUp(program, ids[0]!, ids[1]!) }
}

const leaseName = 'portal.example.lease.rexxfleet.invalid'
const leaseRows = (): unknown[] => town.double.admin.rows('core_module_sync_host')
const mapped = (): unknown[] =>
  town.double.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => row['foreign_host'] === 'portal.example')
    .map(row => row['foreign_id'])

function leaveLease(until: number): void {
  town.double.admin.sql({
    insert: 'core_module_sync_host',
    row: {
      host: leaseName,
      active: 0,
      api_key: '',
      api_version: 1,
      url_template: `rexxfleet-lease?until=${until}&by=somebody&on=Workstation`,
      state: 2,
      last_update: '2026-01-01 00:00:00'
    }
  })
}

describe('two programs with a data directory each', () => {
  it('never run the same link at once: the second is told who does, and goes on when the first has ended', async () => {
    await linked(60)
    const second = await another()
    town.double.faults.latency(100)
    const [first] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    while (mapped().length === 0) await new Promise(resolve => setTimeout(resolve, 10))
    expect(leaseRows()).toMatchObject([{ host: leaseName, active: 0 }])

    const refused = await sync(second.program, second.linkId)
    expect(refused).toMatchObject({ state: 'stopped', sent: 0, reason: { code: 'link-leased' } })
    expect(refused.reason!.details).toMatchObject({ sender: 'portal.example', until: expect.any(String) })

    town.double.faults.latency(0)
    expect((await runEnded(fleet.program, first!.id)).state).toBe('done')
    expect(leaseRows()).toEqual([])
    expect((await sync(second.program, second.linkId)).state).toBe('done')
    expect(mapped()).toHaveLength(60)
  })

  it('that start at the same moment make every entity once', async () => {
    await linked(20)
    const second = await another()
    const runs = await Promise.all([sync(fleet.program, linkId), sync(second.program, second.linkId)])
    expect(runs.some(({ state }) => state === 'done')).toBe(true)
    for (const { state, reason } of runs) if (state !== 'done') expect(reason?.code).toBe('link-leased')
    expect(new Set(mapped()).size).toBe(20)
    expect(mapped()).toHaveLength(20)
    expect(rules(town)).toHaveLength(20)
    expect(leaseRows()).toEqual([])
  })
})

describe('a lease that was left', () => {
  it('refuses until it is over, and is cleared away by whoever comes next', async () => {
    await linked(3)
    leaveLease(Date.now() + 60_000)
    const refused = await sync(fleet.program, linkId)
    expect(refused).toMatchObject({
      state: 'stopped',
      reason: { code: 'link-leased', details: { computer: 'Workstation' } }
    })
    expect(rules(town)).toEqual([])
    town.double.admin.sql({ delete: 'core_module_sync_host', where: { host: leaseName } })
    leaveLease(Date.now() - 600_000)
    expect((await sync(fleet.program, linkId)).state).toBe('done')
    expect(leaseRows()).toEqual([])
  })

  it('is no receiver to discovery and preflight, and a finding with a mend to the doctor', async () => {
    await linked(1)
    leaveLease(Date.now() - 3_600_000)
    const { proposals, strangers } = await fleet.program.call('links.discover', {})
    expect(JSON.stringify([proposals, strangers])).not.toContain('lease')
    const [examined] = await fleet.program.call('doctor.examine', { siteIds: [town.id] })
    const left = examined!.findings.find(({ kind }) => kind === 'lease-left')
    expect(left).toMatchObject({
      severity: 'info',
      evidence: { computer: 'Workstation', sender: 'portal.example' }
    })
    expect(examined!.findings.some(({ subject }) => subject.startsWith('host/'))).toBe(false)
    const plan = await fleet.program.call('doctor.planMend', { findingId: left!.id })
    expect((await apply(fleet.program, plan.id)).state).toBe('applied')
    expect(leaseRows()).toEqual([])
  })

  it('keeps the link from being taken off until it is over, and goes with it', async () => {
    await linked(2)
    await sync(fleet.program, linkId)
    leaveLease(Date.now() + 60_000)
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    const refused = await apply(fleet.program, plan.id, 'Town')
    expect(refused).toMatchObject({ state: 'failed', failure: { code: 'link-leased' } })
    expect(rules(town)).toHaveLength(2)
    town.double.admin.sql({ delete: 'core_module_sync_host', where: { host: leaseName } })
    leaveLease(Date.now() - 3_600_000)
    const ended = workflowEnded(fleet.program, plan.id)
    await fleet.program.call('workflows.resume', { workflowId: plan.id })
    expect((await ended).state).toBe('applied')
    expect([rules(town), leaseRows()]).toEqual([[], []])
  })
})

describe('a lease that is lost while a run is at work', () => {
  it('stops the run before it sends more; resume finishes it', async () => {
    await linked(60, { leaseMs: 3_000 })
    town.double.faults.latency(150)
    const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    while (mapped().length === 0) await new Promise(resolve => setTimeout(resolve, 10))
    town.double.admin.sql({ delete: 'core_module_sync_host', where: { host: leaseName } })
    leaveLease(Date.now() + 600_000)
    const ended = await runEnded(fleet.program, run!.id)
    expect(ended).toMatchObject({ state: 'stopped', reason: { code: 'lease-lost' } })
    expect(leaseRows()).toMatchObject([{ host: leaseName }])
    town.double.admin.sql({ delete: 'core_module_sync_host', where: { host: leaseName } })
    town.double.faults.latency(0)
    await fleet.program.call('runs.resume', { runId: run!.id })
    expect(await runEnded(fleet.program, run!.id)).toMatchObject({ state: 'done', sent: 60 })
    expect(rules(town)).toHaveLength(60)
  })
})
