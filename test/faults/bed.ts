/** A fleet that is set up once and put back to how it was for each scenario. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import type { Program } from '../../src-main/contract/door.ts'
import type { RunView } from '../../src-main/contract/run-shapes.ts'
import type { SiteSnapshot } from '../../src-main/demo/site-double.ts'
import { openFleet, type SyncWish, type TestFleet, type TestSite, type WantedSite } from '../support/fleet.ts'
import { expectAllIsWell, originalsOf, type Expected, type Originals } from './agreement/all-is-well.ts'

export interface Bed {
  readonly fleet: TestFleet
  readonly program: Program
  readonly primary: TestSite
  readonly replica: TestSite
  /** Of the first link. */
  readonly linkId: string
  /** What `prepare` gave. */
  readonly linkIds: readonly string[]
  /** Runs that `prepare` made. */
  readonly earlierRuns: ReadonlySet<string>
  /** Runs the first link once, or all of them: a link that goes both ways has two runs. */
  run(wish?: SyncWish & { linkIds?: string[] }): Promise<RunView>
  /** Goes on with a run, and once more, until it has ended by itself. */
  finish(run: RunView): Promise<RunView>
  /** Runs all links, and once more where something was left, until nothing is sent any more. */
  untilInStep(): Promise<void>
  /** The one check with which every scenario ends. */
  expectAllIsWell(expected?: Expected): Promise<void>
}

interface Frozen {
  readonly fleet: TestFleet
  readonly linkIds: readonly string[]
  readonly earlierRuns: ReadonlySet<string>
  readonly snapshots: readonly SiteSnapshot[]
  readonly originals: ReadonlyMap<string, Originals>
  readonly copy: string
}

/**
 * Sets up sites and links before the first scenario of a file needs them; gives them back fresh for each. `prepare` links, and gives the
 * links' ids; whatever a replica holds before is its own. `closed`: for a scenario that opens the program elsewhere first.
 */
export function bedFor(
  wanted: readonly WantedSite[],
  prepare: (fleet: TestFleet) => Promise<readonly string[]>
): (how?: { readonly closed: boolean }) => Promise<Bed> {
  let frozen: Promise<Frozen> | null = null
  let used: TestFleet | null = null
  afterEach(async () => {
    await used?.program.close()
    used = null
  })
  afterAll(async () => {
    const made = await frozen
    await made?.fleet.close()
    if (made) rmSync(made.copy, { recursive: true, force: true })
  })
  return async ({ closed } = { closed: false }) => {
    frozen ??= freeze(wanted, prepare)
    const bed = await frozen
    used = bed.fleet
    const thawed = await thaw(bed)
    if (!closed) await bed.fleet.reopen()
    return thawed
  }
}

async function freeze(
  wanted: readonly WantedSite[],
  prepare: (fleet: TestFleet) => Promise<readonly string[]>
): Promise<Frozen> {
  const fleet = await openFleet(wanted)
  const originals = new Map(fleet.sites.map(site => [site.id, originalsOf(site)]))
  const linkIds = await prepare(fleet)
  const earlierRuns = new Set((await fleet.program.call('runs.list', {})).map(({ id }) => id))
  await fleet.program.close()
  const copy = mkdtempSync(join(tmpdir(), 'rexxfleet-frozen-'))
  cpSync(fleet.dataDirectory, copy, { recursive: true })
  const snapshots = fleet.sites.map(({ double }) => double.snapshot())
  return { fleet, linkIds, earlierRuns, originals, copy, snapshots }
}

async function thaw({ fleet, linkIds, earlierRuns, snapshots, originals, copy }: Frozen): Promise<Bed> {
  await fleet.program.close()
  rmSync(fleet.dataDirectory, { recursive: true, force: true })
  cpSync(copy, fleet.dataDirectory, { recursive: true })
  for (const [at, { double }] of fleet.sites.entries()) {
    double.faults.clear()
    double.faults.latency(0)
    double.admin.database('up')
    double.admin.cacheFolder('writable')
    double.restore(snapshots[at]!)
    double.log.clear()
  }
  const [primary, replica] = fleet.sites
  const [linkId] = linkIds
  return {
    fleet,
    get program() {
      return fleet.program
    },
    primary: primary!,
    replica: replica!,
    linkId: linkId!,
    linkIds,
    earlierRuns,
    async run(wish = {}) {
      const runs = await fleet.program.call('runs.start', { linkIds: [linkId!], ...wish })
      const ended = await Promise.all(runs.map(({ id }) => runEnded(fleet.program, id)))
      return ended[0]!
    },
    finish: run => finish(fleet.program, run),
    untilInStep: () => untilInStep(fleet.program, linkIds),
    expectAllIsWell: expected => expectAllIsWell(fleet, originals, expected)
  }
}

const mostTries = 6

async function finish(program: Program, run: RunView): Promise<RunView> {
  let now = run
  for (
    let tries = 0;
    tries < mostTries && ['stopped', 'interrupted', 'cancelled'].includes(now.state);
    tries++
  ) {
    await program.call('runs.resume', { runId: now.id })
    now = await runEnded(program, now.id)
  }
  return now
}

async function untilInStep(program: Program, linkIds: readonly string[]): Promise<void> {
  let ended: RunView[] = []
  for (let tries = 0; tries < mostTries; tries++) {
    const runs = await program.call('runs.start', { linkIds: [...linkIds] })
    ended = await Promise.all(runs.map(({ id }) => runEnded(program, id)))
    if (ended.every(({ state, sent }) => state === 'done' && sent === 0)) return
  }
  const last = ended.map(({ state, reason, sent, counts }) => ({ state, reason, sent, counts }))
  throw new Error(`the links do not come to rest: ${JSON.stringify(last)}`)
}
