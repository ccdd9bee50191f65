import { atLeast, atMost, type Bench } from '../figure.ts'
import { openBenchFleet } from '../support/bench-fleet.ts'
import { watchDatabaseTime } from '../support/database-time.ts'
import { pushCloudrexxWay } from '../support/own-way.ts'
import { sync } from '../../support/fleet.ts'

const entities = Number(process.env['BENCH_ENTITIES'] ?? 10_000)
const latencyMs = 50
const atOnce = 4
const ownWay = 300

/** The first sync of a link, against what the latency allows, against Cloudrexx's own push, and what its journal costs. */
export const firstSync: Bench = {
  name: 'first-sync',
  async run() {
    const fleet = await openBenchFleet([{ name: 'primary', rewriteRules: entities }, { name: 'replica' }])
    try {
      const [linkId] = await fleet.link()
      await fleet.latency(latencyMs)
      const program = await fleet.open()
      const database = watchDatabaseTime()
      const run = await sync(program, linkId!)
      database.stop()
      await program.close()
      if (run.state !== 'done' || run.sent !== entities) throw new Error(`the run ended ${run.state}`)
      const rate = (entities / run.durationMs) * 1_000
      const own = await pushCloudrexxWay(fleet.sites[1]!, ownWay)
      const bound = (atOnce / latencyMs) * 1_000
      return {
        figures: [
          atLeast(
            `first sync of ${entities} entities, ${latencyMs} ms, ${atOnce} at once`,
            rate,
            'entities/s',
            bound,
            0.9
          ),
          atLeast('first sync against Cloudrexx’s own way', rate, 'entities/s', own, 3.6),
          atMost(
            'journal: share of the first sync',
            database.milliseconds / 1_000,
            's',
            run.durationMs / 1_000,
            0.05
          )
        ],
        how: `a link of ${entities} redirects, nothing mapped yet; the whole run counts, from its start to its end: guards, comparison, pushes and reading back. Bound: ${atOnce} requests at a time, each as long as the double waits. Cloudrexx’s own way: ${ownWay} of the same pushes to the same double right afterwards, one at a time over a new connection each. Journal: all time that the process spent in SQLite during the run (intents, results, activity log, agreed states).`
      }
    } finally {
      await fleet.close()
    }
  }
}
