import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFleet, rewriteRule, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { effects, examineSite, find, mend, undo } from './bed.ts'
import { ownEndpoint, ownReplication, ownSync } from './own-push.ts'

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
const mail = `${calendar}Mail`

let fleet: TestFleet
let portal: TestSite
let town: TestSite
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
})
afterEach(() => fleet.close())

const host = (): Record<string, unknown> => portal.double.admin.rows('core_module_sync_host')[0]!
const changes = (): number => portal.double.admin.rows('core_module_sync_change').length

function setHost(set: Record<string, string | number>): void {
  portal.double.admin.sql({ update: 'core_module_sync_host', set, where: { host: town.double.mainDomain } })
}

async function writeMail(title: string): Promise<void> {
  await portal.double.admin.edit({ operation: 'create', model: 'calendar-mail', fields: { title } })
}

/** A time some minutes ago, as the site's database holds it. */
function siteTime(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

describe('a host that works', () => {
  it('is nothing to speak of', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    const { findings } = await examineSite(fleet.program, portal)
    expect(findings.map(({ kind }) => kind)).toEqual(['data-source-broken', 'data-source-broken'])
  })
})

describe('a host that an error stopped', () => {
  it('is shown with its queue, pushes again, and is stopped again', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    await writeMail('Two')
    setHost({ state: 2 })
    const finding = await find(fleet.program, portal, 'host-stopped')
    expect(finding).toMatchObject({
      severity: 'error',
      evidence: { host: town.double.mainDomain, models: ['Mail'], wouldRemove: 0 }
    })
    expect(finding!.evidence['waiting']).toBe(changes())
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'host-stopped')
    expect(host()['state']).toBe(0)
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('is not started again where the push would stop at once: a rule without its expression (F24)', async () => {
    ownReplication(portal, town, 'RewriteRule', rewriteRule)
    await portal.double.admin.edit({
      operation: 'create',
      model: 'RewriteRule',
      fields: { regularExpression: '/^x$/', orderNo: 1, rewriteStatusCode: '301', continueOnMatch: false }
    })
    await portal.double.admin.push()
    expect(host()['state']).toBe(2)
    expect(await find(fleet.program, portal, 'host-stopped')).toMatchObject({
      mendable: false,
      evidence: { notResumedBecause: 'fails-again' }
    })
  })

  it('is not started again where the push would remove things (F41)', async () => {
    const { hostId } = ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    portal.double.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
    setHost({ state: 2 })
    expect(await find(fleet.program, portal, 'host-stopped')).toMatchObject({
      mendable: false,
      evidence: { notResumedBecause: 'would-remove' }
    })
  })
})

describe('a lock', () => {
  it('that was left behind is taken off', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    setHost({ state: 1, last_update: siteTime(20) })
    const finding = await find(fleet.program, portal, 'host-locked')
    expect(finding).toMatchObject({ severity: 'error' })
    expect(finding!.evidence['minutes']).toBeGreaterThanOrEqual(19)
    await mend(fleet.program, portal, 'host-locked')
    expect(host()['state']).toBe(0)
  })

  it('of a push that is at work is left alone', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    setHost({ state: 1, last_update: siteTime(3) })
    expect(await find(fleet.program, portal, 'host-locked')).toBeNull()
  })

  it('that was taken anew meanwhile stays', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    setHost({ state: 1, last_update: siteTime(20) })
    const finding = await find(fleet.program, portal, 'host-locked')
    setHost({ state: 1, last_update: siteTime(0) })
    const answer = await fleet.program.invoke('doctor.planMend', { findingId: finding!.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'plan-outdated' } })
  })
})

