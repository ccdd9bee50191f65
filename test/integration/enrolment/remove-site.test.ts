import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { managementSources } from '../../../src-main/core/fleet/enrolment/management-sources.ts'
import { createSiteDouble, type Row, type SiteDouble } from '../../../src-main/demo/site-double.ts'
import {
  mariadbAvailable,
  startMariadb,
  type Mariadb,
  type MariadbSite,
  type SiteRows
} from '../../support/mariadb.ts'
import { addKey, managementKey, markerRows, openBed, writes, type FleetBed } from './fleet-bed.ts'

const tables = [
  'core_data_source',
  'core_module_data_access',
  'core_module_data_access_apikey',
  'core_module_data_access_data_access_apikey',
  'core_module_sync',
  'core_module_sync_id_mapping'
]

let bed: FleetBed
let site: SiteDouble
let fresh: Record<string, Row[]>

const rowsOf = (double: SiteDouble) =>
  Object.fromEntries(tables.map(table => [table, double.admin.rows(table)]))
const names = (table: string, column: string) => site.admin.rows(table).map(row => String(row[column]))
const ours = () => names('core_module_data_access', 'name').filter(name => name.startsWith('rexxfleet-'))

beforeEach(async () => {
  bed = await openBed()
  site = await createSiteDouble({ mainDomain: 'www.example.ch' })
  fresh = rowsOf(site)
  site.admin.enrol(managementKey)
})
afterEach(async () => {
  await bed.close()
  await site.close()
})

