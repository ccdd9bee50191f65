import { afterAll, describe, expect } from 'vitest'
import type { Program } from '../../src-main/contract/door.ts'
import type { RunView } from '../../src-main/contract/run-shapes.ts'
import type { TestSite } from '../support/fleet.ts'
import type { Random } from '../support/random.ts'
import { itemsOf } from './agreement/journal.ts'
import type { Bed } from './bed.ts'
import { bothWaysToSync, calendarToSync, rulesToSync } from './beds.ts'
import { extent, scenario } from './extent.ts'
import { killAt, Workers, type KillPoint } from './kill.ts'

/** Answers take so long that a kill meets several requests on their way. */
const latencyMs = 6

const beds = { rules: rulesToSync(), calendar: calendarToSync(), bothWays: bothWaysToSync() }
type Kind = keyof typeof beds

const workers = new Workers()
afterAll(() => workers.close())

/** How many requests a run takes that nobody disturbs. */
const lengths = new Map<Kind, number>()

async function lengthOf(kind: Kind): Promise<number> {
  const known = lengths.get(kind)
  if (known !== undefined) return known
  const bed = await beds[kind]()
  await bed.run()
  const length = requests(bed)
  lengths.set(kind, length)
  return length
}

function requests({ fleet }: Bed): number {
  return fleet.sites.reduce((sum, { double }) => sum + double.log.requests.length, 0)
}

const points = extent(6, 200)
const kinds: readonly Kind[] = ['rules', 'calendar', 'bothWays', 'rules', 'rules']

describe('a run whose program is killed', () => {
  for (let number = 1; number <= points; number++) {
    const kind = kinds[number % kinds.length]!
    scenario(
      `at point ${number} (${kind}) is finished by a resume, and sends nothing twice that was confirmed`,
      chance => killAndResume(kind, chance)
    )
  }
})

async function killAndResume(kind: Kind, chance: Random): Promise<void> {
  const length = await lengthOf(kind)
  const bed = await beds[kind]({ closed: true })
  const doubles = bed.fleet.sites.map(({ double }) => double)
  for (const { faults } of doubles) faults.latency(latencyMs)
  const { dataDirectory } = bed.fleet
  const point = (): KillPoint => ({
    request: 1 + chance.below(length + 2),
    delayMs: chance.below(3) * latencyMs
  })

  await killAt(await workers.take({ dataDirectory, linkId: bed.linkId }), doubles, point())
  let program = await bed.fleet.reopen()
  const confirmed = await lookAfterKill(program, bed)
  // A program that goes on where another was killed may be killed as well.
  for (const run of await unfinished(program)) {
    if (!chance.chance(0.3)) continue
    await program.close()
    await killAt(await workers.take({ dataDirectory, runId: run.id }), doubles, point())
    program = await bed.fleet.reopen()
  }
  for (const run of await unfinished(program)) expect((await bed.finish(run)).state).toBe('done')
  // Of a pair the second run may not have begun; what it brings home is settled by one more look.
  if (kind === 'bothWays' || (await runsOf(program, bed)).length === 0) await bed.run()
  if (kind === 'bothWays') await bed.run()

  expect(
    pushesOf(bed).filter(push => confirmed.has(push)),
    'confirmed, and sent once more'
  ).toEqual([])
  await bed.expectAllIsWell()
}

/** Of the scenario itself, newest first. */
async function runsOf(program: Program, { earlierRuns }: Bed): Promise<RunView[]> {
  const runs = await program.call('runs.list', {})
  return runs.filter(({ id }) => !earlierRuns.has(id))
}

async function unfinished(program: Program): Promise<RunView[]> {
  const runs = await program.call('runs.list', {})
  return runs.filter(({ state }) => ['interrupted', 'stopped', 'cancelled'].includes(state)).toReversed()
}

/** What reached the replicas since the logs were cleared, as site, model and id. */
function pushesOf({ fleet }: Bed): string[] {
  return fleet.sites.flatMap(site =>
    site.double.log.requests
      .filter(({ face }) => face === 'sync')
      .map(({ endpoint, id }) => nameOf(site, endpoint, id))
  )
}

const nameOf = (site: TestSite, endpoint: string, id: string): string => `${site.name} ${endpoint}/${id}`

/** Nothing went out whose intent was not durable. Gives what was confirmed; the logs begin anew. */
async function lookAfterKill(program: Program, bed: Bed): Promise<Set<string>> {
  const pushes = pushesOf(bed)
  const intended = new Set<string>()
  const confirmed = new Set<string>()
  const links = await program.call('links.list', {})
  // One of a pair, or the run itself, may have ended before the kill.
  for (const run of await runsOf(program, bed)) {
    const link = links.find(({ id }) => id === run.linkId)!
    const replica = bed.fleet.sites.find(({ id }) => id === link.replicaId)!
    for (const item of await itemsOf(program, run.id)) {
      const name = nameOf(replica, item.shortName, item.foreignId)
      if (item.state !== 'open') intended.add(name)
      if (item.state === 'done') confirmed.add(name)
    }
  }
  expect(
    pushes.filter(push => !intended.has(push)),
    'sent without an intent'
  ).toEqual([])
  for (const { double } of bed.fleet.sites) double.log.clear()
  return confirmed
}
