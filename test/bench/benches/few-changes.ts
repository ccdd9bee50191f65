import { atMost, below, type Bench } from '../figure.ts'
import { bareLoop, pagesOf } from '../support/bare-loop.ts'
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
      const pages = await Promise.all(
        [primary, replica].map(async site => ({ site, pages: await pagesOf(site) }))
      )
      const bare = await bareLoop(pages)
      const pushes = await pushBarely(replica, primary.mainDomain, changed, atOnce)
      const least = 3 * Math.ceil(entities / pageSize)
      const name = `${changes} changes among ${entities}`
      return {
        figures: [
          below(`${name}: requests`, run.requests, 'requests', 2 * least + changes),
          atMost(`${name}: time against a bare loop`, run.durationMs / 1_000, 's', bare / 1_000, 1.2),
          atMost(
            `${name}: time against a bare loop that also sends`,
            run.durationMs / 1_000,
            's',
            (bare + pushes) / 1_000,
            1.2
          ),
          below(`memory of the run of ${entities}, peak over start`, (peak - start) / megabyte, 'MB', 150)
        ],
        how: `two doubles with the same ${entities} redirects, all mapped and agreed; ${changes} were edited on the primary. Each answer takes ${latencyMs / 1_000} s and ${rowMicros} µs a row (F39), each push ${latencyMs / 1_000} s. Requests: pages of ${pageSize} of both sides and of the mappings, twice, and one for each change. The bare loop asks for the very pages that the run asked for (${pages.map(one => one.pages.length).join(' + ')}), one after the other on each site and both sites at the same time as the run does, and parses them; it sends nothing. The ${changes} pushes, ${atOnce} at once, took ${(pushes / 1_000).toFixed(1)} s by themselves. Memory: the program in a process of its own, resident memory at its peak (the kernel’s count) over that right before the run, garbage collected.`
      }
    } finally {
      await fleet.close()
    }
  }
}