describe('a queue in danger', () => {
  it('of an inactive host is kept by state 2 (F42)', async () => {
    ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    setHost({ active: 0 })
    const waiting = changes()
    await mend(fleet.program, portal, 'host-loses-changes')
    await portal.double.admin.push()
    expect(changes()).toBe(waiting)
  })

  it('that would remove on the replica is stopped (F41), and goes on when that is taken back', async () => {
    const { hostId } = ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    portal.double.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'host-would-remove')
    expect(effects(mended)).toEqual([
      { act: 'update', what: 'host', name: town.double.mainDomain, why: 'no-more-pushes' }
    ])
    expect((await portal.double.admin.push()).sent).toEqual([])
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('without a receiver is emptied (F33)', async () => {
    const { hostId } = ownReplication(portal, town, 'calendar-mail', mail)
    await writeMail('One')
    const { sql } = portal.double.admin
    sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
    sql({ delete: 'core_module_sync_change_host', where: { host_id: hostId } })
    sql({ delete: 'core_module_sync_host', where: { id: hostId } })
    const count = changes()
    expect(count).toBeGreaterThan(0)
    const mended = await mend(fleet.program, portal, 'change-without-receiver')
    expect(effects(mended)).toMatchObject([{ act: 'remove', what: 'change', count }])
    expect(changes()).toBe(0)
  })
})

describe('a model for Sync', () => {
  it('gets what its relations lack, so that saving works; and loses it again (F26)', async () => {
    const { rows, sql, edit } = portal.double.admin
    portal.double.admin.seed({ events: 3 })
    sql({ delete: 'core_module_sync', where: { id: 7 } })
    ownSync(portal, 'calendar-event', `${calendar}Event`)
    const event = rows('module_calendar_event')[0]!
    const save = (priority: number): Promise<unknown> =>
      edit({
        operation: 'update',
        model: 'calendar-event',
        id: Number(event['id']),
        fields: { priority }
      })
    await expect(save(7)).rejects.toThrow()
    const finding = await find(fleet.program, portal, 'related-model-missing')
    expect(finding).toMatchObject({ severity: 'error', evidence: { model: 'calendar-event', count: 1 } })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'related-model-missing')
    expect(effects(mended).map(({ act, what }) => `${act} ${what}`)).toEqual([
      'reuse datasource',
      'reuse endpoint',
      'create sync'
    ])
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
    const again = await find(fleet.program, portal, 'related-model-missing')
    expect(again?.mendable).toBe(true)
    await mend(fleet.program, portal, 'related-model-missing')
    await expect(save(8)).resolves.toBeDefined()
  })
})

describe('a template', () => {
  it('without a scheme gets one that the receiver answers on, and loses it again (F30)', async () => {
    const address = town.double.url.replace('http://', '')
    const template = `${address}/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]`
    ownReplication(portal, town, 'calendar-mail', mail, { url_template: template })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'template-unsafe')
    expect(host()['url_template']).toBe(`http://${template}`)
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('that is empty becomes the usual one over https', async () => {
    ownReplication(portal, town, 'calendar-mail', mail, { url_template: '', host: 'elsewhere.example' })
    await mend(fleet.program, portal, 'template-unsafe')
    expect(host()['url_template']).toBe(
      'https://[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'
    )
  })

  it('over http to a site elsewhere is shown, and one with a key in it never copied into a plan', async () => {
    ownReplication(portal, town, 'calendar-mail', mail, {
      host: 'elsewhere.example',
      url_template: '[[HOST]]/api/sync/v1/json/x/1?apikey=plantedtemplatekey0000000000000'
    })
    const finding = await find(fleet.program, portal, 'template-unsafe')
    expect(finding).toMatchObject({ mendable: false, evidence: { flaw: 'no-scheme' } })
    expect(JSON.stringify(finding)).not.toContain('plantedtemplatekey')
    setHostTemplate('http://[[HOST]]/api/sync/v1/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]')
    expect(await find(fleet.program, portal, 'template-unsafe')).toMatchObject({
      severity: 'warning',
      mendable: false,
      evidence: { flaw: 'http' }
    })
  })

  function setHostTemplate(url_template: string): void {
    portal.double.admin.sql({
      update: 'core_module_sync_host',
      set: { url_template },
      where: { host: 'elsewhere.example' }
    })
  }
})

describe('rows of other kinds', () => {
  it('relations are shown and never mended', async () => {
    const syncId = ownSync(portal, 'calendar-mail', mail)
    portal.double.admin.sql({
      insert: 'core_module_sync_relation',
      row: {
        parent_id: null,
        related_sync_id: syncId,
        foreign_data_access_id: ownEndpoint(portal, 'more-mail', mail),
        lft: 1,
        rgt: 2,
        lvl: 0,
        local_field_name: 'title',
        do_sync: 1,
        default_entity_id: 0
      }
    })
    expect(await find(fleet.program, portal, 'relation-rows')).toMatchObject({
      severity: 'info',
      mendable: false,
      evidence: { count: 1 }
    })
  })
})
