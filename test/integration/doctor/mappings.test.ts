import { afterEach, describe, expect, it } from 'vitest'
import {
  apply,
  linkUp,
  openFleet,
  plantedKey,
  rewriteRule,
  rules,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import type { FindingView } from '../../../src-main/contract/doctor-shapes.ts'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import { effects, examineSite, find, mend, methods, undo } from './bed.ts'
import { ownReplication } from './own-push.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

async function twoSites(portal = 6, town = 2): Promise<{ portal: TestSite; town: TestSite; linkId: string }> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: portal },
    { name: 'Town', rewriteRules: town }
  ])
  const [one, other] = [fleet.sites[0]!, fleet.sites[1]!]
  const linkId = await linkUp(fleet.program, one.id, other.id)
  return { portal: one, town: other, linkId }
}

const mappings = (site: TestSite): Record<string, unknown>[] =>
  site.double.admin.rows('core_module_sync_id_mapping').filter(row => row['entity_type'] === rewriteRule)

/** What mappings say, whatever their row ids. */
const pairs = (site: TestSite): string[] =>
  mappings(site)
    .map(row => `${String(row['foreign_id'])} ${String(row['local_id'])}`)
    .sort()

const phpId = (id: number | string): string => `a:1:{i:0;s:${String(id).length}:"${id}";}`
const phpLocal = (id: number | string): string => `a:1:{s:2:"id";s:${String(id).length}:"${id}";}`

function addMapping(site: TestSite, sender: string, foreign: number, local: number): number {
  return site.double.admin.sql({
    insert: 'core_module_sync_id_mapping',
    row: {
      foreign_host: sender,
      entity_type: rewriteRule,
      foreign_id: phpId(foreign),
      local_id: phpLocal(local)
    }
  })
}

describe('a link in order', () => {
  it('gives no finding about its rows and entities, before and after a sync, on either side', async () => {
    const { portal, town, linkId } = await twoSites()
    for (const then of [() => sync(fleet.program, linkId), async () => undefined]) {
      const examinations = await fleet.program.call('doctor.examine', { linkId })
      expect(examinations.map(({ siteId }) => siteId)).toEqual([portal.id, town.id])
      for (const { findings, gaps } of examinations) {
        expect(gaps).toEqual([])
        expect(findings.map(({ kind }) => kind)).toEqual(['data-source-broken', 'data-source-broken'])
      }
      await then()
    }
  })

  it('is only read: no write reaches a site', async () => {
    const { portal, town, linkId } = await twoSites()
    await sync(fleet.program, linkId)
    for (const { double } of [portal, town]) double.log.clear()
    const before = [portal, town].map(stateOf)
    await fleet.program.call('doctor.examine', {})
    await fleet.program.call('doctor.examine', {})
    for (const site of [portal, town]) expect(methods(site)).toEqual(['GET', 'OPTIONS'])
    expect([portal, town].map(stateOf)).toEqual(before)
  })
})

describe('mappings without an entity', () => {
  it('go, and come back when that is taken back', async () => {
    const { town, linkId } = await twoSites()
    await sync(fleet.program, linkId)
    for (const id of [4, 6]) town.double.admin.sql({ delete: 'core_rewrite_rule', where: { id } })
    const finding = await find(fleet.program, town, 'mapping-dead')
    expect(finding).toMatchObject({
      severity: 'warning',
      evidence: {
        foreignHost: 'portal.example',
        model: 'RewriteRule',
        count: 2,
        mapped: 6,
        localIds: ['4', '6']
      }
    })
    const before = pairs(town)
    const mended = await mend(fleet.program, town, 'mapping-dead')
    expect(effects(mended)).toEqual([
      { act: 'remove', what: 'mapping', name: 'RewriteRule', count: 2, why: 'entity-gone' }
    ])
    expect(mappings(town)).toHaveLength(4)
    await undo(fleet.program, mended)
    expect(pairs(town)).toEqual(before)
  })

  it('are not mended where the entity came back since the plan', async () => {
    const { town, linkId } = await twoSites()
    await sync(fleet.program, linkId)
    const [gone] = rules(town).filter(row => row['id'] === 4)
    town.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 4 } })
    const finding = await find(fleet.program, town, 'mapping-dead')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    town.double.admin.sql({ insert: 'core_rewrite_rule', row: gone! })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'failed' })
    expect(mappings(town)).toHaveLength(6)
  })

  it('are never seen where a list comes short', async () => {
    const { town, linkId } = await twoSites()
    await sync(fleet.program, linkId)
    town.double.faults.add({
      kind: 'short-page',
      match: { method: 'GET', pathIncludes: '/RewriteRule' },
      times: 1
    })
    expect(await find(fleet.program, town, 'mapping-dead')).toBeNull()
  })
})

