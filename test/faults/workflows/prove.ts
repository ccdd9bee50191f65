import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import type { SiteSnapshot } from '../../../src-main/demo/site-double.ts'
import type { Random } from '../../support/random.ts'
import { chanceOf, full, scenario } from '../extent.ts'
import { makeBed, openHurried, type Bed } from './bed.ts'
import { disturb, disturbances, type Disturbance, type Point } from './disturb.ts'
import { applyPlan, type Journey } from './journey.ts'
import { isLease, likeness } from './likeness.ts'
import { isOwn, writesOn } from './writes.ts'

/** How the workflow goes when nothing is in its way. */
interface Undisturbed {
  readonly after: readonly SiteSnapshot[]
  /** Writes on each site. */
  readonly counts: readonly number[]
  /** Writes of the workflow itself, on all sites. */
  readonly own: number
  /** The data of the program that did it. */
  readonly directory: string
}

/**
 * Proves for each workflow of a table: wished for a second time it changes nothing; it leaves no row once it is undone; and whichever of
 * its writes fails, and however, it is resumed to the very end that it would have come to, with no write made twice, or it is undone with
 * no row left behind. In the short form a few of the table, as the seed says.
 */
export function proveAll(journeys: readonly Journey[]): void {
  for (const journey of full ? journeys : aFewOf(journeys)) describe(journey.name, () => prove(journey))
}

function aFewOf(journeys: readonly Journey[]): readonly Journey[] {
  const chance = chanceOf(journeys.map(({ name }) => name).join())
  const left = [...journeys]
  while (left.length > 3) left.splice(chance.below(left.length), 1)
  return left
}

function prove(journey: Journey): void {
  let bed: Bed
  let undisturbed: Undisturbed
  beforeAll(async () => {
    bed = await makeBed(journey)
    undisturbed = await runUndisturbed(bed)
  }, 120_000)
  afterAll(() => bed.close())

  scenario(
    `${journey.name}: changes nothing a second time, and leaves no trace once it is undone`,
    async () => {
      const program = await openHurried(undisturbed.directory)
      try {
        await changeNothingTwice(bed, undisturbed, program)
        if (bed.begun.workflowId !== null) await undo(bed, program, 'after its end')
      } finally {
        await program.close()
      }
    }
  )

  scenario(`${journey.name}: goes on to its end after each fault`, async chance => {
    for (const [point, how] of cases(undisturbed, chance)) await resumes(bed, undisturbed, point, how)
  })

  scenario(`${journey.name}: is undone after each fault`, async chance => {
    if (bed.begun.workflowId === null) return
    for (const [point, how] of cases(undisturbed, chance)) await isUndone(bed, point, how)
  })
}

async function runUndisturbed(bed: Bed): Promise<Undisturbed> {
  const { program, directory } = await bed.restored()
  expect(await bed.begun.start(program)).toMatchObject({ done: true })
  await program.close()
  for (const { tables } of bed.state())
    expect(tables['core_module_sync_host']!.rows.filter(isLease)).toEqual([])
  const counts = bed.sites.map(site => writesOn(site).length)
  const own = bed.sites.flatMap(writesOn).filter(isOwn).length
  for (const { double } of bed.sites) double.log.clear()
  return { after: bed.state(), counts, own, directory }
}

/** The same wish once more is refused, or there is nothing left to do; and what was applied is not applied again. */
async function changeNothingTwice(bed: Bed, { after }: Undisturbed, program: Program): Promise<void> {
  const { again, workflowId } = bed.begun
  if (again !== null) await again(program)
  if (workflowId !== null)
    expect(await program.invoke('workflows.apply', { workflowId })).toMatchObject({ ok: false })
  expect(bed.sites.flatMap(writesOn).filter(isOwn)).toEqual([])
  expect(likeness(bed.state())).toEqual(likeness(after))
}

/** Every write with every fault; in the short form one of them. */
function cases({ counts }: Undisturbed, chance: Random): (readonly [Point, Disturbance])[] {
  const points = counts.flatMap((count, site) =>
    Array.from({ length: count }, (_, at): Point => ({ site, nth: at + 1 }))
  )
  const all = points.flatMap(point => disturbances.map(how => [point, how] as const))
  return full ? all : [chance.pick(all)]
}

const place = (bed: Bed, { site, nth }: Point, how: Disturbance): string =>
  `${how} at write ${nth} on ${bed.sites[site]!.name}`

async function resumes(bed: Bed, undisturbed: Undisturbed, point: Point, how: Disturbance): Promise<void> {
  const where = place(bed, point, how)
  const { program, ended, carriedOut } = await disturb(bed, point, how)
  try {
    if (!ended.done) expect(await bed.begun.resume(program), where).toMatchObject({ done: true })
    expect(likeness(bed.state()), where).toEqual(likeness(undisturbed.after))
    const more = bed.sites.flatMap(writesOn).filter(isOwn).length
    expect(carriedOut + more, `${where}: writes in all`).toBe(undisturbed.own)
  } finally {
    await program.close()
  }
}

async function isUndone(bed: Bed, point: Point, how: Disturbance): Promise<void> {
  const { program } = await disturb(bed, point, how)
  try {
    await undo(bed, program, place(bed, point, how))
  } finally {
    await program.close()
  }
}

async function undo(bed: Bed, program: Program, where: string): Promise<void> {
  const plan = await program.call('workflows.undo', { workflowId: bed.begun.workflowId! })
  const ended = await applyPlan(program, plan.id, plan.confirmation.expected)
  expect(ended, where).toMatchObject({ done: true })
  expect(likeness(bed.state()), where).toEqual(likeness(bed.before))
}
