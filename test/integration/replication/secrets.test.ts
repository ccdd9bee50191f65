import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { apply, linkUp, openFleet, plantedKey, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/** Where a key could hide: as it is, or in the ways in which text is usually wrapped. */
function disguises(key: string): Buffer[] {
  return [
    key,
    Buffer.from(key).toString('base64').slice(0, 40),
    Buffer.from(key).toString('hex'),
    encodeURIComponent(key)
  ].map(text => Buffer.from(text))
}

describe('keys', () => {
  it('are nowhere but in the key store and on the sites: not on disk, and not across the contract', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 6 }, { name: 'Town' }])
    const { sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const foreign = plantedKey('z')
    town.double.admin.sql({ insert: 'core_module_data_access_apikey', row: { api_key: foreign } })
    town.double.admin.sql({
      insert: 'core_module_sync_host',
      row: {
        host: 'stranger.example',
        active: 0,
        api_key: foreign,
        api_version: 1,
        url_template: `https://[[HOST]]/x?apikey=${foreign}`,
        state: 2,
        last_update: '2026-01-01 00:00:00'
      }
    })

    const crossed: unknown[] = []
    const stop = fleet.program.listen(message => {
      crossed.push(message)
      // What nobody should do: throw a key at the log.
      throw new Error(`lost ${portal.key} on the way, apikey=${town.key}`)
    })
    const ask = async (name: string, input: unknown): Promise<unknown> => {
      const answer = await fleet.program.invoke(name, input)
      crossed.push(answer)
      return answer
    }

    const linkId = await linkUp(fleet.program, portal.id, town.id)
    // Everything that can go wrong with a site's answer, while keys are in every request.
    town.double.faults.add({
      kind: 'status',
      status: 500,
      match: { method: 'PUT', nth: 2 },
      body: `boom ${portal.key}`
    })
    town.double.faults.add({ kind: 'html', match: { method: 'PUT', nth: 4 } })
    await sync(fleet.program, linkId)
    town.double.faults.clear()
    portal.double.admin.database('down')
    await sync(fleet.program, linkId)
    await ask('sites.check', {})
    portal.double.admin.database('up')
    const [run] = await fleet.program.call('runs.list', { linkId })
    await ask('runs.start', { linkIds: [linkId] })
    await ask('sites.provideKey', { siteId: town.id, key: 'too-short' })
    await ask('sites.script', { siteId: town.id })
    for (const call of [
      'sites.list',
      'links.list',
      'topology.get',
      'app.info',
      'settings.get',
      'activity.list'
    ]) {
      await ask(call, {})
    }
    await ask('runs.list', {})
    await ask('workflows.list', {})
    await ask('runs.items', { runId: run!.id })
    await ask('sites.checkEnrolment', { siteId: town.id })
    await ask('drift.check', { linkIds: [linkId] })
    await expect
      .poll(async () => (await fleet.program.call('links.show', { linkId })).status)
      .not.toBe('running')
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    await apply(fleet.program, plan.id, 'Town')
    stop()
    await fleet.program.close()

    const linkKeys = new Set(
      town.double.log.requests.flatMap(({ path }) => /apikey=([A-Za-z0-9]{32})/.exec(path)?.[1] ?? [])
    )
    const keys = new Set([portal.key, town.key, foreign, ...linkKeys])
    expect(keys.size).toBeGreaterThanOrEqual(4)
    const wire = Buffer.from(inspect(crossed, { depth: 20, maxArrayLength: null, maxStringLength: null }))
    const files = filesUnder(fleet.dataDirectory).filter(file => statSync(file).size > 0)
    expect(files.some(file => file.endsWith('rexxfleet.db'))).toBe(true)
    expect(files.some(file => file.endsWith('rexxfleet.log'))).toBe(true)
    expect(wire.length).toBeGreaterThan(10_000)
    for (const key of keys) {
      for (const disguise of disguises(key)) {
        expect(wire.includes(disguise), 'across the contract').toBe(false)
        for (const file of files) expect(readFileSync(file).includes(disguise), file).toBe(false)
      }
    }
  })
})
