import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFleet, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
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
