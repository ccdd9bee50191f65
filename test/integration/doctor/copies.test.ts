import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import {
  apply,
  linkUp,
  openFleet,
  plantedKey,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { effects, find } from './bed.ts'

const apiKeys = 'core_module_data_access_apikey'
let fleet: TestFleet
let town: TestSite
let copy: TestSite
let linkKey: string

/** The copy of a replica, as it is when its database is copied for a test site; it cannot be enrolled under that marker. */
async function copyOfTown(key: string): Promise<TestSite> {
  const double = await createSiteDouble({ mainDomain: 'copy.example', snapshot: town.double.snapshot() })
  const { id } = await fleet.program.call('sites.add', { name: 'Copy', address: double.url, key: 'given' })
  await fleet.program.call('sites.provideKey', { siteId: id, key })
  return { ...town, id, name: 'Copy', double, key }
}

beforeEach(async () => {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 4 },
    { name: 'Town', rewriteRules: 2 }
  ])
  const portal = fleet.sites[0]!
  town = fleet.sites[1]!
  const before = keysOn(town)
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  await sync(fleet.program, linkId)
  linkKey = keysOn(town).find(key => !before.includes(key))!
})
afterEach(async () => {
  await fleet.close()
  await copy.double.close()
})

const keysOn = (site: TestSite): string[] =>
  site.double.admin.rows(apiKeys).map(row => String(row['api_key']))

async function opens(site: TestSite, key: string, endpoint: string): Promise<boolean> {
  return (await fetch(`${site.double.url}/api/v1/json/${endpoint}?apikey=${key}`)).status === 200
}

async function mend(): Promise<ReturnType<typeof apply>> {
  const found = await find(fleet.program, copy, 'marker-shared')
  const plan = await fleet.program.call('doctor.planMend', { findingId: found!.id })
  return apply(fleet.program, plan.id)
}

describe('a copy that is opened by the keys of its original', () => {
  it('gets a key of its own, and the original keeps the one it has', async () => {
    copy = await copyOfTown(town.key)
    expect(await find(fleet.program, copy, 'marker-shared')).toMatchObject({
      severity: 'error',
      mendable: true,
      evidence: { copyOf: 'Town', sharedKeys: 2, mapped: 4 }
    })
    const before = keysOn(town)
    expect((await mend()).state).toBe('applied')

    expect(await opens(copy, town.key, 'rexxfleet-grant')).toBe(false)
    expect(keysOn(copy)).not.toContain(town.key)
    expect(keysOn(copy)).not.toContain(linkKey)
    expect(keysOn(town)).toEqual(before)
    expect(await opens(town, town.key, 'rexxfleet-grant')).toBe(true)
    // Rexxfleet reaches both, each with its own key.
    expect(await find(fleet.program, town, 'marker-shared')).toBeNull()
    expect(await find(fleet.program, copy, 'marker-shared')).toMatchObject({
      severity: 'warning',
      mendable: false,
      evidence: { sharedKeys: 0 }
    })
  })

  it('loses the keys of the original where it has its own already', async () => {
    copy = await copyOfTown(plantedKey('c'))
    copy.double.admin.sql({ update: apiKeys, set: { api_key: copy.key }, where: { api_key: town.key } })
    const ownKeys = keysOn(copy).filter(key => key !== linkKey)
    expect(await find(fleet.program, copy, 'marker-shared')).toMatchObject({ evidence: { sharedKeys: 1 } })
    expect((await mend()).state).toBe('applied')
    expect(keysOn(copy)).toEqual(ownKeys)
  })

  it('shows in its plan whose mappings it has, and leaves them', async () => {
    copy = await copyOfTown(town.key)
    const mappings = copy.double.admin.rows('core_module_sync_id_mapping')
    const mended = await mend()
    expect(effects(mended)).toContainEqual({
      act: 'keep',
      what: 'mapping',
      name: 'portal.example',
      count: 4,
      why: 'of-the-original'
    })
    expect(copy.double.admin.rows('core_module_sync_id_mapping')).toEqual(mappings)
  })
})
