import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSiteDouble, type SiteDouble } from '../../../src-main/demo/site-double.ts'
import { addKey, managementKey, markerRows, openBed, writes, type FleetBed } from './fleet-bed.ts'

let bed: FleetBed
const doubles: SiteDouble[] = []

async function double(mainDomain = 'www.example.ch', options: { enrol?: boolean; readOnly?: boolean } = {}) {
  const site = await createSiteDouble({ mainDomain })
  doubles.push(site)
  if (options.enrol !== false) site.admin.enrol(managementKey, { readOnly: options.readOnly === true })
  return site
}

/** Rejects with this code, and names no key. */
async function refused(work: Promise<unknown>, code: string) {
  const error = (await work.then(
    () => null,
    (thrown: unknown) => thrown
  )) as { code?: string; message: string; details: unknown } | null
  expect(error).toMatchObject({ code })
  expect(JSON.stringify([error!.message, error!.details])).not.toContain(managementKey)
  return error!
}

function nothingWritten(...sites: SiteDouble[]): void {
  expect(bed.store.sites.list()).toEqual([])
  expect(bed.keys.size).toBe(0)
  for (const site of sites) expect(writes(site)).toEqual([])
}

beforeEach(async () => {
  bed = await openBed({ clipboard: true })
})
afterEach(async () => {
  await bed.close()
  for (const site of doubles.splice(0)) await site.close()
})

describe('adding a site', () => {
  it('probes, keeps it as pending and makes a key', async () => {
    const site = await double()
    const added = await bed.call('sites.add', {
      name: 'Bern',
      address: `${site.url}/cadmin/`,
      key: 'new',
      tags: ['a', 'a']
    })
    expect(added).toMatchObject({
      name: 'Bern',
      baseUrl: site.url,
      state: 'pending',
      tags: ['a'],
      links: 0,
      health: null
    })
    expect(bed.keys.get(bed.record(added.id).keyRef)).toHaveLength(32)
    expect(await bed.call('sites.list', {})).toEqual([added])
    expect(bed.events).toContainEqual({ name: 'site.changed', data: { siteId: added.id } })
    expect(writes(site)).toEqual([])
  })

  it.each([
    ['no address', 'not a url', 'address-invalid'],
    ['another scheme', 'ftp://example.ch', 'address-invalid'],
    ['plain http to elsewhere', 'http://example.invalid', 'address-needs-https'],
    ['nobody there', 'http://127.0.0.1:9', 'site-unreachable']
  ])('writes nothing for an address that is %s', async (_, address, code) => {
    await refused(bed.call('sites.add', { name: 'Bern', address, key: 'new' }), code)
    nothingWritten()
  })

  it('writes nothing for an address behind which there is no site', async () => {
    const site = await double()
    site.faults.add({ kind: 'html', match: {}, times: Infinity })
    await refused(
      bed.call('sites.add', { name: 'Bern', address: site.url, key: 'new' }),
      'address-not-a-site'
    )
    nothingWritten(site)
  })

  it('writes nothing for a prefix that no table can have', async () => {
    const site = await double()
    const tablePrefix = 'a'.repeat(30)
    await refused(
      bed.call('sites.add', { name: 'Bern', address: site.url, key: 'new', tablePrefix }),
      'invalid-input'
    )
    nothingWritten(site)
  })

  it('finds a site that is there already, however its address is spelled, before it asks it anything', async () => {
    const site = await double()
    await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'new' })
    site.log.clear()
    for (const address of [
      `http://LOCALHOST.:${site.port}/`,
      `http://127.1:${site.port}/api/v1/`,
      `localhost:${site.port}`
    ]) {
      const error = await refused(
        bed.call('sites.add', { name: 'Thun', address, key: 'new' }),
        'site-already-added'
      )
      expect(error.details).toMatchObject({ what: 'address', site: 'Bern' })
    }
    expect(site.log.requests).toEqual([])
    expect(bed.keys.size).toBe(1)
  })

  it('refuses a name that is taken', async () => {
    const [one, other] = [await double(), await double()]
    await bed.call('sites.add', { name: 'Zürich', address: one.url, key: 'new' })
    await refused(
      bed.call('sites.add', { name: ' zu\u0308RICH', address: other.url, key: 'new' }),
      'site-already-added'
    )
    expect(bed.store.sites.list()).toHaveLength(1)
    const { id } = await bed.call('sites.add', { name: 'Thun', address: other.url, key: 'new' })
    await refused(bed.call('sites.update', { siteId: id, name: 'ZÜRICH' }), 'site-already-added')
    expect(await bed.call('sites.update', { siteId: id, name: 'Biel', tags: ['x'] })).toMatchObject({
      name: 'Biel',
      tags: ['x']
    })
  })

  it('suggests the name under which another site remembers it, and never that of a site of the fleet', async () => {
    const [known, site, mate] = [
      await double('www.partner.ch'),
      await double('www.example.ch'),
      await double()
    ]
    for (const host of ['mate.localhost', 'shop.localhost'])
      known.admin.sql({
        insert: 'core_module_sync_id_mapping',
        row: {
          foreign_host: host,
          entity_type: 'X',
          foreign_id: 'a:1:{i:0;s:1:"1";}',
          local_id: 'a:1:{s:2:"id";s:1:"2";}'
        }
      })
    await bed.enrolled('Partner', known)
    const ofMate = { name: 'Mate', address: mate.url, mainDomain: 'Mate.localhost', key: 'new' } as const
    await bed.call('sites.add', ofMate)
    const address = `http://localhost:${site.port}`
    const { mainDomainHints } = await bed.call('sites.probe', { address, allowHttp: false })
    expect(mainDomainHints[0]).toBe('shop.localhost')
    expect(mainDomainHints).not.toContain('mate.localhost')
    expect(mainDomainHints).not.toContain('rexxfleet.invalid')
  })
})

