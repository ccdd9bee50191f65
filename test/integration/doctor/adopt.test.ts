import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
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
import { effects, find, mend, undo } from './bed.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
afterEach(() => fleet.close())

/** A link, or a pair, that is in step; the town has rules of its own as well. */
async function inStep(bothWays = false): Promise<string> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 3 },
    { name: 'Town', rewriteRules: 2 }
  ])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'], bothWays }
  const plan = await fleet.program.call('links.plan', wish)
  expect((await apply(fleet.program, plan.id)).failure).toBeNull()
  for (const run of await fleet.program.call('runs.start', { linkIds: [plan.linkId!] }))
    expect((await runEnded(fleet.program, run.id)).state).toBe('done')
  return plan.linkId!
}

function addRule(site: TestSite, order: number): number {
  const { id: _id, ...like } = rules(portal)[0]!
  return site.double.admin.sql({ insert: 'core_rewrite_rule', row: { ...like, order_no: order } })
}

const mappings = (site: TestSite): Row[] => site.double.admin.rows('core_module_sync_id_mapping')
const ofRules = (site: TestSite): number =>
  mappings(site).filter(row => String(row['entity_type']).endsWith('RewriteRule')).length

describe('an entity that arrived without a mapping (F16)', () => {
  it('is mapped where just one on either side is alike, so that no run makes it again; and back', async () => {
    const linkId = await inStep()
    addRule(portal, 4711)
    const localId = addRule(town, 4711)
    const before = stateOf(town)
    const mended = await mend(fleet.program, town, 'entity-unmapped')
    expect(effects(mended)).toEqual([
      { act: 'create', what: 'mapping', name: 'RewriteRule', count: 1, why: 'alike-on-both-sides' }
    ])
    expect(mappings(town).at(-1)).toMatchObject({
      foreign_host: 'portal.example',
      local_id: `a:1:{s:2:"id";s:${String(localId).length}:"${localId}";}`
    })
    const count = rules(town).length
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(rules(town)).toHaveLength(count)
    await undo(fleet.program, mended)
    expect(stateOf(town)).toEqual(before)
    expect(await find(fleet.program, town, 'entity-unmapped')).toMatchObject({ mendable: true })
  })

  it('is known by what was sent, where that differs from what the primary holds: files and registrations of a calendar', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 5 }, { name: 'Town' }])
    ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const event = Number(portal.double.admin.rows('module_calendar_event').at(-1)!['id'])
    const set = { registration: 1, pic: 'images/only-this-one.png' }
    portal.double.admin.sql({ update: 'module_calendar_event', set, where: { id: event } })
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    expect((await sync(fleet.program, linkId)).state).toBe('done')
    const lost = mappings(town).find(
      row =>
        String(row['entity_type']).endsWith('\\Event') && String(row['foreign_id']).includes(`"${event}"`)
    )!
    town.double.admin.sql({ delete: 'core_module_sync_id_mapping', where: { id: lost['id']! } })
    const events = town.double.admin.rows('module_calendar_event')
    await mend(fleet.program, town, 'entity-unmapped', `${linkId}/${lost['entity_type']}`)
    expect(mappings(town).at(-1)).toMatchObject({
      foreign_id: lost['foreign_id'],
      local_id: lost['local_id']
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(town.double.admin.rows('module_calendar_event')).toEqual(events)
  })

  it('counts as an original: a flush takes its mapping, and leaves it', async () => {
    const linkId = await inStep()
    addRule(portal, 4711)
    const localId = addRule(town, 4711)
    await mend(fleet.program, town, 'entity-unmapped')
    await sync(fleet.program, linkId)
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    expect((await apply(fleet.program, plan.id, plan.confirmation.expected ?? undefined)).failure).toBeNull()
    expect(ofRules(town)).toBe(0)
    expect(rules(town).map(({ id }) => id)).toEqual([1, 2, localId])
  })

  it('gets the mapping of its way back with it, on a both-ways link, and both sides keep theirs', async () => {
    const linkId = await inStep(true)
    const foreignId = addRule(portal, 4711)
    const localId = addRule(town, 4711)
    const mended = await mend(fleet.program, town, 'entity-unmapped')
    expect(effects(mended)).toHaveLength(2)
    expect([ofRules(portal), ofRules(town)]).toEqual([6, 6])
    expect(await find(fleet.program, portal, 'entity-unmapped')).toBeNull()
    for (const run of await fleet.program.call('runs.start', { linkIds: [linkId] }))
      expect(await runEnded(fleet.program, run.id)).toMatchObject({ state: 'done', sent: 0 })
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    const removed = await apply(fleet.program, plan.id, plan.confirmation.expected ?? undefined)
    expect(removed.failure).toBeNull()
    expect(rules(portal).map(({ id }) => id)).toContain(foreignId)
    expect(rules(town).map(({ id }) => id)).toContain(localId)
    await undo(fleet.program, removed)
    await undo(fleet.program, mended)
    expect([ofRules(portal), ofRules(town)]).toEqual([5, 5])
  })

  it('is left alone where two are alike, on either side: nobody can tell which belong together', async () => {
    await inStep()
    addRule(portal, 4711)
    for (let times = 0; times < 2; times++) addRule(town, 4711)
    for (let times = 0; times < 2; times++) addRule(portal, 4712)
    addRule(town, 4712)
    const finding = await find(fleet.program, town, 'entity-unmapped')
    expect(finding).toMatchObject({ mendable: false, evidence: { notSentYet: 3, adoptable: 0 } })
    expect(await fleet.program.invoke('doctor.planMend', { findingId: finding!.id })).toMatchObject({
      error: { code: 'not-supported-here' }
    })
  })

  it('is not mapped where it changed since the plan, or a push brought it meanwhile', async () => {
    const linkId = await inStep()
    addRule(portal, 4711)
    const id = addRule(town, 4711)
    const finding = await find(fleet.program, town, 'entity-unmapped')
    const plan = () => fleet.program.call('doctor.planMend', { findingId: finding!.id })
    const [edited, late] = [await plan(), await plan()]
    const set = (order_no: number) =>
      town.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no }, where: { id } })
    set(1)
    expect(await apply(fleet.program, edited.id)).toMatchObject({ failure: { code: 'plan-outdated' } })
    set(4711)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 1 } })
    expect(await apply(fleet.program, late.id)).toMatchObject({ failure: { code: 'plan-outdated' } })
    expect(ofRules(town)).toBe(4)
  })
})
