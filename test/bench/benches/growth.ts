import { atMost, type Bench } from '../figure.ts'
import { openLinkedPair } from '../support/linked-pair.ts'
import { runApart } from '../support/run-apart.ts'

const [small, large] = [1_000, 100_000]
const repetitions = 3

/** What an entity costs when nothing changed: a large model must not be dearer than a small one. */
export const growth: Bench = {
  name: 'growth',
  async run() {
    const [few, many] = [await perEntity(small), await perEntity(large)]
    return {
      figures: [atMost(`nothing changed: time per entity at ${large} against ${small}`, many, 'µs', few, 1)],
      how: `runs on two doubles that are in step, without latency, the median of ${repetitions} after the first; the whole run counts, divided by its entities.`
    }
  }
}

async function perEntity(entities: number): Promise<number> {
  const { fleet, linkId } = await openLinkedPair(entities)
  try {
    await runApart(fleet, linkId)
    const times: number[] = []
    for (let count = 0; count < repetitions; count++) {
      times.push((await runApart(fleet, linkId)).run.durationMs)
    }
    return (times.sort((one, other) => one - other)[Math.floor(repetitions / 2)]! / entities) * 1_000
  } finally {
    await fleet.close()
  }
}
