import { afterEach, describe, expect, it } from 'vitest'
import type { EffectView } from '../../../src-main/contract/link-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import {
  apply,
  linkUp,
  openFleet,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const rows = (site: TestSite, table: string): Row[] => site.double.admin.rows(`module_calendar_${table}`)
const mappings = (site: TestSite): Row[] =>
  site.double.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => row['foreign_host'] === 'portal.example')

/** Rexxfleet may read the registrations of a site, with what they refer to. */
function showRegistrations({ double: { admin } }: TestSite): void {
  const endpoint = admin.rows('core_module_data_access').find(row => row['name'] === 'calendar-registration')!
  const set = { options: 'a:1:{s:7:"recurse";s:1:"1";}' }
  admin.sql({ update: 'core_data_source', set, where: { id: endpoint['data_source_id']! } })
  const grant = { api_key_id: 1, data_access_id: endpoint['id']!, read_only: 1 }
  admin.sql({ insert: 'core_module_data_access_data_access_apikey', row: grant })
}

async function effectsOf(linkId: string): Promise<{ id: string; effects: EffectView[] }> {
  const plan = await fleet.program.call('links.planDeregister', { linkId })
  return { id: plan.id, effects: plan.steps.flatMap(({ effects }) => effects) }
}

describe('what visitors of the replica attached to a replicated event', () => {
  it('keeps the event alive with all that makes it whole, and is named in the plan', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 5 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    showRegistrations(town)
    const before = stateOf(town)
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { failed: 0, blocked: 0 }
    })
    const event = rows(town, 'event').at(-1)!
    const visitor = {
      event_id: event['id']!,
      date: 1_700_000_000,
      submission_date: '2026-11-01 10:00:00',
      type: 1,
      invite_id: null,
      user_id: 0,
      lang_id: 1,
      export: 0,
      payment_method: 0,
      paid: 0
    }
    const registration = town.double.admin.sql({ insert: 'module_calendar_registration', row: visitor })

    const { id, effects } = await effectsOf(linkId)
    const all = rows(portal, 'event').length
    expect(effects).toContainEqual({ act: 'remove', what: 'entity', name: 'calendar-event', count: all - 1 })
    expect(effects).toContainEqual({
      act: 'keep',
      what: 'entity',
      name: 'calendar-event',
      count: 1,
      why: 'has-dependants'
    })
    const there = stateOf(town)
    const applied = await apply(fleet.program, id, 'Town')
    expect(applied.failure).toBeNull()

    expect(rows(town, 'registration')).toContainEqual(
      expect.objectContaining({ ...visitor, id: registration })
    )
    expect(rows(town, 'event').filter(row => row['id'] === event['id'])).toHaveLength(1)
    const textsOf = (site: Record<string, readonly Row[]>): readonly Row[] =>
      site['module_calendar_event_field']!.filter(row => row['event_id'] === event['id'])
    expect(textsOf(stateOf(town))).toEqual(textsOf(there))
    expect(textsOf(there).length).toBeGreaterThan(0)
    expect(rows(town, 'registration_form').map(row => row['id'])).toContain(event['registration_form'])
    const chosen = there['module_calendar_events_categories']!.filter(row => row['event_id'] === event['id'])
    for (const { category_id: category } of chosen)
      expect(rows(town, 'category').map(row => row['id'])).toContain(category)
    expect(rows(town, 'event')).toHaveLength(before['module_calendar_event']!.length + 1)
    expect(mappings(town)).toEqual([])

    // The way back knows the kept ones again, and makes the others anew.
    const undo = await fleet.program.call('workflows.undo', { workflowId: id })
    const undone = await apply(fleet.program, undo.id)
    expect(undone.failure).toBeNull()
    expect(rows(town, 'event')).toHaveLength(there['module_calendar_event']!.length)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { create: 0, conflict: 0 }
    })
  })

  it('is said to be unknown where the replica does not show it', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 3 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    await sync(fleet.program, linkId)
    const { effects } = await effectsOf(linkId)
    const unknown = effects.filter(({ why }) => why === 'dependants-unread').map(({ name }) => name)
    expect(unknown).toEqual(expect.arrayContaining(['calendar-registration', 'calendar-invite']))
  })

  it("holds a category that an event of the replica's own is in", async () => {
    fleet = await openFleet([
      { name: 'Portal', events: 3 },
      { name: 'Town', events: 2 }
    ])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const own = rows(town, 'event').at(-1)!['id']!
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    await sync(fleet.program, linkId)
    const category = rows(town, 'category').at(-1)!['id']!
    town.double.admin.sql({
      insert: 'module_calendar_events_categories',
      row: { event_id: own, category_id: category }
    })
    const { id, effects } = await effectsOf(linkId)
    expect(effects).toContainEqual(
      expect.objectContaining({ act: 'keep', name: 'calendar-category', count: 1, why: 'has-dependants' })
    )
    expect((await apply(fleet.program, id, 'Town')).failure).toBeNull()
    expect(rows(town, 'category').map(row => row['id'])).toContain(category)
    expect(rows(town, 'category_name').some(row => row['cat_id'] === category)).toBe(true)
  })
})
