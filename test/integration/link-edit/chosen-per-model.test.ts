import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apply, openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { typedOn } from '../../support/typed-on.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
/** Ids of the portal's events. */
let events: string[]

const rows = ({ double }: TestSite, table: string) => double.admin.rows(`module_calendar_${table}`)
/** The town's own events, which no run is about. */
let own: unknown[]
const arrived = (): ReturnType<typeof rows> => rows(town, 'event').filter(({ id }) => !own.includes(id))
const titles = (): unknown[] =>
  rows(town, 'event_field')
    .filter(row => !own.includes(row['event_id']))
    .map(row => row['title'])
    .sort()
const titlesOf = (ids: readonly string[]): unknown[] =>
  rows(portal, 'event_field')
    .filter(row => ids.includes(String(row['event_id'])))
    .map(row => row['title'])
    .sort()

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', events: 5, rewriteRules: 3 }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  own = rows(town, 'event').map(({ id }) => id)
  events = rows(portal, 'event').map(row => String(row['id']))
})
afterEach(() => fleet.close())

async function link(delivery: 'compare' | 'queue' = 'compare'): Promise<string> {
  const plan = await fleet.program.call('links.plan', {
    ...{ primaryId: portal.id, replicaId: town.id, delivery, models: ['calendar-event', 'RewriteRule'] },
    selections: [
      { model: 'calendar-event', ids: events.slice(0, 2) },
      { model: 'RewriteRule', ids: ['1', '3'] }
    ]
  })
  expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied', failure: null })
  return plan.linkId!
}

const done = (linkId: string) => sync(fleet.program, linkId, { confirmOverwrites: true, allowRemovals: 100 })

