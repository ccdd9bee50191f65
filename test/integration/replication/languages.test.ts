import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite

const rows = (site: TestSite, table: string): Row[] => site.double.admin.rows(`module_calendar_${table}`)
const german = { onPortal: '1', onTown: '3' }
const languages = { [german.onPortal]: german.onTown }

/** On the second site German has another id than on the first; English has the same. */
beforeEach(async () => {
  fleet = await openFleet([
    { name: 'Portal', events: 4 },
    { name: 'Town', events: 2 }
  ])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  for (const table of ['event_field', 'category_name', 'registration_form_field_name'])
    town.double.admin.sql({
      update: `module_calendar_${table}`,
      set: { lang_id: Number(german.onTown) },
      where: { lang_id: Number(german.onPortal) }
    })
  for (const { id } of rows(town, 'event'))
    town.double.admin.sql({
      update: 'module_calendar_event',
      set: { show_in: `${german.onTown},2` },
      where: { id: id! }
    })
})
afterEach(() => fleet.close())

type Wish = Partial<CallInput<'links.plan'>>

async function plan(wish: Wish = {}): Promise<WorkflowView> {
  const [primaryId, replicaId] = [portal.id, town.id]
  return fleet.program.call('links.plan', {
    primaryId,
    replicaId,
    models: ['calendar-event'],
    publish: false,
    ...wish
  })
}

async function link(wish: Wish): Promise<string> {
  const planned = await plan(wish)
  const { acknowledge } = planned.confirmation
  const ended = workflowEnded(fleet.program, planned.id)
  await fleet.program.call('workflows.apply', {
    workflowId: planned.id,
    ...(acknowledge ? { acknowledge } : {})
  })
  expect((await ended).failure).toBeNull()
  return planned.linkId!
}

/** The texts of a site's events by language, told in the ids of the first site. */
function titles(site: TestSite): string[] {
  const asPortal = (id: unknown): string =>
    site === town && String(id) === german.onTown ? german.onPortal : String(id)
  return rows(site, 'event_field')
    .map(field => `${asPortal(field['lang_id'])} ${String(field['title'])}`)
    .sort()
}

const withId = (row: Row): number => Number(row['event_id'])

