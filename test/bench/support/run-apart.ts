import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import type { BenchFleet } from './bench-fleet.ts'

/** A run in a process of its own; memory in bytes. */
export interface ApartRun {
  readonly run: RunView
  readonly start: number
  readonly peak: number
}

const script = join(import.meta.dirname, 'run-process.ts')

/** Runs a link in a process of its own, and fails where the run does not end well. */
export async function runApart(fleet: BenchFleet, linkId: string): Promise<ApartRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, fleet.dataDirectory, linkId])
  const ended = JSON.parse(stdout) as ApartRun
  if (ended.run.state !== 'done')
    throw new Error(`the run ended '${ended.run.state}': ${ended.run.reason?.message ?? ''}`)
  return ended
}