describe('entities that are chosen of several models', () => {
  it('go along with what belongs to them, and nothing else of their models does', async () => {
    const linkId = await link()
    expect(await done(linkId)).toMatchObject({ state: 'done', counts: { blocked: 0, failed: 0 } })
    expect(arrived()).toHaveLength(2)
    expect(titles()).toEqual(titlesOf(events.slice(0, 2)))
    expect(town.double.admin.rows('core_rewrite_rule')).toHaveLength(2)
    // Categories and forms were not chosen: all of them go, as events may name any.
    expect(rows(town, 'category').length).toBeGreaterThanOrEqual(rows(portal, 'category').length)
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0 })
    const drift = await fleet.program.call('drift.check', { linkIds: [linkId] })
    expect(drift).toMatchObject([{ counts: { create: 0, update: 0, delete: 0, blocked: 0 } }])
  })

  it('are removed with what belongs to them where the primary removed them, and only then', async () => {
    const linkId = await link()
    await done(linkId)
    const [first] = events
    const { sql } = portal.double.admin
    for (const [table, column] of [
      ['module_calendar_event_field', 'event_id'],
      ['module_calendar_events_categories', 'event_id'],
      ['module_calendar_event', 'id']
    ] as const)
      sql({ delete: table, where: { [column]: Number(first) } })
    expect(await done(linkId)).toMatchObject({ state: 'done', counts: { blocked: 0 } })
    expect(titles()).toEqual(titlesOf(events.slice(1, 2)))
    expect(arrived()).toHaveLength(1)
  })

  it('that are not chosen any more are kept as they are, whatever becomes of them on the primary', async () => {
    const linkId = await link()
    await done(linkId)
    const plan = await fleet.program.call('links.planEdit', {
      ...{ linkId, fallen: 'keep', selections: [{ model: 'calendar-event', ids: events.slice(1, 2) }] }
    })
    await apply(fleet.program, plan.id)
    const there = titles()
    const { sql } = portal.double.admin
    sql({
      update: 'module_calendar_event_field',
      set: { title: 'Other' },
      where: { event_id: Number(events[0]) }
    })
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0, counts: { conflict: 0 } })
    sql({ delete: 'module_calendar_event_field', where: { event_id: Number(events[0]) } })
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0, counts: { delete: 0 } })
    expect(titles()).toEqual(there)
    expect((await fleet.program.call('links.show', { linkId })).models).toContainEqual(
      expect.objectContaining({ shortName: 'RewriteRule', ids: ['1', '3'] })
    )
  })

  it('are flushed with what belongs to them, and come back by the undo; what stays chosen is left alone', async () => {
    const linkId = await link()
    await done(linkId)
    const untouched = () => [rows(town, 'category'), town.double.admin.rows('core_rewrite_rule')]
    const before = { titles: titles(), rest: untouched() }
    const plan = await fleet.program.call('links.planEdit', {
      ...{ linkId, fallen: 'flush', selections: [{ model: 'calendar-event', ids: events.slice(1, 2) }] }
    })
    const edited = await apply(fleet.program, plan.id, plan.confirmation.expected ?? undefined)
    expect(edited).toMatchObject({ state: 'applied', failure: null })
    expect(titles()).toEqual(titlesOf(events.slice(1, 2)))
    expect(arrived()).toHaveLength(1)
    expect(untouched()).toEqual(before.rest)
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0 })
    const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied' })
    expect(titles()).toEqual(before.titles)
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0, counts: { conflict: 0 } })
  })

  it('wait in a queue by their id; what was recorded beside them is taken out and not sent', async () => {
    const linkId = await link('queue')
    const heard = portal.double.admin.rows('core_module_sync_host_entity').map(row => row['entity_id'])
    expect(heard).toEqual(expect.arrayContaining([...events.slice(0, 2), '1', '3', '*']))
    await done(linkId)
    const other = rows(portal, 'event_field').find(row => String(row['event_id']) === events[3])!
    await portal.double.admin.edit({
      ...{ operation: 'update', model: 'calendar-event', id: Number(events[3]) },
      fields: { priority: 5 }
    })
    portal.double.admin.sql({
      ...{ update: 'module_calendar_event_field', set: { title: 'Unheard' } },
      where: { event_id: other['event_id']!, lang_id: other['lang_id']! }
    })
    expect(await done(linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(portal.double.admin.rows('core_module_sync_change')).toEqual([])
  })

  it('are refused where Cloudrexx itself would push what belongs to the others, and where nobody says of which model', async () => {
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['calendar-event'] }
    const refusal = async (more: object): Promise<string> => {
      const answer = await fleet.program.invoke('links.plan', { ...wish, ...more })
      return answer.ok ? 'planned' : answer.error.message
    }
    const selections = [{ model: 'calendar-event', ids: [events[0]!] }]
    const before = [portal, town].map(stateOf)
    expect(await refusal({ selections, delivery: 'live' })).toContain('Choose compare or queue')
    expect(await refusal({ ids: [events[0]!] })).toContain('one model alone')
    expect(await refusal({ selections: [{ model: 'RewriteRule', ids: ['1'] }] })).toContain('does not carry')
    expect(await refusal({ selections, bothWays: true })).toContain('both-ways')
    expect(await refusal({ selections, publish: true })).toContain('only chosen ones')
    expect(await refusal({ selections: [{ model: 'calendar-event', ids: ['999'] }] })).toBe('planned')
    const twice = [...selections, ...selections]
    expect(await refusal({ selections: twice })).toContain('chosen once')
    const many = Array.from({ length: 6_000 }, (_, at) => String(at))
    const tooMany = ['calendar-event', 'calendar-category'].map(model => ({ model, ids: many }))
    expect(await refusal({ selections: tooMany })).not.toBe('planned')
    const texts = [{ model: 'calendar-eventfield', ids: [`${events[0]!}/1`] }]
    expect(await refusal({ selections: texts, delivery: 'queue' })).toContain('ids of several parts')
    expect([portal, town].map(stateOf)).toEqual(before)
  })
})

it('a journey through the terminal: chosen, widened by one, narrowed, and all again', async () => {
  const typed = typedOn(fleet)
  const ok = async (line: string): Promise<void> =>
    expect([line, (await typed(line)).exitCode]).toEqual([line, 0])
  const [one, two] = events
  await ok(`link add Portal Town --model calendar-event --model RewriteRule --id calendar-event=${one} --yes`)
  await ok('sync Portal:Town')
  expect(titles()).toEqual(titlesOf([one!]))
  expect((await typed(`link edit Portal:Town --add-id ${two} --yes`)).stderr).toContain('several models')
  await ok(`link edit Portal:Town --add-id calendar-event=${two} --yes`)
  await ok('sync Portal:Town')
  expect(titles()).toEqual(titlesOf([one!, two!]))
  await ok(`link edit Portal:Town --drop-id calendar-event=${one} --flush --confirm Town`)
  expect(titles()).toEqual(titlesOf([two!]))
  await ok('link edit Portal:Town --all-ids-of calendar-event --yes')
  await ok('sync Portal:Town')
  expect(titles()).toEqual(titlesOf(events))
})