describe.each(['compare', 'queue'] as const)('languages with other ids, by %s', delivery => {
  it('arrive under their own, are in step after a run, and follow what changes', async () => {
    const before = titles(town)
    const linkId = await link({ delivery, languages })
    expect((await fleet.program.call('links.show', { linkId })).languages).toEqual(languages)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { failed: 0, blocked: 0, conflict: 0 }
    })
    expect(titles(town)).toEqual([...before, ...titles(portal)].sort())
    expect(new Set(rows(town, 'event').map(event => event['show_in']))).toEqual(new Set(['3', '3,2']))
    expect(new Set(rows(town, 'category_name').map(name => Number(name['lang_id'])))).toEqual(new Set([2, 3]))
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    const [drift] = await fleet.program.call('drift.check', { linkIds: [linkId] })
    expect(drift).toMatchObject({ drifted: false })

    const text = rows(portal, 'event_field').find(field => Number(field['lang_id']) === 1)!
    await portal.double.admin.edit({
      operation: 'update',
      model: 'calendar-eventfield',
      id: `${withId(text)}/1`,
      fields: { title: 'Neuer Titel' }
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1, counts: { update: 1 } })
    expect(titles(town)).toContain('1 Neuer Titel')
    await portal.double.admin.edit({
      operation: 'delete',
      model: 'calendar-eventfield',
      id: `${withId(text)}/1`
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1, counts: { delete: 1 } })
    expect(titles(town)).toEqual([...before, ...titles(portal)].sort())
    expect(portal.double.admin.rows('core_module_sync_change')).toEqual([])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
  })

  it('go both ways without a duplicate, and leave the originals on both sides', async () => {
    const own = [titles(portal), titles(town)]
    const linkId = await link({ delivery, languages, bothWays: true })
    const twinId = (await fleet.program.call('links.show', { linkId })).twinId!
    expect((await fleet.program.call('links.show', { linkId: twinId })).languages).toEqual({ '3': '1' })
    const round = async (): Promise<number> => {
      const started = await fleet.program.call('runs.start', { linkIds: [linkId] })
      const runs = await Promise.all(started.map(run => runEnded(fleet.program, run.id)))
      expect(runs.map(run => [run.linkId, run.state, run.counts.conflict])).toEqual([
        [linkId, 'done', 0],
        [twinId, 'done', 0]
      ])
      return runs.reduce((sent, run) => sent + run.sent, 0)
    }
    await round()
    await round()
    expect(titles(portal)).toEqual(own.flat().sort())
    expect(titles(town)).toEqual(own.flat().sort())
    expect(await round()).toBe(0)

    // A text of each side is changed on the other one.
    const foreign = (site: TestSite, title: string): Row =>
      rows(site, 'event_field').find(field => field['title'] === title)!
    const ofTown = own[1]!.find(text => text.startsWith('1 '))!.slice(2)
    const ofPortal = own[0]!.find(text => text.startsWith('1 '))!.slice(2)
    await portal.double.admin.edit({
      operation: 'update',
      model: 'calendar-eventfield',
      id: `${withId(foreign(portal, ofTown))}/1`,
      fields: { title: 'Auf dem Portal geändert' }
    })
    await town.double.admin.edit({
      operation: 'update',
      model: 'calendar-eventfield',
      id: `${withId(foreign(town, ofPortal))}/3`,
      fields: { title: 'In der Stadt geändert' }
    })
    await round()
    await round()
    expect(titles(town)).toEqual(titles(portal))
    expect(titles(portal)).toEqual(
      expect.arrayContaining(['1 Auf dem Portal geändert', '1 In der Stadt geändert'])
    )
    expect(titles(portal)).toHaveLength(own.flat().length)
    expect(await round()).toBe(0)

    const away = await fleet.program.call('links.planDeregister', { linkId, includeEdited: true })
    const { expected } = away.confirmation
    expect((await apply(fleet.program, away.id, expected ?? undefined)).failure).toBeNull()
    const counts = (site: TestSite): number => rows(site, 'event_field').length
    expect([counts(portal), counts(town)]).toEqual(own.map(texts => texts.length))
  })
})

describe.each(['compare', 'queue'] as const)('languages with other ids, both ways by %s', delivery => {
  const mails = (site: TestSite): string[] => {
    const asPortal = (id: unknown): string =>
      site === town && String(id) === german.onTown ? german.onPortal : String(id)
    return rows(site, 'mail')
      .map(mail => `${asPortal(mail['lang_id'])} ${String(mail['title'])}`)
      .sort()
  }
  const edit = (site: TestSite) => ({
    create: (langId: number, title: string) =>
      site.double.admin.edit({
        operation: 'create',
        model: 'calendar-mail',
        fields: {
          langId,
          title,
          contentText: title,
          contentHtml: title,
          recipients: '',
          actionId: 1,
          isDefault: 0,
          status: 1
        }
      }),
    rename: (from: string, title: string) =>
      site.double.admin.edit({
        operation: 'update',
        model: 'calendar-mail',
        id: idOf(site, from),
        fields: { title }
      }),
    remove: (title: string) =>
      site.double.admin.edit({ operation: 'delete', model: 'calendar-mail', id: idOf(site, title) })
  })
  const idOf = (site: TestSite, title: string): number =>
    Number(rows(site, 'mail').find(mail => mail['title'] === title)!['id'])

  it('make no duplicate over rounds of creations, edits and removals on both sides, in every language', async () => {
    town.double.admin.sql({
      update: 'module_calendar_mail',
      set: { lang_id: Number(german.onTown) },
      where: { lang_id: Number(german.onPortal) }
    })
    const linkId = await link({ delivery, languages, bothWays: true, models: ['calendar-mail'] })
    const settle = async (): Promise<void> => {
      for (let twice = 0; twice < 2; twice++) {
        const started = await fleet.program.call('runs.start', { linkIds: [linkId] })
        const runs = await Promise.all(started.map(run => runEnded(fleet.program, run.id)))
        expect(runs.map(({ state }) => state)).toEqual(['done', 'done'])
      }
      expect(mails(town)).toEqual(mails(portal))
    }
    await settle()
    let count = mails(portal).length
    for (let round = 0; round < 4; round++) {
      await edit(portal).create(1, `Portal ${round}`)
      await edit(portal).create(2, `Portal english ${round}`)
      await edit(town).create(3, `Town ${round}`)
      await settle()
      count += 3
      // What came from the other side is edited here, and the other way round.
      await edit(town).rename(`Portal ${round}`, `Portal ${round} in town`)
      await edit(portal).rename(`Town ${round}`, `Town ${round} on the portal`)
      await settle()
      expect(mails(portal)).toEqual(
        expect.arrayContaining([`1 Portal ${round} in town`, `1 Town ${round} on the portal`])
      )
      expect(mails(portal), `round ${round}`).toHaveLength(count)
    }
    await edit(town).remove('Portal 0 in town')
    await edit(portal).remove('Town 1 on the portal')
    await settle()
    expect(mails(portal)).toHaveLength(count - 2)
    expect(portal.double.admin.rows('core_module_sync_change')).toEqual([])
    expect(town.double.admin.rows('core_module_sync_change')).toEqual([])
  })
})

