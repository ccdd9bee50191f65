import { afterEach, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { place, region } from '../../support/own-component.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const places = ({ double }: TestSite): Row[] => double.admin.rows('module_guide_place')

/** Its ids and those of its region are others on each site: what was agreed of a pair has to be told in the terms of either. */
it('what a site stores differently is no edit there, and its next edit comes home', async () => {
  fleet = await openFleet([
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ])
  const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const { program } = fleet
  for (const wish of [
    { name: region },
    { name: place, relations: [{ name: 'region', target: 'guide-region' }] }
  ]) {
    const look = await program.call('models.planAdd', { siteId: portal.id, ...wish })
    expect((await apply(program, look.id)).failure).toBeNull()
  }
  // What no three-byte table can hold (F37).
  const snapshot = structuredClone(portal.double.snapshot())
  Object.assign(snapshot.tables['module_guide_place']!.rows[0]!, { title: 'Hut 🏔' })
  portal.double.restore(snapshot)
  const ids = { primaryId: portal.id, replicaId: town.id }
  const plan = await program.call('links.plan', { ...ids, models: ['guide-place'], bothWays: true })
  expect((await apply(program, plan.id)).failure).toBeNull()
  const both = async (): Promise<RunView[]> => {
    const runs = await program.call('runs.start', { linkIds: [plan.linkId!] })
    return Promise.all(runs.map(run => runEnded(program, run.id)))
  }
  expect(await both()).toMatchObject([{ state: 'done' }, { state: 'done' }])
  expect(places(town)).toMatchObject([{ title: 'Hut ????' }])
  expect(places(town)[0]!['region_id']).not.toBe(places(portal)[0]!['region_id'])
  expect(await both()).toMatchObject([
    { state: 'done', sent: 0 },
    { state: 'done', sent: 0 }
  ])

  town.double.admin.sql({ update: 'module_guide_place', set: { height: 999 }, where: {} })
  expect(await both()).toMatchObject([
    { state: 'done', counts: { conflict: 0 } },
    { state: 'done', counts: { conflict: 0, update: 1 } }
  ])
  expect(places(portal)).toMatchObject([{ height: 999 }])
})