describe('the key', () => {
  it.each(['', 'short', 'x'.repeat(31), 'x'.repeat(33), `${'x'.repeat(15)} ${'x'.repeat(16)}`])(
    'of another length is refused: %j',
    async key => {
      const site = await double()
      const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'given' })
      const error = await refused(bed.call('sites.provideKey', { siteId: id, key }), 'key-length')
      if (key) expect(error.message).not.toContain(key)
      expect(bed.keys.size).toBe(0)
    }
  )

  it('that the site does not know leaves everything as it is', async () => {
    const site = await double('x.ch', { enrol: false })
    const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'given' })
    await refused(bed.call('sites.checkEnrolment', { siteId: id }), 'key-missing')
    await bed.call('sites.provideKey', { siteId: id, key: `  ${managementKey}\n` })
    expect(await bed.call('sites.checkEnrolment', { siteId: id })).toMatchObject({ ready: false })
    const error = await refused(bed.call('sites.enrol', { siteId: id }), 'key-without-grants')
    expect(error.details).toMatchObject({ endpoints: expect.arrayContaining(['rexxfleet-host']) as unknown })
    expect(writes(site)).toEqual([])
    expect(bed.store.workflows.list()).toEqual([])
    expect(bed.record(id).state).toBe('pending')
    expect(await bed.call('sites.remove', { siteId: id })).toEqual({ sql: null })
    nothingWritten(site)
  })

  it('that lacks a grant is told by the name of the endpoint', async () => {
    const site = await double()
    site.admin.sql({ delete: 'core_module_data_access_data_access_apikey', where: { id: 6 } })
    const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'given' })
    await bed.call('sites.provideKey', { siteId: id, key: managementKey })
    const error = await refused(bed.call('sites.enrol', { siteId: id }), 'key-without-grants')
    expect(error.details).toMatchObject({ endpoints: ['rexxfleet-sync'] })
    expect(writes(site)).toEqual([])
  })

  it('that works is only given up for one that works', async () => {
    const site = await double()
    const { id } = await bed.enrolled('Bern', site)
    const before = bed.record(id)
    const other = 'ffffffffffffffffffffffffffffffff'
    await refused(bed.call('sites.provideKey', { siteId: id, key: other }), 'key-without-grants')
    expect(bed.record(id)).toEqual(before)
    expect([...bed.keys.values()]).toEqual([managementKey])
    addKey(site, other)
    await bed.call('sites.provideKey', { siteId: id, key: other })
    expect([...bed.keys]).toEqual([[bed.record(id).keyRef, other]])
  })
})