describe('languages that nobody paired', () => {
  it('stop the set-up with a stable code, and it is taken back whole', async () => {
    const before = fleet.sites.map(stateOf)
    const stopped = await apply(fleet.program, (await plan()).id)
    expect(stopped).toMatchObject({
      state: 'failed',
      failure: { code: 'language-differs', details: { languages: ['1'], onReplica: ['2', '3'] } }
    })
    const undo = await fleet.program.call('workflows.undo', { workflowId: stopped.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied' })
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('are refused before anything is planned where the sites can be read, and by a link that cannot pair them', async () => {
    const linkId = await link({ languages })
    const before = fleet.sites.map(stateOf)
    const edit = (wish: Partial<CallInput<'links.planEdit'>>) =>
      fleet.program.invoke('links.planEdit', { linkId, ...wish })
    expect(await edit({ languages: {} })).toMatchObject({
      ok: false,
      error: { code: 'preflight-refused', details: { refused: ['language-differs'] } }
    })
    expect(await edit({ delivery: 'live' })).toMatchObject({
      ok: false,
      error: {
        code: 'preflight-refused',
        details: { refused: expect.arrayContaining(['language-mapping-live']) as unknown }
      }
    })
    expect(await edit({ languages: { '1': '3', '2': '3' } })).toMatchObject({
      ok: false,
      error: { code: 'language-map-invalid' }
    })
    expect(await fleet.program.invoke('links.planEdit', { linkId, languages: { de: '3' } })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' }
    })
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('are paired later by an edit, which can be undone', async () => {
    const linkId = await link({ languages: { '1': '1' } })
    const edit = await fleet.program.call('links.planEdit', { linkId, languages })
    expect(await apply(fleet.program, edit.id)).toMatchObject({ state: 'applied' })
    const pairs = async (): Promise<unknown> => (await fleet.program.call('links.show', { linkId })).languages
    expect(await pairs()).toEqual(languages)
    await fleet.reopen()
    expect(await pairs()).toEqual(languages)
    const undo = await fleet.program.call('workflows.undo', { workflowId: edit.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied' })
    expect(await pairs()).toEqual({ '1': '1' })
  })

  it('stop a run before it sends anything, where one would take the place of another', async () => {
    const linkId = await link({ languages: { '1': '3', '2': '2' } })
    await sync(fleet.program, linkId)
    const text = rows(portal, 'event_field')[0]!
    portal.double.admin.sql({
      insert: 'module_calendar_event_field',
      row: { ...text, lang_id: 3, title: 'x' }
    })
    const before = rows(town, 'event_field')
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'stopped', sent: 0, reason: { code: 'language-unmapped' } })
    expect(rows(town, 'event_field')).toEqual(before)
  })
})