describe('removing a site', () => {
  it('takes away all that REST can, proves it, forgets the site, and gives the SQL for the rest', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const { sql } = await bed.call('sites.remove', { siteId: id })
    expect(site.admin.rows('core_module_data_access_data_access_apikey')).toEqual([])
    expect(markerRows(site)).toEqual([])
    expect(ours()).toEqual(['rexxfleet-datasource', 'rexxfleet-endpoint', 'rexxfleet-grant'])
    expect(names('core_data_source', 'identifier')).toHaveLength(14)
    expect((await fetch(`${site.url}/api/v1/json/rexxfleet-grant?apikey=${managementKey}`)).status).toBe(403)
    expect(bed.store.sites.list()).toEqual([])
    expect(bed.keys.size).toBe(0)
    expect(sql).toContain('WHERE id = 1;')
    expect(sql).not.toContain(managementKey)
    const [workflow] = bed.store.workflows.list({ limit: 1 })
    expect(workflow).toMatchObject({ kind: 'remove-enrolment', state: 'applied' })
    expect(bed.events.at(-1)).toEqual({ name: 'site.changed', data: { siteId: id } })
  })

  it('only forgets when the enrolment is to be kept', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const before = rowsOf(site)
    site.log.clear()
    expect(await bed.call('sites.remove', { siteId: id, keepEnrolment: true })).toEqual({ sql: null })
    expect(site.log.requests).toEqual([])
    expect(rowsOf(site)).toEqual(before)
    expect([bed.store.sites.list(), bed.keys.size]).toEqual([[], 0])
  })

  it('is refused while links exist', async () => {
    const other = await createSiteDouble({ mainDomain: 'x.ch' })
    const { id } = await bed.enrolled('Bern', site)
    const replica = await bed.call('sites.add', { name: 'Thun', address: other.url, key: 'new' })
    bed.store.links.insert({
      id: 'l',
      primaryId: id,
      replicaId: replica.id,
      twinId: null,
      models: [],
      delivery: 'compare',
      state: 'ready',
      keyRef: 'k',
      createdAt: 1
    })
    const before = rowsOf(site)
    for (const [siteId, keepEnrolment] of [
      [id, false],
      [id, true],
      [replica.id, false]
    ] as const) {
      await expect(bed.call('sites.remove', { siteId, keepEnrolment })).rejects.toMatchObject({
        code: 'site-has-links'
      })
    }
    expect(rowsOf(site)).toEqual(before)
    expect(bed.keys.size).toBe(2)
    await other.close()
  })

  it('leaves to another Rexxfleet what it uses', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const before = rowsOf(site)
    const key = 'e'.repeat(32)
    const other = addKey(site, key)
    await bed.call('sites.remove', { siteId: id })
    const rows = rowsOf(site)
    for (const table of ['core_data_source', 'core_module_data_access', 'core_module_sync_id_mapping']) {
      expect(rows[table]).toEqual(before[table])
    }
    expect(
      new Set(rows['core_module_data_access_data_access_apikey']!.map(row => row['api_key_id']))
    ).toEqual(new Set([other]))
    expect((await fetch(`${site.url}/api/v1/json/rexxfleet-grant?apikey=${key}`)).status).toBe(200)
  })

  it('leaves a data source that somebody else reads through', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const host = site.admin
      .rows('core_data_source')
      .find(row => String(row['identifier']).endsWith('\\Host'))!
    const lists = { field_list: 'a:0:{}', access_condition: 'a:0:{}', allowed_output_methods: 'a:0:{}' }
    site.admin.sql({
      insert: 'core_module_data_access',
      row: { name: 'hosts', data_source_id: host['id']!, ...lists }
    })
    await bed.call('sites.remove', { siteId: id })
    expect(names('core_data_source', 'identifier')).toContain(host['identifier'])
    expect(names('core_module_data_access', 'name')).toContain('hosts')
    expect(ours()).not.toContain('rexxfleet-host')
  })

  it('touches no other site that took the place behind the address', async () => {
    const { id } = await bed.enrolled('Bern', site)
    site.admin.sql({
      update: 'core_module_sync_id_mapping',
      set: { foreign_id: 'a:1:{i:0;s:1:"x";}', local_id: 'a:1:{s:2:"id";s:1:"x";}' },
      where: { id: 1 }
    })
    site.log.clear()
    await expect(bed.call('sites.remove', { siteId: id })).rejects.toMatchObject({
      code: 'site-marker-differs'
    })
    expect(writes(site)).toEqual([])
    expect(bed.record(id).state).toBe('enrolled')
  })

  it('stays when the site cannot be reached', async () => {
    const { id } = await bed.enrolled('Bern', site)
    site.faults.add({ kind: 'cut', match: {}, times: Infinity })
    await expect(bed.call('sites.remove', { siteId: id })).rejects.toMatchObject({ code: 'site-unreachable' })
    expect(bed.keys.size).toBe(1)
    expect(await bed.call('sites.remove', { siteId: id, keepEnrolment: true })).toEqual({ sql: null })
  })

  it('gives all of the SQL for a site that may only be read', async () => {
    site.restore({ ...site.snapshot() })
    for (const grant of site.admin.rows('core_module_data_access_data_access_apikey')) {
      site.admin.sql({
        update: 'core_module_data_access_data_access_apikey',
        set: { read_only: 1 },
        where: { id: grant['id']! }
      })
    }
    const { id } = await bed.enrolled('Bern', site, { readOnly: true })
    site.log.clear()
    const { sql } = await bed.call('sites.remove', { siteId: id })
    expect(sql).toContain('api_key_id = 1;')
    expect(writes(site)).toEqual([])
    expect(bed.store.sites.list()).toEqual([])
  })

  it('gives the SQL for a pending site whose script was run, and writes nothing there', async () => {
    const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'given' })
    await bed.call('sites.provideKey', { siteId: id, key: managementKey })
    const { sql } = await bed.call('sites.remove', { siteId: id })
    expect(sql).toContain('WHERE id = 1;')
    expect(writes(site)).toEqual([])
    expect(bed.keys.size).toBe(0)
  })

  it('forgets a pending site that does not answer', async () => {
    const { id } = await bed.call('sites.add', { name: 'Bern', address: site.url, key: 'new' })
    site.faults.add({ kind: 'cut', match: {}, times: Infinity })
    expect(await bed.call('sites.remove', { siteId: id })).toEqual({ sql: null })
    expect([bed.store.sites.list(), bed.keys.size]).toEqual([[], 0])
  })

  it('forgets a site that knows the key no more', async () => {
    const { id } = await bed.enrolled('Bern', site)
    for (const grant of site.admin.rows('core_module_data_access_data_access_apikey')) {
      site.admin.sql({ delete: 'core_module_data_access_data_access_apikey', where: { id: grant['id']! } })
    }
    expect(await bed.call('sites.remove', { siteId: id })).toEqual({ sql: null })
    expect(bed.store.sites.list()).toEqual([])
  })

  it('ends a rotation first that stopped half-way, and leaves neither key', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const fault = site.faults.add({ kind: 'cut', match: { method: 'DELETE', nth: 3 }, times: Infinity })
    expect(await bed.call('sites.rotateKey', { siteId: id })).toMatchObject({ state: 'failed' })
    fault.remove()
    await bed.call('sites.remove', { siteId: id })
    expect(site.admin.rows('core_module_data_access_data_access_apikey')).toEqual([])
    expect(site.admin.rows('core_module_data_access_apikey')).toHaveLength(1)
    expect(bed.keys.size).toBe(0)
  })

  it('is taken up where the site went away, at whatever write', async () => {
    const start = site.snapshot()
    for (let nth = 1; nth <= 28; nth += 1) {
      site.restore(start)
      const { id } = await bed.enrolled('Bern', site)
      let count = 0
      const isWrite = (method: string) => method === 'DELETE' && (count += 1) >= nth
      const fault = site.faults.add({ kind: 'cut', match: isWrite, times: Infinity })
      await expect(bed.call('sites.remove', { siteId: id }), `write ${nth}`).rejects.toMatchObject({
        code: 'site-unreachable'
      })
      expect(bed.record(id).state).toBe('enrolled')
      fault.remove()
      const { sql } = await bed.call('sites.remove', { siteId: id })
      expect(sql).toContain('WHERE id = 1;')
      expect(ours()).toEqual(['rexxfleet-datasource', 'rexxfleet-endpoint', 'rexxfleet-grant'])
      expect(site.admin.rows('core_module_data_access_data_access_apikey')).toEqual([])
    }
  }, 120_000)

  it('survives that any one answer is lost', async () => {
    const start = site.snapshot()
    for (let nth = 1; nth <= 28; nth += 1) {
      site.restore(start)
      const { id } = await bed.enrolled('Bern', site)
      let count = 0
      const isWrite = (method: string) => method === 'DELETE' && (count += 1) === nth
      const fault = site.faults.add({ kind: 'lost-answer', match: isWrite })
      await bed.call('sites.remove', { siteId: id }).catch(() => bed.call('sites.remove', { siteId: id }))
      expect(fault.hits(), `write ${nth}`).toBe(1)
      fault.remove()
      expect(ours()).toHaveLength(3)
      expect(bed.store.sites.list()).toEqual([])
    }
  }, 120_000)
})