describe('an entity that is mapped twice', () => {
  it('keeps the mapping that was agreed, and can be pushed again', async () => {
    const { portal, town, linkId } = await twoSites()
    await sync(fleet.program, linkId)
    const copy = { ...rules(town).at(-1)!, id: 99 }
    town.double.admin.sql({ insert: 'core_rewrite_rule', row: copy })
    addMapping(town, 'portal.example', 6, 99)
    const finding = await find(fleet.program, town, 'mapping-doubled')
    expect(finding).toMatchObject({
      severity: 'error',
      linkId,
      evidence: { count: 1, foreignIds: ['6'], copies: ['99'] }
    })
    const before = pairs(town)
    const mended = await mend(fleet.program, town, 'mapping-doubled')
    expect(mappings(town)).toHaveLength(6)
    portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 555 }, where: { id: 6 } })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(
      rules(town)
        .filter(row => row['order_no'] === 555)
        .map(row => row['id'])
    ).toEqual([8])
    await undo(fleet.program, mended)
    expect(pairs(town)).toEqual(before)
  })
})

describe('an entity that was sent back', () => {
  it('is led to its original, as the facts describe it, and the copy stays for people (F21)', async () => {
    const { portal, town, linkId } = await twoSites(3, 0)
    await sync(fleet.program, linkId)
    const copy = { ...rules(portal)[0]!, id: 77 }
    portal.double.admin.sql({ insert: 'core_rewrite_rule', row: copy })
    addMapping(portal, 'town.example', 1, 77)
    const finding = await find(fleet.program, portal, 'entity-sent-back')
    expect(finding).toMatchObject({
      evidence: { partner: 'Town', count: 1, copies: ['77'], originals: ['1'] }
    })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'entity-sent-back')
    expect(mappings(portal).map(row => row['local_id'])).toEqual([phpLocal(1)])
    expect(rules(portal)).toHaveLength(4)
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
    expect(await find(fleet.program, town, 'entity-sent-back')).toBeNull()
  })
})

describe('a copy without a mapping', () => {
  it('is found by what it holds, after a push without its sender (F16)', async () => {
    const { portal, town, linkId } = await twoSites(3, 2)
    await sync(fleet.program, linkId)
    const { id: _id, ...values } = rules(portal)[1]!
    town.double.admin.sql({ insert: 'core_rewrite_rule', row: values })
    const fresh = { ...values, order_no: 4711 }
    for (const site of [portal, town]) site.double.admin.sql({ insert: 'core_rewrite_rule', row: fresh })
    const examinations = await fleet.program.call('doctor.examine', { linkId })
    const found = examinations
      .flatMap(({ findings }) => findings)
      .filter(({ kind }) => kind === 'entity-unmapped')
    expect(found).toMatchObject([
      {
        siteId: town.id,
        linkId,
        mendable: true,
        evidence: { primary: 'Portal', copies: 1, notSentYet: 1, adoptable: 1, localIds: ['6', '7'] }
      }
    ])
  })
})

describe('relations that the primary took away', () => {
  const inCategories = 'module_calendar_events_categories'

  it('stay on the replica, whatever is pushed (F15), and are shown with what they are', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 10 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['calendar-event'])
    await sync(fleet.program, linkId)
    const kept = async (): Promise<FindingView[]> => {
      const examinations = await fleet.program.call('doctor.examine', { linkId })
      return examinations.flatMap(({ findings }) => findings).filter(({ kind }) => kind === 'members-kept')
    }
    expect(await kept()).toEqual([])

    const left = portal.double.admin.rows(inCategories)[0]!
    portal.double.admin.sql({ delete: inCategories, where: left })
    const [event, category] = [String(left['event_id']), String(left['category_id'])]
    const run = await sync(fleet.program, linkId)
    const items = await fleet.program.call('runs.items', { runId: run.id })
    expect(items.items).toMatchObject([
      { foreignId: event, why: 'stored-differently', differences: [{ field: 'categories' }] }
    ])
    // From here on every run finds the two sides as they were left.
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    const [finding, ...others] = await kept()
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      severity: 'warning',
      siteId: town.id,
      linkId,
      mendable: false,
      evidence: { primary: 'Portal', model: 'calendar-event', count: 1, foreignIds: [event] }
    })
    const [localId] = finding!.evidence['localIds'] as string[]
    expect(finding!.evidence['stillThere']).toEqual([`${localId}: categories ${category}`])

    // It is found again, and nothing can be done about it but by an editor.
    expect(await fleet.program.invoke('doctor.planMend', { findingId: finding!.id })).toMatchObject({
      ok: false,
      error: { code: 'not-supported-here' }
    })

    // What the replica has of its own is nobody's loss, and what an editor takes away is found no more.
    const there = town.double.admin.rows(inCategories).filter(row => String(row['event_id']) === localId)
    const mappedTo = town.double.admin
      .rows('core_module_sync_id_mapping')
      .find(row => String(row['entity_type']).endsWith('\\Category') && row['foreign_id'] === phpId(category))
    const local = /"(\d+)";\}$/.exec(String(mappedTo!['local_id']))![1]
    const stillThere = there.find(row => String(row['category_id']) === local)!
    town.double.admin.sql({ delete: inCategories, where: stillThere })
    expect(await kept()).toEqual([])
  })
})

