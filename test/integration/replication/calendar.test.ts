import { afterEach, describe, expect, it } from 'vitest'
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

/** The newest rows of a table: those that a replica got beside its own. */
const newest = (site: TestSite, table: string, count: number): Row[] => rows(site, table).slice(-count)

describe('a calendar', () => {
  it('brings what an event needs, keeps every relation, and leaves without a trace', async () => {
    fleet = await openFleet([
      { name: 'Portal', events: 12 },
      { name: 'Town', events: 3 }
    ])
    const { program, sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const before = sites.map(stateOf)

    const linkId = await linkUp(program, portal.id, town.id, ['calendar-event'])
    const link = await program.call('links.show', { linkId })
    expect(link.models.map(model => model.shortName)).toEqual(
      expect.arrayContaining([
        'calendar-category',
        'calendar-categoryname',
        'calendar-event',
        'calendar-eventfield'
      ])
    )
    expect(link.models.map(model => model.shortName)).not.toContain('calendar-registration')

    const first = await sync(program, linkId)
    expect(first).toMatchObject({ state: 'done', counts: { failed: 0, blocked: 0, conflict: 0 } })
    const eventsHere = rows(portal, 'event')
    const eventsThere = newest(town, 'event', eventsHere.length)
    expect(eventsThere.map(event => event['startdate'])).toEqual(eventsHere.map(event => event['startdate']))

    // Each event hangs on the counterpart of its form and of its categories, and carries its own texts.
    const mapped = (model: string): Map<string, string> => {
      const pairs = town.double.admin
        .rows('core_module_sync_id_mapping')
        .filter(
          row => String(row['entity_type']).endsWith(`\\${model}`) && row['foreign_host'] === 'portal.example'
        )
      const last = (text: unknown): string => /s:\d+:"(\d+)";\}$/.exec(String(text))![1]!
      return new Map(pairs.map(row => [last(row['foreign_id']), last(row['local_id'])]))
    }
    const [forms, events, categories] = [mapped('RegistrationForm'), mapped('Event'), mapped('Category')]
    for (const event of eventsHere) {
      const there = rows(town, 'event').find(row => String(row['id']) === events.get(String(event['id'])))!
      expect(String(there['registration_form'])).toBe(forms.get(String(event['registration_form'])))
      const titles = (site: TestSite, id: unknown): unknown[] =>
        rows(site, 'event_field')
          .filter(field => field['event_id'] === id)
          .map(field => field['title'])
      expect(titles(town, there['id'])).toEqual(titles(portal, event['id']))
      const categoriesOf = (site: TestSite, id: unknown): string[] =>
        rows(site, 'events_categories')
          .filter(row => row['event_id'] === id)
          .map(row => String(row['category_id']))
      expect(categoriesOf(town, there['id']).sort()).toEqual(
        categoriesOf(portal, event['id'])
          .map(id => categories.get(id)!)
          .sort()
      )
    }
    expect(await sync(program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { create: 0, update: 0 }
    })

    const plan = await program.call('links.planDeregister', { linkId })
    const gone = await apply(program, plan.id, 'Town')
    expect(gone.failure).toBeNull()
    expect(sites.map(stateOf)).toEqual(before)
  })

  it('never sends a child whose parent did not arrive', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 6 }, { name: 'Town' }])
    const { program, sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const linkId = await linkUp(program, portal.id, town.id, ['calendar-event'])
    const form = Math.max(...rows(portal, 'event').map(event => Number(event['registration_form'])))
    town.double.faults.add({
      kind: 'status',
      status: 400,
      match: { method: 'PUT', pathIncludes: `/calendar-registrationform/${form}` },
      times: Infinity
    })
    const run = await sync(program, linkId)
    expect(run.state).toBe('partly')
    expect(run.counts.failed).toBe(1)
    expect(run.counts.blocked).toBeGreaterThan(0)
    const blockedEvents = rows(portal, 'event').filter(event => Number(event['registration_form']) === form)
    const pushed = town.double.log.requests
      .filter(({ method }) => method === 'PUT')
      .map(({ path }) => path.split('?')[0])
    for (const event of blockedEvents) {
      expect(pushed).not.toContain(`/api/sync/v1/json/calendar-event/${event['id']}`)
    }
    town.double.faults.clear()
    expect(await sync(program, linkId)).toMatchObject({ state: 'done', counts: { failed: 0, blocked: 0 } })
  })

  it('is sent parents before children, and removed children before parents', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 6 }, { name: 'Town' }])
    const { program, sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const linkId = await linkUp(program, portal.id, town.id, ['calendar-event'])
    const sent = (method: string): string[] => {
      const pushed = town.double.log.requests.filter(one => one.face === 'sync' && one.method === method)
      return [...new Set(pushed.map(({ path }) => /json\/([^/]+)\//.exec(path)![1]!))]
    }
    await sync(program, linkId)
    const order = sent('PUT')
    expect(order.indexOf('calendar-event')).toBeGreaterThan(order.indexOf('calendar-registrationform'))
    expect(order.indexOf('calendar-event')).toBeGreaterThan(order.indexOf('calendar-category'))
    expect(order.indexOf('calendar-eventfield')).toBeGreaterThan(order.indexOf('calendar-event'))

    const { id } = rows(portal, 'event')[0]!
    for (const table of ['event_field', 'events_categories', 'invite', 'rel_event_host'])
      portal.double.admin.sql({ delete: `module_calendar_${table}`, where: { event_id: id! } })
    portal.double.admin.sql({ delete: 'module_calendar_event', where: { id: id! } })
    town.double.log.clear()
    expect(await sync(program, linkId)).toMatchObject({ state: 'done', counts: { failed: 0, update: 0 } })
    expect(sent('DELETE')).toEqual(['calendar-eventfield', 'calendar-event'])
  })
})