const available = await mariadbAvailable()

describe.skipIf(!available)('the rest, on a MariaDB server (skipped where none can be installed)', () => {
  let server: Mariadb
  let count = 0

  beforeAll(async () => {
    server = await startMariadb()
  }, 120_000)
  afterAll(() => server.stop())

  /** The double's rows in a real database. */
  async function transplanted(): Promise<MariadbSite> {
    const database = await server.site(`r${++count}`)
    const wipe = [...tables].reverse().map(table => `DELETE FROM contrexx_${table};`)
    const fill = tables.flatMap(table =>
      site.admin.rows(table).map(row => {
        const columns = Object.keys(row).map(name => `\`${name}\``)
        const values = Object.values(row).map(value => (value === null ? 'NULL' : JSON.stringify(value)))
        return `INSERT INTO contrexx_${table} (${columns.join()}) VALUES (${values.join()});`
      })
    )
    await database.run(`SET FOREIGN_KEY_CHECKS = 0;\n${[...wipe, ...fill].join('\n')}`)
    return database
  }
  const compared = (rows: SiteRows | Record<string, Row[]>) =>
    Object.fromEntries(tables.map(table => [table, rows[table]]))

  it('is removed by the SQL: then every table is as before the enrolment', async () => {
    const { id } = await bed.enrolled('Bern', site)
    const { sql } = await bed.call('sites.remove', { siteId: id })
    const database = await transplanted()
    await database.run(sql!)
    expect(compared(await database.rows())).toEqual(compared(fresh))
  })

  it('gets the options back that a data source had before', async () => {
    const identifier = managementSources.find(({ kind }) => kind === 'grant')!.identifier
    const source = site.admin.rows('core_data_source').find(row => row['identifier'] === identifier)!
    fresh['core_data_source']!.push({ ...source, options: 'a:0:{}' })
    site.admin.sql({
      insert: 'core_module_sync_id_mapping',
      row: {
        foreign_host: 'rexxfleet.invalid',
        entity_type: 'RexxfleetFormerSource',
        foreign_id: `a:1:{i:0;s:${identifier.length}:"${identifier}";}`,
        local_id: 'a:1:{s:7:"options";s:6:"a:0:{}";}'
      }
    })
    const { id } = await bed.enrolled('Bern', site)
    const { sql } = await bed.call('sites.remove', { siteId: id })
    const database = await transplanted()
    await database.run(sql!)
    expect(compared(await database.rows())).toEqual(compared(fresh))
  })
})
