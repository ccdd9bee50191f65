import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apply, openFleet, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { effects, examineSite, find, mend, methods, undo } from './bed.ts'

let fleet: TestFleet
let portal: TestSite
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal' }])
  portal = fleet.sites[0]!
})
afterEach(() => fleet.close())

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'

describe('a fresh site', () => {
  it('has the two broken data sources, and nothing else', async () => {
    const { findings } = await examineSite(fleet.program, portal)
    expect(findings.map(({ kind, severity, subject }) => [kind, severity, subject])).toEqual([
      ['data-source-broken', 'warning', `${calendar}RegistrationFormName`],
      ['data-source-broken', 'warning', `${calendar}RegistrationFormValue`]
    ])
  })

  it('is not changed by examinations, only asked', async () => {
    const before = stateOf(portal)
    portal.double.log.clear()
    const first = await examineSite(fleet.program, portal)
    const second = await examineSite(fleet.program, portal)
    expect(second.findings).toEqual(first.findings)
    expect(methods(portal)).toEqual(['GET', 'OPTIONS'])
    expect(stateOf(portal)).toEqual(before)
  })

  it('keeps the last examination, also over a restart', async () => {
    const examination = await examineSite(fleet.program, portal)
    const reopened = await fleet.reopen()
    expect(await reopened.call('doctor.last', {})).toEqual([examination])
  })
})

describe('a broken data source', () => {
  it('gets the class of today, and its old name back', async () => {
    const before = stateOf(portal)
    const subject = `${calendar}RegistrationFormName`
    const mended = await mend(fleet.program, portal, 'data-source-broken', subject)
    expect(effects(mended)).toEqual([
      { act: 'update', what: 'datasource', name: subject, why: 'class-renamed' }
    ])
    const source = portal.double.admin.rows('core_data_source').find(row => row['id'] === 9)
    expect(source?.['identifier']).toBe(`${calendar}RegistrationFormFieldName`)
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('is not renamed where the right one is there already', async () => {
    portal.double.admin.sql({
      insert: 'core_data_source',
      row: {
        identifier: `${calendar}RegistrationFormFieldName`,
        options: 'a:0:{}',
        type: 'doctrineRepository'
      }
    })
    const finding = await find(fleet.program, portal, 'data-source-broken', `${calendar}RegistrationFormName`)
    expect(finding?.mendable).toBe(false)
    const answer = await fleet.program.invoke('doctor.planMend', { findingId: finding!.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-supported-here' } })
  })
})

describe('an endpoint', () => {
  it('shows its fields again, and hides them when that is taken back', async () => {
    portal.double.admin.sql({
      update: 'core_module_data_access',
      set: { field_list: 'a:1:{i:0;s:0:"";}' },
      where: { name: 'calendar-mail' }
    })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'endpoint-hides-fields')
    const row = portal.double.admin
      .rows('core_module_data_access')
      .find(({ name }) => name === 'calendar-mail')
    expect(row?.['field_list']).toBe('a:0:{}')
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })
})

describe('a key', () => {
  it('goes with its grants where it is too short to be accepted', async () => {
    const before = stateOf(portal)
    const { sql } = portal.double.admin
    const id = sql({ insert: 'core_module_data_access_apikey', row: { api_key: 'too short' } })
    sql({
      insert: 'core_module_data_access_data_access_apikey',
      row: { api_key_id: id, data_access_id: 5, read_only: 0 }
    })
    const mended = await mend(fleet.program, portal, 'key-too-short')
    expect(effects(mended)).toEqual([
      { act: 'remove', what: 'grant', name: 'calendar-mail', why: 'of-no-use' },
      { act: 'remove', what: 'apikey', name: `key ${id}`, why: 'of-no-use' }
    ])
    expect(stateOf(portal)).toEqual(before)
  })

  it('is only shown where somebody else made it and it opens nothing', async () => {
    portal.double.admin.sql({
      insert: 'core_module_data_access_apikey',
      row: { api_key: 'somebody'.padEnd(32, 's') }
    })
    expect(await find(fleet.program, portal, 'key-without-grants')).toMatchObject({
      severity: 'info',
      mendable: false
    })
  })

  it('never leaves the program by way of a finding or a plan', async () => {
    const secrets = ['planted-short-key', 'planted-orphan'.padEnd(32, 'p')]
    for (const api_key of secrets)
      portal.double.admin.sql({ insert: 'core_module_data_access_apikey', row: { api_key } })
    const finding = await find(fleet.program, portal, 'key-too-short')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    const said = JSON.stringify([await examineSite(fleet.program, portal), plan])
    for (const secret of secrets) expect(said).not.toContain(secret)
  })
})

describe('grants that lead nowhere', () => {
  it('go', async () => {
    const before = stateOf(portal)
    portal.double.admin.sql({
      insert: 'core_module_data_access_data_access_apikey',
      row: { api_key_id: null, data_access_id: 5, read_only: 0 }
    })
    await mend(fleet.program, portal, 'grant-leads-nowhere')
    expect(stateOf(portal)).toEqual(before)
  })
})

describe('what cannot be read', () => {
  it('is a gap, and never taken for nothing', async () => {
    portal.double.admin.sql({
      update: 'core_data_source',
      set: { options: 'a:0:{}' },
      where: { identifier: 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccessApiKey' }
    })
    const [examination] = await fleet.program.call('doctor.examine', { siteIds: [portal.id] })
    expect(examination!.gaps.map(({ what }) => what)).toEqual(['grant'])
    expect(examination!.findings.map(({ kind }) => kind)).not.toContain('key-without-grants')
  })

  it('is an error where the site does not answer, and the others are examined', async () => {
    portal.double.faults.maintenance(true)
    const [examination] = await fleet.program.call('doctor.examine', {})
    expect(examination).toMatchObject({ findings: [], error: { code: 'site-maintenance' } })
  })
})

describe('a mend', () => {
  it('stops where the row was changed since it was planned', async () => {
    const finding = await find(fleet.program, portal, 'data-source-broken')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    portal.double.admin.sql({
      update: 'core_data_source',
      set: { identifier: 'Cx\\Something\\Else' },
      where: { id: 9 }
    })
    const applied = await apply(fleet.program, plan.id)
    expect(applied).toMatchObject({ state: 'failed', failure: { code: 'plan-outdated' } })
  })

  it('is refused where the finding is gone by now', async () => {
    const finding = await find(fleet.program, portal, 'data-source-broken')
    portal.double.admin.sql({ delete: 'core_module_sync', where: { id: 9 } })
    portal.double.admin.sql({ delete: 'core_module_data_access', where: { id: 9 } })
    portal.double.admin.sql({ delete: 'core_data_source', where: { id: 9 } })
    const answer = await fleet.program.invoke('doctor.planMend', { findingId: finding!.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'plan-outdated' } })
  })

  it('that lost its answer is found to be done', async () => {
    const finding = await find(fleet.program, portal, 'data-source-broken')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    portal.double.faults.add({ kind: 'lost-answer', match: { method: 'PUT' } })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied' })
  })
})
