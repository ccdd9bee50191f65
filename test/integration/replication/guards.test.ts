/** What stops a run before it reads an entity, with the reason, and without a write on either site. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openKeyStore } from '../../../src-main/adapters/keychain/open-key-store.ts'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { SiteSnapshot } from '../../../src-main/demo/site-double.ts'
import { addRule } from '../../faults/edits.ts'
import {
  linkUp,
  openFleet,
  passphrase,
  plantedKey,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
let linkId: string
let snapshots: SiteSnapshot[]

beforeAll(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  await sync(fleet.program, linkId)
  addRule(fleet.sites[0]!, 'later')
  snapshots = fleet.sites.map(({ double }) => double.snapshot())
})
afterAll(() => fleet.close())
afterEach(() => {
  for (const [at, { double }] of fleet.sites.entries()) {
    double.restore(snapshots[at]!)
    double.faults.clear()
    double.log.clear()
  }
})

const mapping = 'core_module_sync_id_mapping'
const key = 'core_module_data_access_apikey'

/** The row by which the site is known again. */
function marker({ double }: TestSite): { readonly id: number; readonly uuid: string } {
  const row = double.admin.rows(mapping).find(one => one['foreign_host'] === 'rexxfleet.invalid')!
  return { id: Number(row['id']), uuid: /"([0-9a-f-]{20,})"/.exec(String(row['local_id']))![1]! }
}

const troubles: readonly (readonly [name: string, code: string, make: (site: TestSite) => void])[] = [
  [
    'whose management key was changed',
    'site-refused',
    ({ double, key: api_key }) => {
      double.admin.sql({ update: key, set: { api_key: plantedKey('x') }, where: { api_key } })
    }
  ],
  [
    'whose management key was taken away',
    'site-refused',
    ({ double, key: api_key }) => {
      const [{ id } = { id: 0 }] = double.admin.rows(key).filter(row => row['api_key'] === api_key)
      const grants = 'core_module_data_access_data_access_apikey'
      double.admin.sql({ delete: grants, where: { api_key_id: id! } })
      double.admin.sql({ delete: key, where: { id: id! } })
    }
  ],
  [
    'without its marker',
    'site-marker-differs',
    site => site.double.admin.sql({ delete: mapping, where: { id: marker(site).id } })
  ],
  [
    'with the marker of another profile',
    'site-marker-differs',
    site => {
      const { id, uuid } = marker(site)
      const other = uuid.replace(/^./, one => (one === '0' ? '1' : '0'))
      const row = site.double.admin.rows(mapping).find(one => one['id'] === id)!
      const set = Object.fromEntries(
        ['foreign_id', 'local_id'].map(name => [name, String(row[name]).replace(uuid, other)])
      )
      site.double.admin.sql({ update: mapping, set, where: { id } })
    }
  ],
  ['in maintenance', 'site-maintenance', ({ double }) => double.faults.maintenance(true)]
]

const writes = (): string[] =>
  fleet.sites.flatMap(({ name, double }) =>
    double.log.requests
      .filter(({ method }) => !['GET', 'OPTIONS'].includes(method))
      .map(({ method, path }) => `${name} ${method} ${path}`)
  )

describe.each(['primary', 'replica'] as const)('a %s', role => {
  const site = (): TestSite => fleet.sites[role === 'primary' ? 0 : 1]!

  it.each(troubles)('%s stops the run with %s', async (_name, code, make) => {
    make(site())
    for (const { double } of fleet.sites) double.log.clear()
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'stopped',
      sent: 0,
      reason: { code, message: expect.any(String) as string }
    })
    expect(writes()).toEqual([])
  })

  it('whose management key is no longer in the key store stops the run with key-missing', async () => {
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const { keyRef } = store.sites.get(site().id)!
    store.close()
    const wish = { dataDirectory: fleet.dataDirectory, passphrase: async () => passphrase, preferVault: true }
    await (await openKeyStore(wish)).remove(keyRef)
    const program = await fleet.reopen()
    for (const { double } of fleet.sites) double.log.clear()
    expect(await sync(program, linkId)).toMatchObject({
      state: 'stopped',
      reason: { code: 'key-missing' },
      sent: 0
    })
    expect(writes()).toEqual([])
    await program.call('sites.provideKey', { siteId: site().id, key: site().key })
    expect((await sync(program, linkId)).state).toBe('done')
  })
})
