import { afterAll, describe, expect } from 'vitest'
import type { TestSite } from '../support/fleet.ts'
import { bedFor } from './bed.ts'
import { linkAnyway } from './edits.ts'
import { extent, scenario } from './extent.ts'
import { killAt, Workers } from './kill.ts'

/** A live link that was never seeded, with edits that wait for Cloudrexx's next push. */
const live = bedFor(
  [
    { name: 'Portal', events: 4 },
    { name: 'Town', events: 1 }
  ],
  async ({ program, sites }) => {
    const [portal, town] = [sites[0]!, sites[1]!]
    const wish = { primaryId: portal.id, replicaId: town.id, delivery: 'live' as const }
    const linkId = await linkAnyway(program, wish, ['calendar-category'])
    const id = Number(portal.double.admin.rows('module_calendar_category')[0]!['id'])
    await portal.double.admin.edit({ operation: 'update', model: 'Category', id, fields: { pos: 71 } })
    return [linkId]
  }
)

const workers = new Workers()
afterAll(() => workers.close())

const receiver = ({ double }: TestSite): unknown[] =>
  double.admin.rows('core_module_sync_host').map(row => [row['active'], row['state']])
const changes = ({ double }: TestSite): number => double.admin.rows('core_module_sync_change').length

describe('a receiver that is paused while its replica is seeded', () => {
  for (let number = 1; number <= extent(3, 40); number++)
    scenario(`is put back after the program was killed, at point ${number}`, async chance => {
      const bed = await live({ closed: true })
      const doubles = bed.fleet.sites.map(({ double }) => double)
      for (const { faults } of doubles) faults.latency(6)
      expect([receiver(bed.primary), changes(bed.primary) > 0]).toEqual([[[1, 0]], true])
      const { dataDirectory } = bed.fleet
      const point = { request: 6 + chance.below(34), delayMs: chance.below(3) * 6 }
      await killAt(await workers.take({ dataDirectory, linkId: bed.linkId }), doubles, point)
      const program = await bed.fleet.reopen()
      for (const run of await program.call('runs.list', {}))
        expect((await bed.finish(run)).state).toBe('done')
      await bed.untilInStep()
      expect([receiver(bed.primary), changes(bed.primary)]).toEqual([[[1, 0]], 0])
      await bed.expectAllIsWell()
    })
})
