import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { atLeast, below, type Bench } from '../figure.ts'
import { pagesOf } from '../support/bare-loop.ts'
import { openBenchFleet } from '../support/bench-fleet.ts'

const entities = 1_000
const replicas = 20
const latencyMs = 200
const atOnce = 4

/** One primary and many replicas, all run together. */
export const fanOut: Bench = {
  name: 'fan-out',
  async run() {
    const names = Array.from({ length: replicas }, (_, at) => ({ name: `replica-${at + 1}` }))
    const fleet = await openBenchFleet([{ name: 'primary', rewriteRules: entities }, ...names])
    try {
      const linkIds = await fleet.link()
      await fleet.latency(latencyMs)
      const primary = fleet.sites[0]!
      await primary.double.clearLog()
      const program = await fleet.open()
      const start = performance.now()
      const runs = await program.call('runs.start', { linkIds })
      const ended = await Promise.all(runs.map(run => runEnded(program, run.id)))
      const seconds = (performance.now() - start) / 1_000
      await program.close()
      const sent = ended.reduce((sum, run) => sum + run.sent, 0)
      if (sent !== entities * replicas) throw new Error(`${sent} entities were sent`)
      const pages = (await pagesOf(primary)).filter(({ endpoint }) => endpoint === 'RewriteRule')
      const { requests } = await primary.double.log()
      const values = requests.filter(({ path }) => decodeURIComponent(path).includes('[in]=')).length
      const bound = (replicas * atOnce * 1_000) / latencyMs
      const name = `fan-out of ${entities} entities to ${replicas} replicas, ${latencyMs} ms, ${atOnce} at once each`
      return {
        figures: [
          atLeast(name, sent / seconds, 'entities/s', bound, 0.85),
          below(
            'fan-out: page requests to the primary, for all replicas together',
            pages.length,
            'requests',
            2
          )
        ],
        how: `first syncs of ${replicas} links of one primary, started by one call; from the call to the end of the last run. Bound: ${replicas} times ${atOnce} requests at a time. The primary’s pages are counted in its own log: one with all entities and the empty one that proves the end; their values were asked for by id in ${values} requests, once for all replicas.`
      }
    } finally {
      await fleet.close()
    }
  }
}
