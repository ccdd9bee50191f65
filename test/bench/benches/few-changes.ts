import { atMost, below, type Bench } from '../figure.ts'
import { bareLoop, chainsOf, plainChain, plainLoop } from '../support/bare-loop.ts'
import { changeRules, openLinkedPair } from '../support/linked-pair.ts'
import { pushBarely } from '../support/own-way.ts'
import { runApart } from '../support/run-apart.ts'

const entities = Number(process.env['BENCH_ENTITIES'] ?? 100_000)
const changes = 100
const latencyMs = 420
const rowMicros = 30
const pageSize = 2_000
const atOnce = 4
const megabyte = 2 ** 20

/** A run that finds little to do on a large model: what it asks, how long it takes, and how much memory. */
export const fewChanges: Bench = {
  name: 'few-changes',
  async run() {
    const pair = await openLinkedPair(entities, rowMicros)
    const { fleet, linkId, primary, replica } = pair
    try {
      // Everything is agreed from here on.
      await runApart(fleet, linkId)
      const changed = await changeRules(pair, entities, changes)
      await fleet.latency(latencyMs)
      for (const { double } of fleet.sites) await double.clearLog()
      const { run, start, peak } = await runApart(fleet, linkId)
      if (run.sent !== changes) throw new Error(`${run.sent} changes were sent`)
      const sides = [primary, replica]
      const chains = (await Promise.all(sides.map(chainsOf))).flat()
      const plain = await plainLoop(await Promise.all(sides.map(site => plainChain(site, pageSize))))
      const same = await bareLoop(chains)
      const pushes = await pushBarely(replica, primary.mainDomain, changed, atOnce)
      const least = 3 * Math.ceil(entities / pageSize)
      const name = `${changes} changes among ${entities}`
      const seconds = run.durationMs / 1_000
      const asked = chains.reduce((sum, { paths }) => sum + paths.length, 0)
      return {
        figures: [
          below(`${name}: requests`, run.requests, 'requests', 2 * least + changes),
          atMost(`${name}: time against a plain loop`, seconds, 's', plain.milliseconds / 1_000, 1.2),
          atMost(`${name}: time against its own pages alone`, seconds, 's', same / 1_000, 1.2),
          atMost(
            `${name}: time against its own pages and pushes alone`,
            seconds,
            's',
            (same + pushes) / 1_000,
            1.2
          ),
          below(`memory of the run of ${entities}, peak over start`, (peak - start) / megabyte, 'MB', 150)
        ],
        how: `two doubles with the same ${entities} redirects, all mapped and agreed; ${changes} were edited on the primary. Each answer takes ${latencyMs / 1_000} s and ${rowMicros} µs a row (F39), each push ${latencyMs / 1_000} s. Requests: pages of ${pageSize} of both sides and of the mappings, twice, and one for each change. The plain loop reads the same lists as a plain program does: pages of ${pageSize} by their ids, one request at a time on each site, both sites at the same time, ${plain.pages} pages in all; it parses them, and compares and sends nothing. The run’s own pages: the very ${asked} list requests that it made, those of one list one after the other and the lists at the same time, parsed and forgotten. The ${changes} pushes, ${atOnce} at once, took ${(pushes / 1_000).toFixed(1)} s by themselves. Memory: the program in a process of its own, resident memory at its peak (the kernel’s count) over that right before the run, garbage collected.`
      }
    } finally {
      await fleet.close()
    }
  }
}
