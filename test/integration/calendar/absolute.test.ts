import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
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

/** Events on either side by the text that both carry. */
function byTitle(site: TestSite): Map<string, { event: Row; text: Row }> {
  const events = new Map(rows(site, 'event').map(event => [event['id'], event]))
  const german = rows(site, 'event_field').filter(text => text['lang_id'] === 1)
  return new Map(german.map(text => [String(text['title']), { event: events.get(text['event_id']!)!, text }]))
}

/** The id of the event that got them. */
function giveLinks(site: TestSite): number {
  const id = Number(rows(site, 'event').at(-1)!['id'])
  const { sql } = site.double.admin
  sql({
    update: 'module_calendar_event',
    set: { registration: 1, pic: 'images/a.png', attach: '/files/b.pdf' },
    where: { id }
  })
  sql({
    update: 'module_calendar_event_field',
    set: { description: '<a href="/de/more">x</a> <img src="https://cdn.example/y.png">' },
    where: { event_id: id, lang_id: 1 }
  })
  return id
}

describe('calendar content on a replica', () => {
  it('leads to the files and the registration of the primary, and differs no more after the first run', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 6 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const id = giveLinks(portal)
    const here = stateOf(portal)['module_calendar_event']
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    expect(stateOf(portal)['module_calendar_event']).toEqual(here)
    const original = [...byTitle(portal).values()].find(({ event }) => event['id'] === id)!
    const { event, text } = byTitle(town).get(String(original.text['title']))!
    expect(event).toMatchObject({
      pic: 'http://portal.example/images/a.png',
      attach: 'http://portal.example/files/b.pdf',
      registration: 2,
      registration_external_link: `http://portal.example/?section=Calendar&cmd=register&id=${id}&date=[[SERIES_ELEMENT_STARTDATE]]`
    })
    expect(text['description']).toBe(
      '<a href="http://portal.example/de/more">x</a> <img src="https://cdn.example/y.png">'
    )
    expect(JSON.stringify(stateOf(town))).not.toContain('bpw.ch')

    const [drift] = await fleet.program.call('drift.check', { linkIds: [linkId] })
    expect(drift).toMatchObject({ drifted: false, error: null })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    portal.double.admin.sql({
      update: 'module_calendar_event',
      set: { pic: 'images/c.png' },
      where: { id }
    })
    const third = await sync(fleet.program, linkId)
    expect(third).toMatchObject({ state: 'done', counts: { update: 1, conflict: 0 } })
    const { items } = await fleet.program.call('runs.items', { runId: third.id })
    expect(items[0]?.differences).toEqual([
      {
        field: 'pic',
        primary: 'http://portal.example/images/c.png',
        replica: 'http://portal.example/images/a.png'
      }
    ])
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    expect(
      plan.steps.flatMap(({ effects }) => effects).filter(({ why }) => why === 'edited-on-replica')
    ).toEqual([])
  })

  it('goes as it is where the link goes both ways: nothing leads a site to itself', async () => {
    fleet = await openFleet([{ name: 'One', events: 3 }, { name: 'Two' }])
    const [one, two] = [fleet.sites[0]!, fleet.sites[1]!]
    giveLinks(one)
    const here = stateOf(one)
    const made = await fleet.program.call('links.plan', {
      primaryId: one.id,
      replicaId: two.id,
      models: ['calendar-event'],
      bothWays: true
    })
    await apply(fleet.program, made.id)
    for (let twice = 0; twice < 2; twice++) {
      const runs = await fleet.program.call('runs.start', { linkIds: [made.linkId!] })
      for (const { id } of runs) expect((await runEnded(fleet.program, id)).state).toBe('done')
    }
    for (const table of ['event', 'event_field']) {
      const before = here[`module_calendar_${table}`]!
      expect(rows(one, table)).toEqual(
        expect.arrayContaining(before.map(({ last_update: _time, ...row }) => row))
      )
    }
    expect(JSON.stringify(stateOf(two)['module_calendar_event'])).not.toContain('one.example')
  })
})
