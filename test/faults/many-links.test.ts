import { describe, expect } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { runEnded, workflowEnded } from '../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../src-main/contract/run-shapes.ts'
import { apply, linkUp, sync, type TestSite } from '../support/fleet.ts'
import { bedFor, type Bed } from './bed.ts'
import { calendarToSync, rulesToSync } from './beds.ts'
import { linkAnyway } from './edits.ts'
import { extent, scenario } from './extent.ts'
import { isPush, spoil } from './spoil.ts'

const rounds = extent(1, 6)
const toSync = rulesToSync()
const calendar = calendarToSync(5)

const fanOut = bedFor(
  [
    { name: 'Portal', rewriteRules: 25 },
    { name: 'Town', rewriteRules: 2 },
    { name: 'Village', rewriteRules: 1 },
    { name: 'Hamlet' }
  ],
  async ({ program, sites: [portal, ...replicas] }) => {
    const links: string[] = []
    for (const replica of replicas) links.push(await linkUp(program, portal!.id, replica.id))
    return links
  }
)

const queue = bedFor(
  [
    { name: 'Portal', rewriteRules: 12 },
    { name: 'Town', rewriteRules: 2 }
  ],
  async ({ program, sites }) => {
    const wish = { primaryId: sites[0]!.id, replicaId: sites[1]!.id, delivery: 'queue' as const }
    const linkId = await linkAnyway(program, wish)
    await sync(program, linkId)
    return [linkId]
  }
)

const changes = ({ double }: TestSite): number => double.admin.rows('core_module_sync_change').length

