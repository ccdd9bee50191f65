import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import {
  apply,
  linkUp,
  openFleet,
  rewriteRule,
  rules,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

function addMapping({ double }: TestSite, sender: TestSite, foreign: string, local: string): void {
  double.admin.sql({
    insert: 'core_module_sync_id_mapping',
    row: {
      foreign_host: sender.double.mainDomain,
      entity_type: rewriteRule,
      foreign_id: `a:1:{i:0;s:${foreign.length}:"${foreign}";}`,
      local_id: `a:1:{s:2:"id";s:${local.length}:"${local}";}`
    }
  })
}

async function open(): Promise<[TestSite, TestSite]> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 4 },
    { name: 'Town', rewriteRules: 3 }
  ])
  return [fleet.sites[0]!, fleet.sites[1]!]
}

async function linkBothWays(portal: TestSite, town: TestSite): Promise<string> {
  const { program } = fleet
  const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'], bothWays: true }
  const plan = await program.call('links.plan', wish)
  expect((await apply(program, plan.id)).failure).toBeNull()
  return plan.linkId!
}

async function syncAll(linkId: string): Promise<void> {
  for (const { id } of await fleet.program.call('runs.start', { linkIds: [linkId], confirmOverwrites: true }))
    expect(await runEnded(fleet.program, id)).toMatchObject({ state: 'done' })
}

async function deregister(linkId: string, keepData: boolean): Promise<void> {
  const plan = await fleet.program.call('links.planDeregister', { linkId, keepData, includeEdited: true })
  const gone = await apply(fleet.program, plan.id, plan.confirmation.expected ?? undefined)
  expect(gone.failure).toBeNull()
}

async function purge(site: TestSite, flushReplicas: boolean): Promise<void> {
  const wish = { siteId: site.id, flushReplicas, includeEdited: true }
  const plan = await fleet.program.call('links.planPurge', wish)
  expect((await apply(fleet.program, plan.id, site.name)).failure).toBeNull()
}

/** How a pair comes to mappings of which nobody knows who made the entity. */
const unknownOrigins: Readonly<Record<string, (portal: TestSite, town: TestSite) => Promise<void>>> = {
  'a pair that was forgotten with its data, and made again': async (portal, town) => {
    const first = await linkBothWays(portal, town)
    await syncAll(first)
    await deregister(first, true)
    await linkBothWays(portal, town)
  },
  'the same after a run that agreed upon what it found': async (portal, town) => {
    const first = await linkBothWays(portal, town)
    await syncAll(first)
    await deregister(first, true)
    await syncAll(await linkBothWays(portal, town))
  },
  'mappings that somebody wrote by hand, on both sides': async (portal, town) => {
    const linkId = await linkBothWays(portal, town)
    await syncAll(linkId)
    const row = { ...rules(portal)[0]!, id: 900, order_no: 900 }
    for (const site of [portal, town]) site.double.admin.sql({ insert: 'core_rewrite_rule', row })
    addMapping(town, portal, '900', '900')
    addMapping(portal, town, '900', '900')
  }
}

describe.each(Object.entries(unknownOrigins))('a pair with %s', (_name, prepare) => {
  for (const [at, twin] of ['the first twin', 'the second twin'].entries()) {
    for (const flushReplicas of [false, true]) {
      it(`keeps every original on both sites when ${twin} is purged${flushReplicas ? ' with its replicas' : ''}`, async () => {
        const [portal, town] = await open()
        const originals = [rules(portal), rules(town)]
        await prepare(portal, town)
        for (const [number, site] of [portal, town].entries())
          originals[number]!.push(...rules(site).filter(({ id }) => id === 900))
        await purge([portal, town][at]!, flushReplicas)
        expectOriginals([portal, town], originals)
      })
    }
  }
})

const bothSites = (portal: TestSite, town: TestSite, purged: number): [TestSite, TestSite] =>
  purged === 0 ? [portal, town] : [town, portal]

function expectOriginals(sites: readonly TestSite[], originals: readonly object[][]): void {
  for (const [number, site] of sites.entries())
    expect(rules(site)).toEqual(expect.arrayContaining(originals[number]!))
}

describe('what is left with the other twin', () => {
  for (const [at, twin] of ['first', 'second'].entries()) {
    it(`of a purge does not cost it an original when both are linked again, one way, and flushed (the ${twin} was purged)`, async () => {
      const [portal, town] = await open()
      const originals = [rules(portal), rules(town)]
      await syncAll(await linkBothWays(portal, town))
      const [purged, other] = bothSites(portal, town, at)
      await purge(purged, false)
      const linkId = await linkUp(fleet.program, purged.id, other.id)
      const run = await sync(fleet.program, linkId, { confirmOverwrites: true, allowRemovals: 100 })
      expect(run).toMatchObject({ state: 'done', counts: { delete: 0 } })
      await deregister(linkId, false)
      expectOriginals([portal, town], originals)
    })

    it(`of a pair that was forgotten with its data does not either (the ${twin} becomes the primary first)`, async () => {
      const [portal, town] = await open()
      const originals = [rules(portal), rules(town)]
      const pair = await linkBothWays(portal, town)
      await syncAll(pair)
      await deregister(pair, true)
      const before = [portal, town].map(stateOf)
      const [primary, replica] = bothSites(portal, town, at)
      for (const [from, to] of [
        [primary, replica],
        [replica, primary]
      ] as const) {
        const linkId = await linkUp(fleet.program, from.id, to.id)
        expect(await sync(fleet.program, linkId, { confirmOverwrites: true })).toMatchObject({
          state: 'done'
        })
        await deregister(linkId, false)
        expectOriginals([portal, town], originals)
        // Both mappings of each pair were there before these links, and tell that either entity may be an original.
        expect([portal, town].map(stateOf)).toEqual(before)
      }
    })

    it(`of a deregistration by force does not, when the site that was away is back (the ${twin} was away)`, async () => {
      const [portal, town] = await open()
      const originals = [rules(portal), rules(town)]
      const first = await linkBothWays(portal, town)
      await syncAll(first)
      await deregister(first, true)
      const linkId = await linkBothWays(portal, town)
      const [away] = bothSites(portal, town, at)
      away.double.faults.maintenance(true)
      const forced = await fleet.program.call('links.planDeregister', { linkId, force: true })
      const { failure } = await apply(fleet.program, forced.id, forced.confirmation.expected ?? undefined)
      expect(failure).toBeNull()
      away.double.faults.maintenance(false)
      await deregister(linkId, false)
      expectOriginals([portal, town], originals)
    })
  }
})
