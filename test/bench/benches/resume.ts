import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { below, type Bench } from '../figure.ts'
import { openBenchFleet, type BenchSite } from '../support/bench-fleet.ts'

const entities = 20_000
const half = 10_000
const latencyMs = 50
const patienceMs = 15_000

/** A run that was killed in the middle, with requests on their way: how soon the next program goes on with it. */
export const resume: Bench = {
  name: 'resume',
  async run() {
    const fleet = await openBenchFleet([{ name: 'primary', rewriteRules: entities }, { name: 'replica' }])
    try {
      const [linkId] = await fleet.link()
      const replica = fleet.sites[1]!
      const first = begin('start', fleet.dataDirectory, linkId!)
      await arrived(replica, half)
      first.kill('SIGKILL')
      await once(first, 'exit')
      const done = await mapped(replica)
      await fleet.latency(latencyMs)
      await replica.double.clearLog()
      const second = begin('resume', fleet.dataDirectory, linkId!)
      const [line] = (await once(createInterface(second.stdout!), 'line')) as [string]
      const begun = (JSON.parse(line) as { start: number }).start
      const push = await firstPush(replica)
      second.kill('SIGKILL')
      await once(second, 'exit')
      return {
        figures: [
          below(
            `resume of a run with half of ${entities} items done, to the first new request`,
            (push - begun) / 1_000,
            's',
            2
          )
        ],
        how: `a first sync of ${entities}, killed (SIGKILL) once ${half} had arrived (${done} had when it was gone); then ${latencyMs} ms latency, and a new program resumes it. From that call to the first push of an entity that had not been sent, by the double’s log: both sites looked at, ${done} mappings read, unknown items settled by their mappings.`
      }
    } finally {
      await fleet.close()
    }
  }
}

function begin(way: 'start' | 'resume', dataDirectory: string, linkId: string): ChildProcess {
  const script = join(import.meta.dirname, '../support/begin-process.ts')
  return spawn(process.execPath, [script, way, dataDirectory, linkId], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
}

async function mapped(replica: BenchSite): Promise<number> {
  const rows = await replica.double.rows('core_module_sync_id_mapping')
  return rows.filter(row => row['foreign_host'] === 'primary.example').length
}

async function arrived(replica: BenchSite, count: number): Promise<void> {
  while ((await mapped(replica)) < count) await wait(500)
}

/** When the first push came, in milliseconds since 1970. */
async function firstPush(replica: BenchSite): Promise<number> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await wait(200)) {
    const { requests } = await replica.double.log()
    const push = requests.find(({ method, face }) => method === 'PUT' && face === 'sync')
    if (push) return Date.parse(push.at)
  }
  throw new Error('nothing was sent')
}