describe('many links, and runs that do not go straight on', () => {
  for (let round = 1; round <= rounds; round++) {
    scenario(`a fan-out where one replica is bad serves the others (${round})`, async chance => {
      const bed = await fanOut()
      const bad = 1 + chance.below(3)
      const site = bed.fleet.sites[bad]!
      const fault = chance.pick([
        { kind: 'status', status: 403 },
        { kind: 'cut' },
        { kind: 'html' },
        { kind: 'slow', ms: 150 }
      ] as const)
      spoil(site, fault, chance, { share: 0.6, most: Infinity })
      const runs = await bed.program.call('runs.start', { linkIds: [...bed.linkIds] })
      const ended = await Promise.all(runs.map(({ id }) => runEnded(bed.program, id)))
      for (const [at, run] of ended.entries()) if (at + 1 !== bad) expect(run.state).toBe('done')
      site.double.faults.clear()
      for (const run of ended) await bed.finish(run)
      await bed.untilInStep()
      await bed.expectAllIsWell()
    })

    scenario(`a queue is delivered to its end through a bad network (${round})`, async chance => {
      const bed = await queue()
      const { admin } = bed.primary.double
      for (let edit = 0; edit < 8; edit++) {
        const id = 3 + chance.below(10)
        await admin.edit({ operation: 'update', model: 'RewriteRule', id, fields: { orderNo: 300 + edit } })
      }
      await admin.edit({ operation: 'delete', model: 'RewriteRule', id: 1 })
      const made = {
        regularExpression: '/^made$/',
        orderNo: 5,
        rewriteStatusCode: '301',
        continueOnMatch: false
      }
      await admin.edit({ operation: 'create', model: 'RewriteRule', fields: made })
      expect(changes(bed.primary)).toBeGreaterThan(4)
      for (const kind of ['cut', 'lost-answer'] as const) {
        spoil(bed.replica, { kind }, chance, { share: 0.2, most: 3, fits: isPush })
        spoil(bed.primary, { kind }, chance, {
          share: 0.1,
          most: 2,
          fits: (_method, path) => path.includes('rexxfleet-')
        })
      }
      const run = await bed.run()
      for (const { double } of bed.fleet.sites) double.faults.clear()
      await bed.finish(run)
      await bed.untilInStep()
      expect(changes(bed.primary)).toBe(0)
      expect(admin.rows('core_module_sync_host').map(row => [row['active'], row['state']])).toEqual([[1, 2]])
      await bed.expectAllIsWell()
    })

    scenario(
      `a run that is cancelled again and again, with a bad network, gets there (${round})`,
      async chance => {
        const bed = await (round % 2 === 0 ? calendar : toSync)()
        bed.replica.double.faults.latency(4)
        spoil(bed.replica, { kind: 'lost-answer' }, chance, { share: 0.1, most: 4, fits: isPush })
        spoil(bed.replica, { kind: 'cut' }, chance, { share: 0.1, most: 4, fits: isPush })
        let run: RunView = (await bed.program.call('runs.start', { linkIds: [bed.linkId] }))[0]!
        for (let cancels = 0; cancels < 3; cancels++) {
          await afterRequests(bed, 1 + chance.below(15))
          await bed.program.call('runs.cancel', { runId: run.id })
          run = await runEnded(bed.program, run.id)
          if (!['cancelled', 'stopped'].includes(run.state)) break
          await bed.program.call('runs.resume', { runId: run.id })
        }
        run = await runEnded(bed.program, run.id)
        bed.replica.double.faults.clear()
        bed.replica.double.faults.latency(0)
        expect((await bed.finish(run)).state).toBe('done')
        await bed.expectAllIsWell()
      }
    )
  }

  scenario('failed items are retried, and only these', async () => {
    const bed = await toSync()
    const refused = [22, 25, 30].map(id => `/RewriteRule/${id}?`)
    bed.replica.double.faults.add({
      kind: 'status',
      status: 400,
      times: Infinity,
      match: (method, path) => isPush(method, path) && refused.some(one => path.includes(one))
    })
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'partly', counts: { failed: 3 } })
    await bed.expectAllIsWell({ reported: 3 })
    bed.replica.double.faults.clear()
    bed.replica.double.log.clear()
    await bed.program.call('runs.retry', { runId: run.id })
    expect(await runEnded(bed.program, run.id)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    const pushed = bed.replica.double.log.requests
      .filter(({ face }) => face === 'sync')
      .map(({ id }) => Number(id))
    expect(pushed.sort((one, other) => one - other)).toEqual([22, 25, 30])
    await bed.expectAllIsWell()
  })

  scenario(
    'a set-up whose answers are lost leaves one of everything, and its undoing nothing',
    async chance => {
      const bed = await toSync()
      const [portal, town] = [bed.primary, bed.replica]
      const plan = await bed.program.call('links.planDeregister', { linkId: bed.linkId })
      expect((await apply(bed.program, plan.id, 'Town')).failure).toBeNull()
      const rows = (): number[] =>
        [portal, town].flatMap(({ double }) =>
          ['core_data_source', 'core_module_data_access', 'core_module_data_access_apikey'].map(
            table => double.admin.rows(table).length
          )
        )
      const before = rows()
      for (const site of [portal, town])
        spoil(site, { kind: 'lost-answer' }, chance, { share: 0.15, most: 3 })
      const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'] }
      const again = await bed.program.invoke('links.plan', wish)
      if (!again.ok) return
      const { id: workflowId } = again.data as { id: string }
      let ended = await apply(bed.program, workflowId)
      for (const { double } of [portal, town]) double.faults.clear()
      for (let tries = 0; tries < 4 && ended.state !== 'applied'; tries++) {
        const goesOn = workflowEnded(bed.program, workflowId)
        await bed.program.call('workflows.resume', { workflowId })
        ended = await goesOn
      }
      expect(ended.failure).toBeNull()
      const grown = rows().map((count, at) => count - before[at]!)
      expect(Math.max(...grown)).toBeLessThanOrEqual(1)
      expect((await bed.run({ linkIds: [ended.linkId!] })).state).toBe('done')
      await bed.expectAllIsWell()
    }
  )
})

async function afterRequests({ fleet }: Bed, count: number): Promise<void> {
  const seen = (): number => fleet.sites.reduce((sum, { double }) => sum + double.log.requests.length, 0)
  const target = seen() + count
  for (let looks = 0; looks < 400 && seen() < target; looks++) await pause(2)
}
