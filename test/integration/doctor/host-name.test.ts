import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingView } from '../../../src-main/contract/doctor-shapes.ts'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import { apply, openFleet, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { effects, find, mend, undo } from './bed.ts'
import { ownReplication } from './own-push.ts'

const mail = 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail'
const path = '/api/sync/v1/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'
let fleet: TestFleet
let portal: TestSite
let town: TestSite

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
})
afterEach(() => fleet.close())

const receive = (host: string, more: Record<string, string> = {}): number =>
  ownReplication(portal, town, 'calendar-mail', mail, { host, ...more }).hostId
const row = (): unknown => portal.double.admin.rows('core_module_sync_host').at(-1)
/** As it is found when the whole fleet is looked at. */
async function among(): Promise<FindingView | undefined> {
  const examinations = await fleet.program.call('doctor.examine', {})
  return examinations.flatMap(({ findings }) => findings).find(({ kind }) => kind === 'host-name-differs')
}
const address = (): string => town.double.url.replace('http://', '')

describe('a receiver by another name than its site has (F38)', () => {
  it('gets the main domain, and its address where that is written out; and back', async () => {
    receive('town-preview.example')
    expect(await find(fleet.program, portal, 'host-name-differs')).toMatchObject({
      severity: 'warning',
      evidence: { host: 'town-preview.example', mainDomain: 'town.example', receiver: 'Town' }
    })
    const before = stateOf(portal)
    const { url_template } = row() as { url_template: string }
    const mended = await mend(fleet.program, portal, 'host-name-differs')
    expect(effects(mended)[0]).toEqual({
      act: 'update',
      what: 'host',
      name: 'town-preview.example',
      why: 'main-domain'
    })
    expect(row()).toMatchObject({ host: 'town.example', url_template })
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('goes on pushing to where the site is reached, where its address hung on the name', async () => {
    receive('preview.example', { url_template: `http://[[HOST]]${path}` })
    const before = stateOf(portal)
    // Alone the portal does not tell who that is: the receiver is known by its key.
    expect(await find(fleet.program, portal, 'host-name-differs')).toBeNull()
    const plan = await fleet.program.call('doctor.planMend', { findingId: (await among())!.id })
    const mended = await apply(fleet.program, plan.id)
    expect(mended).toMatchObject({ state: 'applied', failure: null })
    expect(await among()).toBeUndefined()
    expect(row()).toMatchObject({ host: 'town.example', url_template: `http://${address()}${path}` })
    const { edit, push } = portal.double.admin
    await edit({ operation: 'create', model: 'calendar-mail', fields: { title: 'It arrives' } })
    const { sent, disabledHosts } = await push()
    expect(disabledHosts).toEqual([])
    expect(sent).toMatchObject([{ status: 200 }])
    expect(town.double.admin.rows('module_calendar_mail').at(-1)).toMatchObject({ title: 'It arrives' })
    await undo(fleet.program, mended)
    expect((stateOf(portal) as Record<string, unknown>)['core_module_sync_host']).toEqual(
      before['core_module_sync_host']
    )
  })

  it('is renamed in the calendar as well, by SQL, which is waited for; and back again', async () => {
    receive('preview.example')
    const target = { title: 'Town', uri: 'preview.example', cat_id: 0, key: '', confirmed: 1, status: 0 }
    portal.double.admin.sql({ insert: 'module_calendar_host', row: target })
    const uris = () => portal.double.admin.rows('module_calendar_host').map(({ uri }) => uri)
    const before = stateOf(portal)
    const finding = await find(fleet.program, portal, 'host-name-differs')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    expect(await byHand(plan.id)).toMatchObject({ state: 'applied', failure: null })
    expect(uris()).toEqual(['town.example'])
    const back = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect(await byHand(back.id)).toMatchObject({ state: 'applied', failure: null })
    expect(stateOf(portal)).toEqual(before)
  })

  it('is refused once somebody else changed the receiver', async () => {
    const id = receive('preview.example')
    const finding = await find(fleet.program, portal, 'host-name-differs')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    portal.double.admin.sql({
      update: 'core_module_sync_host',
      set: { host: 'other.example' },
      where: { id }
    })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ failure: { code: 'plan-outdated' } })
    expect(row()).toMatchObject({ host: 'other.example' })
  })

  it.each([
    ['name-taken', {}, { host: 'town.example', url_template: 'https://elsewhere.example/x' }],
    ['address-unsure', { url_template: `http://[[HOST]]/old${path}` }, null],
    ['key-in-address', { url_template: `http://[[HOST]]/api/sync/v1/json/x?apikey=secret` }, null]
  ])('stays, and says so: %s', async (why, more, other) => {
    receive('preview.example', more)
    if (other) portal.double.admin.sql({ insert: 'core_module_sync_host', row: { ...hostRow, ...other } })
    const finding = await among()
    expect(finding).toMatchObject({ mendable: false, evidence: { notMendedBecause: why } })
    expect(JSON.stringify(finding)).not.toContain('secret')
  })

  it('is no finding by the address at which Rexxfleet reaches the site', async () => {
    receive(address())
    expect(await find(fleet.program, portal, 'host-name-differs')).toBeNull()
  })
})

const hostRow = {
  active: 0,
  api_key: 'x'.repeat(32),
  api_version: 1,
  state: 2,
  last_update: '2026-01-01 00:00:00'
}

/** Applies it, runs the SQL that it asks for, and goes on. */
async function byHand(workflowId: string) {
  const waiting = await apply(fleet.program, workflowId)
  expect(waiting.state).toBe('waiting')
  portal.double.admin.script(waiting.steps.find(({ state }) => state === 'waiting')!.sql!)
  const ended = workflowEnded(fleet.program, workflowId)
  await fleet.program.call('workflows.resume', { workflowId })
  return ended
}
