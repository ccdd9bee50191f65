/** A run that is held: what is on its way is waited for, nothing else goes out, and resuming sends exactly the rest. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import { linkUp, openFleet, rules, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

const entities = 120
let fleet: TestFleet
let linkId: string
let town: TestSite
afterEach(() => fleet.close())

const call = (): TestFleet['program']['call'] => fleet.program.call.bind(fleet.program)
const pushes = (): { method: string; id: string; status: number }[] =>
  town.double.log.requests
    .filter(({ face, method }) => face === 'sync' && method !== 'GET')
    .map(({ method, id, status }) => ({ method, id: String(id), status: status ?? 0 }))
const codeOf = async (work: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string | null> => {
  const answer = await work
  return answer.ok ? null : answer.error!.code
}

/** A run that has sent a part of what it has to send. */
async function halfWay(): Promise<RunView> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: entities }, { name: 'Town' }])
  town = fleet.sites[1]!
  linkId = await linkUp(fleet.program, fleet.sites[0]!.id, town.id)
  town.double.log.clear()
  town.double.faults.latency(15)
  const [run] = await call()('runs.start', { linkIds: [linkId] })
  while (pushes().length < 20) await pause(5)
  return run!
}

describe('a run that is paused', () => {
  it('waits for what is on its way, holds, and goes on exactly where it was, also after a restart', async () => {
    const { id: runId } = await halfWay()
    const paused = await call()('runs.pause', { runId })
    expect(paused).toMatchObject({ state: 'paused', reason: null })
    expect(paused.sent).toBeGreaterThan(0)
    expect(paused.sent).toBeLessThan(entities)
    // All that went out was answered and is known.
    const before = pushes()
    expect(before).toHaveLength(paused.sent)
    expect(rules(town)).toHaveLength(paused.sent)
    const { items } = await call()('runs.items', { runId, states: ['sending', 'unknown', 'failed'] })
    expect(items).toEqual([])
    await pause(200)
    expect(pushes()).toEqual(before)
    expect(town.double.admin.rows('core_module_sync_host')).toEqual([])

    await fleet.reopen()
    expect(await call()('runs.show', { runId })).toMatchObject({ state: 'paused', sent: paused.sent })
    await call()('runs.resume', { runId })
    expect(await runEnded(fleet.program, runId)).toMatchObject({
      state: 'done',
      sent: entities,
      counts: { create: entities, failed: 0 }
    })
    const ids = pushes().map(({ id }) => id)
    expect(ids).toHaveLength(entities)
    expect(new Set(ids).size).toBe(entities)
    expect(rules(town)).toHaveLength(entities)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
  })

  it('keeps its link for itself until it is resumed or cancelled', async () => {
    const { id: runId } = await halfWay()
    await call()('runs.pause', { runId })
    const start = () => fleet.program.invoke('runs.start', { linkIds: [linkId] })
    expect(await codeOf(start())).toBe('run-paused')
    // Once more is no harm.
    expect((await call()('runs.pause', { runId })).state).toBe('paused')
    expect((await call()('links.show', { linkId })).status).toBe('paused')
    expect((await call()('runs.cancel', { runId })).state).toBe('cancelled')
    expect(await codeOf(start())).toBeNull()
    const [newest] = await call()('runs.list', { linkId, limit: 1 })
    expect(await runEnded(fleet.program, newest!.id)).toMatchObject({ state: 'done' })
    expect(rules(town)).toHaveLength(entities)
  })

  it('has agreed on what it updated before it was held: what is edited later is no conflict', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: entities }, { name: 'Town' }])
    const portal = fleet.sites[0]!
    town = fleet.sites[1]!
    linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const edit = (orderNo: number): number =>
      portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: orderNo }, where: {} })
    edit(9_077)
    town.double.log.clear()
    town.double.faults.latency(15)
    const [run] = await call()('runs.start', { linkIds: [linkId] })
    while (pushes().length < 20) await pause(5)
    const paused = await call()('runs.pause', { runId: run!.id })
    expect(paused.sent).toBeGreaterThan(0)
    expect(paused.sent).toBeLessThan(entities)
    town.double.faults.latency(0)
    await call()('runs.resume', { runId: run!.id })
    expect(await runEnded(fleet.program, run!.id)).toMatchObject({ state: 'done', sent: entities })
    const { items } = await call()('runs.items', { runId: run!.id, limit: 200 })
    expect(items.filter(({ localId }) => localId === null)).toEqual([])
    edit(9_005)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { update: entities, conflict: 0 }
    })
  })

  it('is none where it is over, and one that was cancelled can be held', async () => {
    const { id: runId } = await halfWay()
    expect((await call()('runs.cancel', { runId })).state).toBe('cancelled')
    expect((await call()('runs.pause', { runId })).state).toBe('paused')
    await call()('runs.resume', { runId })
    await runEnded(fleet.program, runId)
    expect(await codeOf(fleet.program.invoke('runs.pause', { runId }))).toBe('nothing-to-pause')
    expect(await codeOf(fleet.program.invoke('runs.pause', { runId: 'nobody' }))).toBe('unknown-run')
    expect((await call()('runs.show', { runId })).state).toBe('done')
  })
})

describe('a run that is cancelled', () => {
  it('ends at once where the site asks for a minute, and leaves nothing in the dark', async () => {
    const { id: runId } = await halfWay()
    town.double.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '60' },
      match: { method: 'PUT' },
      times: Infinity
    })
    while (!pushes().some(({ status }) => status === 429)) await pause(5)
    const begun = Date.now()
    expect((await call()('runs.cancel', { runId })).state).toBe('cancelled')
    expect(Date.now() - begun).toBeLessThan(30_000)
    const { items } = await call()('runs.items', { runId, states: ['sending', 'unknown', 'failed'] })
    expect(items).toEqual([])
  })

  it('waits for a site that hangs no longer than 30 seconds', async () => {
    const { id: runId } = await halfWay()
    town.double.faults.add({ kind: 'hang', match: { method: 'PUT' }, times: Infinity })
    await pause(300)
    const begun = Date.now()
    expect((await call()('runs.cancel', { runId })).state).toBe('cancelled')
    expect(Date.now() - begun).toBeLessThan(30_000)
    town.double.faults.clear()
    await call()('runs.resume', { runId })
    expect(await runEnded(fleet.program, runId)).toMatchObject({ state: 'done', sent: entities })
    expect(rules(town)).toHaveLength(entities)
  })
})

describe('a plan that was cut off', () => {
  it('is resumed as a plan: nothing is sent until somebody confirms it', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 6 }, { name: 'Town' }])
    town = fleet.sites[1]!
    linkId = await linkUp(fleet.program, fleet.sites[0]!.id, town.id)
    town.double.log.clear()
    town.double.faults.latency(60)
    const [run] = await call()('runs.start', { linkIds: [linkId], planOnly: true })
    const runId = run!.id
    expect(await call()('runs.cancel', { runId })).toMatchObject({ state: 'cancelled' })
    town.double.faults.latency(0)

    await fleet.reopen()
    await call()('runs.resume', { runId })
    expect(await runEnded(fleet.program, runId)).toMatchObject({ state: 'waiting', counts: { create: 6 } })
    expect(pushes()).toEqual([])

    await call()('runs.confirm', { runId })
    expect(await runEnded(fleet.program, runId)).toMatchObject({ state: 'done', sent: 6 })
    expect(rules(town)).toHaveLength(6)
  })
})
