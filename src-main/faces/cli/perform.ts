/** Runs one command from its options to its exit code. */
import { resolve } from 'node:path'
import type { Program } from '../../contract/door.ts'
import { defaultDataDirectory } from '../data-directory.ts'
import { exitCodes } from './exit-codes.ts'
import { asFailure, type Outcome } from './outcome.ts'
import { passphraseOptions } from './passphrase.ts'
import type { Bench, GlobalOptions, Session } from './session.ts'
import { orStopped, stopFailure } from './stopped.ts'
import type { World } from './world.ts'

export interface ParsedGlobals {
  dataDir?: string
  json?: boolean
  yes?: boolean
}

export function globalOptions(parsed: ParsedGlobals, world: World): GlobalOptions {
  return {
    dataDirectory: resolve(parsed.dataDir ?? defaultDataDirectory(world.env)),
    json: parsed.json ?? false,
    yes: parsed.yes ?? false
  }
}

export function openFor(bench: Bench, startedBy: 'terminal' | 'window'): Promise<Program> {
  return bench.world.openProgram({
    dataDirectory: bench.options.dataDirectory,
    startedBy,
    // Whatever shows a window stays open, and so looks after the schedules.
    schedules: startedBy === 'window',
    ...passphraseOptions(bench.world)
  })
}

async function tell(bench: Bench, outcome: Outcome): Promise<number> {
  await bench.paper.tell(outcome)
  return outcome.stay ? outcome.stay() : (outcome.exitCode ?? exitCodes.done)
}

/** Work that opens what it needs by itself, and closes it when somebody asks for an end. */
export async function perform(bench: Bench, work: () => Promise<Outcome>): Promise<number> {
  try {
    return await tell(bench, await work())
  } catch (thrown) {
    const { stop } = bench.world
    // Whatever broke off last: it did so because somebody asked for an end.
    const failure = stop.aborted ? stopFailure(stop) : asFailure(thrown)
    await bench.paper.fail(failure)
    return failure.exitCode
  }
}

/** Work on an open program, which is closed in every case. `check` comes before it is opened. */
export function performWithProgram(
  bench: Bench,
  work: (session: Session) => Promise<Outcome>,
  check: () => void
): Promise<number> {
  return perform(bench, async () => {
    check()
    const program = await openFor(bench, 'terminal')
    try {
      const call: Session['call'] = (name, input) => orStopped(program.call(name, input), bench.world.stop)
      return await work({ ...bench, program, call })
    } finally {
      await program.close()
    }
  })
}