describe('a copy of a site', () => {
  it('is known by its marker, and its hosts are stopped before they push into production', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }, { name: 'Copy' }])
    const [portal, town, copy] = fleet.sites as [TestSite, TestSite, TestSite]
    ownReplication(portal, town, 'calendar-mail', 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail')
    copy.double.restore(portal.double.snapshot())
    copy.double.admin.sql({
      update: 'core_module_data_access_apikey',
      set: { api_key: plantedKey('c') },
      where: { api_key: portal.key }
    })
    expect(await find(fleet.program, portal, 'marker-shared')).toBeNull()
    const finding = await find(fleet.program, copy, 'marker-shared')
    expect(finding).toMatchObject({
      severity: 'error',
      evidence: { copyOf: 'Portal', runningHosts: ['town.example'] }
    })
    const before = stateOf(copy)
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    const mended = await apply(fleet.program, plan.id)
    expect(mended.state).toBe('applied')
    const states = (site: TestSite): unknown[] =>
      site.double.admin.rows('core_module_sync_host').map(row => row['state'])
    expect([states(copy), states(portal)]).toEqual([[2], [0]])
    expect(await find(fleet.program, copy, 'marker-shared')).toMatchObject({
      severity: 'warning',
      mendable: false
    })
    await undo(fleet.program, mended)
    expect(stateOf(copy)).toEqual(before)
  })

  it('is examined although it cannot be enrolled, and a site that only waits for its script is no trouble', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
    const [portal, town] = fleet.sites as [TestSite, TestSite]
    ownReplication(portal, town, 'calendar-mail', 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail')
    const snapshot = portal.double.snapshot()
    const copy = await createSiteDouble({ mainDomain: 'copy.example', snapshot })
    const other = await createSiteDouble({ mainDomain: 'other.example' })
    try {
      copy.admin.sql({
        update: 'core_module_data_access_apikey',
        set: { api_key: plantedKey('k') },
        where: { api_key: portal.key }
      })
      const { program } = fleet
      const add = (name: string, address: string): Promise<{ id: string }> =>
        program.call('sites.add', {
          name,
          address,
          mainDomain: `${name.toLowerCase()}.example`,
          key: 'given'
        })
      const { id: siteId } = await add('Copy', copy.url)
      await program.call('sites.provideKey', { siteId, key: plantedKey('k') })
      expect(await program.invoke('sites.enrol', { siteId })).toMatchObject({
        error: { code: 'site-same-marker' }
      })
      const waiting = await add('Waiting', other.url)
      await program.call('sites.provideKey', { siteId: waiting.id, key: plantedKey('w') })
      const examinations = await program.call('doctor.examine', {})
      expect(examinations.map(one => one.siteId)).toEqual([siteId, portal.id, town.id])
      const worst = examinations[0]!.findings[0]!
      expect(worst).toMatchObject({ kind: 'marker-shared', severity: 'error' })
      const plan = await program.call('doctor.planMend', { findingId: worst.id })
      expect(await apply(program, plan.id)).toMatchObject({ state: 'applied' })
      expect(copy.admin.rows('core_module_sync_host').map(row => row['state'])).toEqual([2])
    } finally {
      await copy.close()
      await other.close()
    }
  })

  it('shows rows of a Rexxfleet that this one does not know', async () => {
    fleet = await openFleet([{ name: 'Portal' }])
    const [portal] = fleet.sites as [TestSite]
    portal.double.admin.sql({
      insert: 'core_module_sync_id_mapping',
      row: {
        foreign_host: 'rexxfleet.invalid',
        entity_type: 'RexxfleetLease',
        foreign_id: phpId('x'),
        local_id: phpLocal('x')
      }
    })
    const { findings } = await examineSite(fleet.program, portal)
    expect(findings.at(-1)).toMatchObject({
      kind: 'own-rows-left',
      severity: 'info',
      subject: 'RexxfleetLease',
      mendable: false
    })
  })
})
