/** What the page of a site and the activity log show, against real doubles: and that no key is in any of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkUp, openFleet, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet

beforeAll(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  const [portal, town] = fleet.sites
  await sync(fleet.program, await linkUp(fleet.program, portal!.id, town!.id))
})
afterAll(() => fleet.close())

describe('the inventory of a site', () => {
  it('tells endpoints, keys by their row, grants and mappings, and never a key', async () => {
    const town = fleet.sites[1]!
    const inventory = await fleet.program.call('sites.inventory', { siteId: town.id })
    expect(inventory.gaps).toEqual([])
    expect(inventory.endpoints.filter(({ own }) => own)).toHaveLength(11)
    expect(inventory.keys.filter(({ own }) => own)).toHaveLength(1)
    const links = inventory.keys.filter(({ own }) => !own)
    expect(links.flatMap(({ grants }) => grants.map(({ endpoint }) => endpoint))).toHaveLength(1)
    expect(inventory.mappings).toMatchObject([{ foreignHost: 'portal.example', count: 3 }])
    for (const { key } of fleet.sites) expect(JSON.stringify(inventory)).not.toContain(key)
  })

  it('says what could not be read instead of calling it empty', async () => {
    const portal = fleet.sites[0]!
    portal.double.faults.add({
      kind: 'status',
      status: 403,
      match: { pathIncludes: 'rexxfleet-idmapping' },
      times: 9
    })
    const inventory = await fleet.program.call('sites.inventory', { siteId: portal.id })
    expect(inventory.gaps.map(({ kind }) => kind)).toEqual(['idmapping'])
    expect(inventory.endpoints.length).toBeGreaterThan(10)
    portal.double.faults.clear()
  })
})

describe('the activity log', () => {
  it('is searched by site, actor, outcome, text and time', async () => {
    const { program, sites } = fleet
    const all = await program.call('activity.list', { limit: 1000 })
    const wish = { siteId: sites[1]!.id, actorKind: 'run', text: 'rewriterule', limit: 1000 } as const
    const runs = await program.call('activity.list', wish)
    expect(runs.map(({ request }) => request.method)).toEqual(['PUT', 'PUT', 'PUT'])
    expect(await program.call('activity.list', { ...wish, method: 'DELETE' })).toEqual([])
    expect(await program.call('activity.list', { text: 'REWRITERULE/2', actorKind: 'run' })).toHaveLength(1)
    expect(await program.call('activity.list', { outcome: 'failed' })).toEqual([])
    expect(await program.call('activity.list', { to: all.at(-1)!.at })).toEqual([])
  })

  it('goes to a file as CSV and JSON, as far as it is meant, without keys', async () => {
    const { program, sites, dataDirectory } = fleet
    const path = join(dataDirectory, 'activity.csv')
    const csv = await program.call('activity.export', {
      path,
      format: 'csv',
      actorKind: 'run',
      text: 'RewriteRule'
    })
    expect(csv).toEqual({ path, entries: 3 })
    const text = await readFile(path, 'utf8')
    expect(text.split('\r\n')).toHaveLength(5)
    expect(text).toContain('Town')
    const json = `${path}.json`
    await program.call('activity.export', { path: json, format: 'json' })
    const document = JSON.parse(await readFile(json, 'utf8')) as { format: string; entries: unknown[] }
    expect(document.format).toBe('rexxfleet-activity')
    expect(document.entries.length).toBeGreaterThan(10)
    for (const { key } of sites) expect(`${text}${JSON.stringify(document)}`).not.toContain(key)
    const again = await program.invoke('activity.export', { path, format: 'json' })
    expect(again.ok || again.error.code).toBe('file-unusable')
  })
})

it('limits are kept, and minded by the next requests', async () => {
  const { program, sites } = fleet
  await program.call('limits.set', { requestsPerSite: 1, sitesAtOnce: 2 })
  expect(await program.call('limits.get', {})).toEqual({ requestsPerSite: 1, sitesAtOnce: 2 })
  const checked = await program.call('sites.check', {})
  expect(checked.map(({ health }) => health.state)).toEqual(sites.map(() => 'ok'))
  const wrong = await program.invoke('limits.set', { requestsPerSite: 0, sitesAtOnce: 2 })
  expect(wrong.ok || wrong.error.code).toBe('invalid-input')
})
