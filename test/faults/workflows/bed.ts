import { cp, mkdtemp, rm } from 'node:fs/promises'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Program } from '../../../src-main/contract/door.ts'
import { systemClock } from '../../../src-main/app/identity.ts'
import type { Clock } from '../../../src-main/core/shared/ports.ts'
import type { SiteSnapshot } from '../../../src-main/demo/site-double.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import { openFleet, testOptions, type TestFleet, type TestSite } from '../../support/fleet.ts'
import type { Begun, Journey } from './journey.ts'

/** Longer waits are no pauses before a repetition: a lease is renewed in its time. */
const longestPauseMs = 5_000

/** The computer's clock, but that nobody waits: what is repeated is repeated at once. */
export const hurried: Clock = {
  now: systemClock.now,
  steady: systemClock.steady,
  sleep: (milliseconds, signal) =>
    systemClock.sleep(milliseconds > longestPauseMs ? milliseconds : Math.min(milliseconds, 1), signal)
}

/** A program on this data in which nobody waits. */
export function openHurried(directory: string): Promise<Program> {
  return openProgram({ ...testOptions(directory), clock: hurried })
}

/** Files that belong to a living program: its lock, and what SQLite makes anew. */
const notData = ['rexxfleet.lock', 'rexxfleet.pid', 'rexxfleet.log']
const isData = (path: string): boolean => !notData.includes(basename(path)) && !path.endsWith('-shm')

/** A fleet at the moment before a workflow is applied, to which each case comes back. */
export interface Bed {
  readonly begun: Begun
  readonly sites: readonly TestSite[]
  readonly before: readonly SiteSnapshot[]
  /** When that was, in milliseconds since 1970. */
  readonly madeAt: number
  /** Everything as it was: sites, and a data directory of its own, on which no program is open. */
  restoredFiles(): Promise<string>
  /** The same with a program on it. */
  restored(): Promise<{ readonly program: Program; readonly directory: string }>
  state(): SiteSnapshot[]
  close(): Promise<void>
}

export async function makeBed(journey: Journey): Promise<Bed> {
  const fleet: TestFleet = await openFleet(journey.sites, undefined, { clock: hurried })
  const begun = await journey.begin(fleet)
  await fleet.program.close()
  const { sites } = fleet
  const state = (): SiteSnapshot[] => sites.map(({ double }) => double.snapshot())
  const before = state()
  const madeAt = Date.now()
  const directories: string[] = []
  async function restoredFiles(): Promise<string> {
    sites.forEach(({ double }, at) => {
      double.faults.clear()
      double.restore(structuredClone(before[at]!))
      double.log.clear()
    })
    const directory = await mkdtemp(join(tmpdir(), 'rexxfleet-fault-'))
    directories.push(directory)
    await cp(fleet.dataDirectory, directory, { recursive: true, filter: isData })
    return directory
  }
  return {
    begun,
    sites,
    before,
    madeAt,
    state,
    restoredFiles,
    async restored() {
      const directory = await restoredFiles()
      return { program: await openHurried(directory), directory }
    },
    async close() {
      await fleet.close()
      for (const directory of directories) await rm(directory, { recursive: true, force: true })
    }
  }
}

/** What a program that is killed at this moment leaves on the disk: the copy is made before anything else can happen. */
export function whatIsLeftOf(directory: string): string {
  const left = `${directory}-left`
  cpSync(directory, left, { recursive: true, filter: isData })
  return left
}

/** The next program finds that in the place where the killed one had its data. */
export function putBack(left: string, directory: string): void {
  rmSync(directory, { recursive: true, force: true })
  renameSync(left, directory)
}