describe('enrolment', () => {
  it('leaves a marker, recorded as a workflow', async () => {
    const site = await double()
    const view = await bed.enrolled('Bern', site)
    expect(view.state).toBe('enrolled')
    const marker = bed.record(view.id).marker!
    expect(markerRows(site)).toEqual([
      {
        id: 1,
        foreign_host: 'rexxfleet.invalid',
        entity_type: 'Rexxfleet',
        foreign_id: `a:1:{i:0;s:36:"${marker}";}`,
        local_id: `a:1:{s:2:"id";s:36:"${marker}";}`
      }
    ])
    expect(bed.store.workflows.list()).toMatchObject([
      { kind: 'enrol-site', state: 'applied', siteIds: [view.id] }
    ])
    expect(writes(site)).toHaveLength(1)
    await bed.call('sites.enrol', { siteId: view.id })
    expect(writes(site)).toHaveLength(1)
  })

  it('knows a site again behind another address', async () => {
    const site = await double()
    await bed.enrolled('Bern', site)
    const proxy = await double('x.ch', { enrol: false })
    proxy.restore(site.snapshot())
    const { id } = await bed.call('sites.add', { name: 'Thun', address: proxy.url, key: 'given' })
    await bed.call('sites.provideKey', { siteId: id, key: managementKey })
    proxy.log.clear()
    const error = await refused(bed.call('sites.enrol', { siteId: id }), 'site-same-marker')
    expect(error.message).toContain('Bern')
    expect(writes(proxy)).toEqual([])
    expect(bed.record(id).state).toBe('pending')
  })

  it('takes over the marker of another Rexxfleet, and leaves it behind when it goes', async () => {
    const site = await double()
    const first = await bed.enrolled('Bern', site)
    const colleague = await openBed()
    addKey(site, 'e'.repeat(32))
    const { id } = await colleague.call('sites.add', { name: 'Bern', address: site.url, key: 'given' })
    await colleague.call('sites.provideKey', { siteId: id, key: 'e'.repeat(32) })
    await colleague.call('sites.enrol', { siteId: id })
    expect(markerRows(site)).toHaveLength(1)
    expect(colleague.record(id).marker).toBe(bed.record(first.id).marker)
    await colleague.call('sites.remove', { siteId: id })
    await colleague.close()
    expect(markerRows(site)).toHaveLength(1)
    expect(await bed.call('sites.checkEnrolment', { siteId: first.id })).toMatchObject({ ready: true })
  })

  it('of a site that may only be read writes nothing', async () => {
    const site = await double('x.ch', { readOnly: true })
    const view = await bed.enrolled('Bern', site, { readOnly: true })
    expect(view).toMatchObject({ state: 'enrolled', readOnly: true })
    expect(writes(site)).toEqual([])
    expect(bed.record(view.id).marker).toBeNull()
    await refused(bed.call('sites.rotateKey', { siteId: view.id }), 'site-read-only')
  })

  it('wants a key that may write unless the site is only to be read', async () => {
    const site = await double('x.ch', { readOnly: true })
    await refused(bed.enrolled('Bern', site), 'key-without-grants')
    expect(writes(site)).toEqual([])
  })

  it('survives an answer that is lost', async () => {
    const site = await double()
    site.faults.add({ kind: 'lost-answer', match: { method: 'POST' } })
    await bed.enrolled('Bern', site)
    expect(markerRows(site)).toHaveLength(1)
  })

  it('leaves nothing when the marker cannot be written', async () => {
    const site = await double()
    site.faults.add({
      kind: 'status',
      status: 400,
      body: '{"status":"error","messages":{"error":{"0":"no"}},"data":{}}',
      match: { method: 'POST' },
      times: Infinity
    })
    await expect(bed.enrolled('Bern', site)).rejects.toThrow()
    expect(markerRows(site)).toEqual([])
    expect(bed.store.sites.list()).toMatchObject([{ state: 'pending', marker: null }])
  })
})

