import { below, type Bench } from '../figure.ts'
import { changeRules, openLinkedPair } from '../support/linked-pair.ts'
import { runApart } from '../support/run-apart.ts'

const entities = Number(process.env['BENCH_ENTITIES'] ?? 400_000)

/** The run with few changes on a model four times as large: memory must hardly grow. */
export const largeMemory: Bench = {
  name: 'large-memory',
  async run() {
    const pair = await openLinkedPair(entities, 30)
    try {
      await runApart(pair.fleet, pair.linkId)
      await changeRules(pair, entities, 100)
      await pair.fleet.latency(420)
      const { start, peak } = await runApart(pair.fleet, pair.linkId)
      return {
        figures: [
          below(`memory of the run of ${entities}, peak over start`, (peak - start) / 2 ** 20, 'MB', 170)
        ],
        how: `as the memory of the run of 100,000, on the same doubles.`
      }
    } finally {
      await pair.fleet.close()
    }
  }
}
