import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SiteView } from '../../../src-main/contract/shapes.ts'
import { createSiteDouble, type SiteDouble } from '../../../src-main/demo/site-double.ts'
import { managementKey, openBed, writes, type FleetBed } from './fleet-bed.ts'

const grants = 'core_module_data_access_data_access_apikey'
const apiKeys = 'core_module_data_access_apikey'

let bed: FleetBed
let site: SiteDouble
let view: SiteView

beforeEach(async () => {
  bed = await openBed()
  site = await createSiteDouble({ mainDomain: 'www.example.ch' })
  site.admin.enrol(managementKey)
  // What a link needs: the management key may read an endpoint besides the eleven.
  site.admin.sql({ insert: grants, row: { api_key_id: 1, data_access_id: 1, read_only: 1 } })
  view = await bed.enrolled('Bern', site)
  site.log.clear()
})
afterEach(async () => {
  await bed.close()
  await site.close()
})

const rotate = () => bed.call('sites.rotateKey', { siteId: view.id })

/** One key, twelve grants, and nothing of the old one anywhere. */
async function expectRotated(): Promise<void> {
  const { keyRef } = bed.record(view.id)
  const key = bed.keys.get(keyRef)!
  expect([...bed.keys.keys()]).toEqual([keyRef])
  expect(key).not.toBe(managementKey)
  expect(site.admin.rows(apiKeys)).toMatchObject([{ api_key: key }])
  const { id } = site.admin.rows(apiKeys)[0]!
  const endpoints = new Map(site.admin.rows('core_module_data_access').map(row => [row['id'], row['name']]))
  const rights = site.admin
    .rows(grants)
    .map(row => [row['api_key_id'], endpoints.get(row['data_access_id']!), row['read_only']])
  expect(rights).toHaveLength(12)
  expect(rights).toContainEqual([id, 'calendar-event', 1])
  expect(rights.filter(([owner, , readOnly]) => owner === id && readOnly === 0)).toHaveLength(11)
  expect(await bed.call('sites.checkEnrolment', { siteId: view.id })).toMatchObject({ ready: true })
  expect((await fetch(`${site.url}/api/v1/json/rexxfleet-host?apikey=${managementKey}`)).status).toBe(403)
}

describe('rotating the key', () => {
  it('replaces it, with all that it may do', async () => {
    const workflow = await rotate()
    expect(workflow).toMatchObject({ kind: 'rotate-key', state: 'applied', failure: null })
    expect(workflow.steps.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'done'))
    expect(JSON.stringify(workflow)).not.toContain(managementKey)
    expect(JSON.stringify(workflow)).not.toContain([...bed.keys.values()][0])
    await expectRotated()
    await rotate()
    await expectRotated()
  })

  it('hands links over to the new grants', async () => {
    const [row, link] = [{ siteId: view.id, kind: 'grant', rowId: '12' } as const, 'link-1']
    const other = await createSiteDouble({ mainDomain: 'x.ch' })
    const partner = await bed.call('sites.add', { name: 'Thun', address: other.url, key: 'new' })
    bed.store.links.insert({
      ...{
        id: link,
        primaryId: view.id,
        replicaId: partner.id,
        twinId: null,
        models: [],
        delivery: 'compare'
      },
      state: 'ready',
      keyRef: 'link/1',
      createdAt: 1
    })
    bed.store.provenance.recordMade(row, 'workflow')
    bed.store.provenance.use(link, row)
    await rotate()
    const inherited = bed.store.provenance.usedBy(link)
    expect(inherited).toHaveLength(1)
    expect(site.admin.rows(grants).find(grant => String(grant['id']) === inherited[0]!.rowId)).toMatchObject({
      data_access_id: 1
    })
    expect(bed.store.provenance.wasMade(inherited[0]!)).toBe(true)
    expect(bed.store.provenance.wasMade(row)).toBe(false)
    await other.close()
  })

  it('survives that any one answer is lost', async () => {
    for (let nth = 1; nth <= 26; nth += 1) {
      let count = 0
      const isWrite = (method: string) => ['POST', 'PUT', 'DELETE'].includes(method) && (count += 1) === nth
      const fault = site.faults.add({ kind: 'lost-answer', match: isWrite })
      const workflow = await rotate()
      // A rotation has 12 + 1 writes on the way in and as many on the way out.
      expect(fault.hits(), `write ${nth}`).toBe(1)
      fault.remove()
      if (workflow.state !== 'applied') expect(await rotate()).toMatchObject({ state: 'applied' })
    }
    await expectRotated()
  }, 120_000)

  it('is taken up where the site went away, at whatever write', async () => {
    for (let nth = 1; nth <= 26; nth += 1) {
      let count = 0
      const isWrite = (method: string) => ['POST', 'PUT', 'DELETE'].includes(method) && (count += 1) >= nth
      const fault = site.faults.add({ kind: 'cut', match: isWrite, times: Infinity })
      expect(await rotate(), `write ${nth}`).toMatchObject({ state: 'failed' })
      fault.remove()
      expect(await rotate()).toMatchObject({ state: 'applied' })
    }
    await expectRotated()
  }, 120_000)

  it('is taken up by the next program after a crash', async () => {
    const directory = bed.directory
    const fault = site.faults.add({ kind: 'cut', match: { method: 'DELETE', nth: 4 }, times: Infinity })
    await rotate()
    const [stopped] = bed.store.workflows.list({ limit: 1 })
    const running = bed.store.workflows.steps(stopped!.id).find(({ state }) => state === 'failed')!
    bed.store.workflows.update(stopped!.id, { state: 'applying', endedAt: null, failure: null })
    bed.store.workflows.updateStep(stopped!.id, running.position, { state: 'running', endedAt: null })
    fault.remove()
    const keys = new Map(bed.keys)
    bed.store.close()
    const next = await openBed({ directory })
    for (const [ref, key] of keys) next.keys.set(ref, key)
    await next.call('sites.rotateKey', { siteId: view.id })
    expect(next.store.workflows.get(stopped!.id)).toMatchObject({ state: 'discarded' })
    bed.keys.clear()
    for (const [ref, key] of next.keys) bed.keys.set(ref, key)
    await next.close()
    expect([...bed.keys.values()]).toEqual(site.admin.rows(apiKeys).map(row => row['api_key']))
    expect(site.admin.rows(grants)).toHaveLength(12)
    bed = await openBed()
    await rm(directory, { recursive: true, force: true })
  })

  it('keeps the old key when the keychain takes no new one, and writes nothing', async () => {
    await bed.close()
    bed = await openBed({
      beforeKeys: call => {
        if (call === 'create') throw new Error('locked')
      }
    })
    view = await bed.enrolled('Bern', site)
    site.log.clear()
    expect(await rotate()).toMatchObject({ state: 'failed' })
    expect(writes(site)).toEqual([])
    expect([...bed.keys.values()]).toEqual([managementKey])
  })

  it('waits its turn: two at once are two rotations', async () => {
    const [one, other] = await Promise.all([rotate(), rotate()])
    expect([one.state, other.state]).toEqual(['applied', 'applied'])
    await expectRotated()
  })

  it('is refused for a site that is not enrolled', async () => {
    const pending = await createSiteDouble({ mainDomain: 'x.ch' })
    const { id } = await bed.call('sites.add', { name: 'Thun', address: pending.url, key: 'new' })
    await expect(bed.call('sites.rotateKey', { siteId: id })).rejects.toMatchObject({
      code: 'site-not-enrolled'
    })
    await pending.close()
  })
})
