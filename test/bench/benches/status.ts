import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Program } from '../../../src-main/contract/door.ts'
import { inWindow } from '../../../src-main/core/shared/in-window.ts'
import { below, type Bench } from '../figure.ts'
import { openBenchProgram } from '../support/bench-fleet.ts'

const count = 200
const latencyMs = 100

interface ManySite {
  readonly url: string
  readonly key: string
  readonly mainDomain: string
}

/** How long an agency waits until it knows how all its sites are. */
export const status: Bench = {
  name: 'status',
  async run() {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-bench-'))
    const child = fork(join(import.meta.dirname, '../support/many-doubles.ts'), [String(count)])
    try {
      const [sites] = (await once(child, 'message')) as [ManySite[]]
      const program = await openBenchProgram(dataDirectory)
      await inWindow(sites, 8, site => add(program, site))
      await setLatency(child)
      const { list, first, all } = await look(program)
      await program.close()
      return {
        figures: [
          below(`status of ${count} sites, ${latencyMs} ms`, all / 1_000, 's', 3),
          {
            ...below('list of the sites drawn', list, 'ms', Math.round(first)),
            target: `before the first answer (${Math.round(first)} ms)`
          }
        ],
        how: `${count} enrolled sites in one process of their own. From the call to check all of them to the last answer; the list is asked for right after that call, and must be there before the first site has answered.`
      }
    } finally {
      child.disconnect()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  }
}

async function add(program: Program, { url, key, mainDomain }: ManySite): Promise<void> {
  const { id } = await program.call('sites.add', { name: mainDomain, address: url, mainDomain, key: 'given' })
  await program.call('sites.provideKey', { siteId: id, key })
  await program.call('sites.enrol', { siteId: id })
}

async function setLatency(child: ChildProcess): Promise<void> {
  const answered = once(child, 'message')
  child.send(latencyMs)
  await answered
}

/** Milliseconds to the list, to the first site's answer, and to the last. */
async function look(program: Program): Promise<{ list: number; first: number; all: number }> {
  const start = performance.now()
  const since = (): number => performance.now() - start
  let first = 0
  const stop = program.listen(({ name }) => {
    if (name === 'site.changed' && first === 0) first = since()
  })
  const checked = program.call('sites.check', {})
  const listed = (await program.call('sites.list', {})).length
  const list = since()
  const answers = await checked
  stop()
  const well = answers.filter(({ health }) => health.state === 'ok').length
  if (listed !== count || well !== count) throw new Error(`${well} of ${listed} sites are well`)
  return { list, first, all: since() }
}
