/** Requests of which nobody knows whether they are over: nothing of theirs is sent anew while they may be at work on the site (F44). */
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, vi } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { systemClock } from '../../src-main/app/identity.ts'
import { openProgram } from '../../src-main/app/program.ts'
import type { Program } from '../../src-main/contract/door.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  sync,
  testOptions,
  type TestFleet,
  type TestSite
} from '../support/fleet.ts'
import { addRule } from './edits.ts'
import { scenario } from './extent.ts'
import { isPush } from './spoil.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
let linkId: string
afterEach(async () => {
  vi.restoreAllMocks()
  await fleet.close()
})

async function linked(rewriteRules: number): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  linkId = await linkUp(fleet.program, portal.id, town.id)
}

/** The next push takes so long on the site that nobody waits for its answer; whatever comes after it is quick. */
function slowPush(ms: number): void {
  const { faults } = town.double
  portal.double.faults.add({
    kind: 'cut',
    times: Infinity,
    match: (_method, path) => {
      if (path.includes('[in]') || path.includes('%5Bin%5D')) faults.latency(ms)
      return false
    }
  })
  faults.add({
    kind: 'cut',
    times: Infinity,
    match: (method, path) => {
      if (isPush(method, path)) {
        portal.double.faults.clear()
        faults.latency(0)
      }
      return false
    }
  })
}

const mappingsOf = ({ double }: TestSite): unknown[] =>
  double.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => String(row['entity_type']).includes('Rewrite'))

/** A program whose only run has stopped, while the creation that it sent is at work on the site for some more seconds. */
async function stoppedInTheDark(): Promise<Program> {
  await linked(1)
  await fleet.program.close()
  const program = await openProgram({ ...testOptions(fleet.dataDirectory), quietMs: 15_000 })
  slowPush(20_000)
  const stopped = { state: 'stopped', reason: { code: 'site-timeout' } }
  expect(await sync(program, linkId)).toMatchObject(stopped)
  expect(mappingsOf(town)).toHaveLength(0)
  return program
}

describe('what is in the dark', () => {
  scenario('is not sent by the next run while it may be at work on the site', async () => {
    const program = await stoppedInTheDark()
    // Not resumed: somebody, or a schedule, begins another one at once.
    const next = await sync(program, linkId)
    await program.close()
    expect(next).toMatchObject({ state: 'done' })
    expect(town.double.log.maxParallelPerEntity).toBe(1)
    expect(rules(town)).toHaveLength(1)
    expect(mappingsOf(town)).toHaveLength(1)
  })

  scenario('is waited for before the link is taken off: what it brings would stay there', async () => {
    const program = await stoppedInTheDark()
    const takeOff = async () => {
      const plan = await program.call('links.planDeregister', { linkId })
      return apply(program, plan.id, plan.confirmation.expected ?? undefined)
    }
    // The plan was made before it arrived.
    const outdated = await takeOff()
    const again = await takeOff()
    await program.close()
    expect(outdated).toMatchObject({ state: 'failed', failure: { code: 'plan-outdated' } })
    expect(again).toMatchObject({ state: 'applied' })
    expect({ rules: rules(town), mappings: mappingsOf(town) }).toEqual({ rules: [], mappings: [] })
  })

  scenario('is adopted one by one where several look alike', async () => {
    await linked(0)
    for (let at = 0; at < 3; at++) addRule(portal, 'alike')
    // The site had written them, and was cut off before it remembered whose they are.
    const written = (method: string, path: string): boolean => {
      if (isPush(method, path)) addRule(town, 'alike')
      return isPush(method, path)
    }
    town.double.faults.add({ kind: 'cut', times: 3, match: written })
    const first = await sync(fleet.program, linkId)
    expect(first.state).toBe('stopped')
    const there = rules(town).length
    expect(there).toBeGreaterThan(1)
    town.double.faults.clear()
    await fleet.program.call('runs.resume', { runId: first.id })
    expect(await runEnded(fleet.program, first.id)).toMatchObject({ state: 'done', sent: 3 })
    expect(rules(town)).toHaveLength(3)
  })

  scenario('is adopted under the id that the site was given, where it does not make ids itself', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 1 }, { name: 'Town' }])
    ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    const table = 'module_calendar_category_name'
    const own = town.double.admin.rows(table).length
    /** A part of a serialized id. */
    const idIn = (text: unknown): number => Number(/"(\d+)";\}$/.exec(String(text))![1])
    let written = false
    town.double.faults.add({
      kind: 'cut',
      match(method, path) {
        if (written || !isPush(method, path) || !path.includes('/calendar-categoryname/')) return false
        written = true
        const [foreign, language] = path.split('?')[0]!.split('/').slice(-2).map(Number)
        const rows = portal.double.admin.rows(table)
        const row = rows.find(({ cat_id, lang_id }) => cat_id === foreign && lang_id === language)!
        const mappings = town.double.admin.rows('core_module_sync_id_mapping')
        const category = mappings.find(
          one => String(one['entity_type']).endsWith('\\Category') && idIn(one['foreign_id']) === foreign
        )!
        town.double.admin.sql({ insert: table, row: { ...row, cat_id: idIn(category['local_id']) } })
        return true
      }
    })
    const stopped = await sync(fleet.program, linkId)
    expect(stopped.state).toBe('stopped')
    await fleet.program.call('runs.resume', { runId: stopped.id })
    expect(await runEnded(fleet.program, stopped.id)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    expect(town.double.admin.rows(table)).toHaveLength(own + portal.double.admin.rows(table).length)
  })

  scenario('has an intent as young as its request, however long the site made it wait', async () => {
    await linked(1)
    const real = systemClock.now.bind(systemClock)
    let later = 0
    vi.spyOn(systemClock, 'now').mockImplementation(() => real() + later)
    let seen = 0
    const asksToWait = (method: string, path: string): boolean => {
      if (!isPush(method, path)) return false
      seen += 1
      if (seen === 1) later = 60_000
      return seen === 1
    }
    town.double.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '0' },
      match: asksToWait
    })
    town.double.faults.add({ kind: 'hang', match: isPush })
    const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    while (seen < 2) await pause(5)
    const journal = new Database(join(fleet.dataDirectory, 'rexxfleet.db'), { readonly: true })
    const intent = journal.prepare('select state, changed_at as at from items').get() as {
      state: string
      at: number
    }
    journal.close()
    expect(intent.state).toBe('sending')
    expect(real() + later - intent.at).toBeLessThan(30_000)
    await fleet.program.call('runs.cancel', { runId: run!.id })
  })
})
