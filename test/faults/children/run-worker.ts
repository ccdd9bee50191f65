/**
 * A program of its own that starts or resumes a run, to be killed in the middle. Says `ready` once it is loaded, then waits for a line of
 * JSON: where the data are, and what to do. So that a kill need not wait for a program to load, the next one can be started beforehand.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import { testOptions } from '../../support/fleet.ts'

/** `runId`: to be resumed. `linkId`: a run of it is started. */
export interface Order {
  readonly dataDirectory: string
  readonly linkId?: string
  readonly runId?: string
}

process.stdout.write('ready\n')
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string]
const { dataDirectory, linkId, runId } = JSON.parse(line) as Order
const program = await openProgram(testOptions(dataDirectory))
const runs =
  runId === undefined
    ? await program.call('runs.start', { linkIds: [linkId!] })
    : [await program.call('runs.resume', { runId })]
await Promise.all(runs.map(run => runEnded(program, run.id)))
await program.close()
process.exit(0)