describe('the script', () => {
  it('is shown with dots, saved and copied with the key, and thrown away when it has done its work', async () => {
    const site = await double('x.ch', { enrol: false })
    const { id } = await bed.call('sites.add', {
      name: 'Café Zürich',
      address: site.url,
      key: 'new',
      tablePrefix: 'my_'
    })
    const key = bed.keys.get(bed.record(id).keyRef)!
    const lines = await bed.call('sites.script', { siteId: id })
    expect(JSON.stringify(lines)).not.toContain(key)
    expect(lines.some(({ text }) => text.includes('`my_core_data_source`'))).toBe(true)
    const { path } = await bed.call('sites.saveScript', { siteId: id })
    expect(path).toMatch(/enrolment\/cafe-zurich-[^/]+\.sql$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
    expect(readFileSync(path, 'utf8')).toContain(key)
    await bed.call('sites.copyScript', { siteId: id })
    expect(bed.clipboard).toEqual([readFileSync(path, 'utf8')])
    await bed.call('sites.saveScript', { siteId: id })
    site.admin.enrol(key)
    await bed.call('sites.enrol', { siteId: id })
    expect(existsSync(path)).toBe(false)
  })

  it('never takes the place of another file', async () => {
    const site = await double()
    const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'new' })
    const path = join(bed.directory, 'mine.sql')
    writeFileSync(path, 'mine')
    await refused(bed.call('sites.saveScript', { siteId: id, path }), 'invalid-input')
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await refused(bed.call('sites.saveScript', { siteId: id, path: '/dev/stdout' }), 'invalid-input')
    await refused(bed.call('sites.saveScript', { siteId: id, path: bed.directory }), 'invalid-input')
    await refused(
      bed.call('sites.saveScript', { siteId: id, path: join(bed.directory, 'no', 'where.sql') }),
      'invalid-input'
    )
  })

  it('cannot be copied where there is no clipboard', async () => {
    const plain = await openBed()
    const site = await double()
    const { id } = await plain.call('sites.add', { name: 'Bern', address: site.url, key: 'new' })
    await refused(plain.call('sites.copyScript', { siteId: id }), 'not-supported-here')
    await plain.close()
  })
})

describe('health', () => {
  it('tells what is the matter', async () => {
    const site = await double()
    const { id } = await bed.enrolled('Bern', site)
    const look = async () => (await bed.call('sites.check', {}))[0]!.health
    expect(await look()).toMatchObject({ state: 'ok', code: null })
    site.faults.latency(1_600)
    expect(await look()).toMatchObject({ state: 'slow' })
    site.faults.latency(0)
    site.faults.maintenance(true)
    expect(await look()).toMatchObject({ state: 'maintenance', code: 'site-maintenance' })
    site.faults.maintenance(false)
    site.admin.sql({
      update: 'core_module_sync_id_mapping',
      set: { local_id: 'a:1:{s:2:"id";s:1:"9";}' },
      where: { id: 1 }
    })
    expect(await look()).toMatchObject({ state: 'refused', code: 'site-marker-differs' })
    site.admin.sql({ delete: 'core_module_data_access_data_access_apikey', where: { id: 11 } })
    expect(await look()).toMatchObject({ state: 'refused', code: 'key-without-grants' })
    await site.close()
    expect(await look()).toMatchObject({ state: 'unreachable', latencyMs: null })
    const history = await bed.call('sites.health', { siteId: id })
    expect(history.map(({ state }) => state)).toEqual([
      'unreachable',
      'refused',
      'refused',
      'maintenance',
      'slow',
      'ok',
      // The look at the end of the enrolment.
      'ok'
    ])
    expect((await bed.call('sites.list', {}))[0]!.health).toMatchObject({ state: 'unreachable' })
  })

  it('of a site nobody knows is an error', async () => {
    await refused(bed.call('sites.check', { siteIds: ['x'] }), 'unknown-site')
    await refused(bed.call('sites.health', { siteId: 'x' }), 'unknown-site')
  })
})
