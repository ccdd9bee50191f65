import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import type { WorkflowKind } from '../../../src-main/core/workflow/records.ts'
import type { SiteSnapshot } from '../../../src-main/demo/site-double.ts'
import type { Random } from '../../support/random.ts'
import { chanceOf, full, scenario } from '../extent.ts'
import { makeBed, openHurried, type Bed } from './bed.ts'
import { disturb, disturbances, type Disturbance, type Point } from './disturb.ts'
import { applyPlan, type Journey } from './journey.ts'
import { differences, isLease } from './likeness.ts'
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
 * no row left behind. In the short form only a few of the table are disturbed, as the seed says.
 */
export function proveAll(journeys: readonly Journey[]): void {
  const disturbed = full ? journeys : aFewOf(journeys)
  for (const journey of journeys) describe(journey.name, () => prove(journey, disturbed.includes(journey)))
}

function aFewOf(journeys: readonly Journey[]): readonly Journey[] {
  const chance = chanceOf(journeys.map(({ name }) => name).join())
  const left = [...journeys]
  while (left.length > 3) left.splice(chance.below(left.length), 1)
  return left
}

function prove(journey: Journey, disturbed: boolean): void {
  let bed: Bed
  let undisturbed: Undisturbed
  beforeAll(async () => {
    bed = await makeBed(journey)
    undisturbed = await runUndisturbed(bed, journey.kind)
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

  if (!disturbed) return
  scenario(`${journey.name}: goes on to its end after each fault`, async chance => {
    for (const [point, how] of cases(undisturbed, chance)) await resumes(bed, undisturbed, point, how)
  })

  scenario(`${journey.name}: is undone after each fault`, async chance => {
    if (bed.begun.workflowId === null) return
    for (const [point, how] of cases(undisturbed, chance)) await isUndone(bed, point, how)
  })
}

async function runUndisturbed(bed: Bed, kind: WorkflowKind): Promise<Undisturbed> {
  const { program, directory } = await bed.restored()
  expect(await bed.begun.start(program)).toMatchObject({ done: true })
  expect((await program.call('workflows.list', {})).map(one => one.kind)).toContain(kind)
  await expectAllLogged(bed, program)
  await program.close()
  for (const { tables } of bed.state())
    expect(tables['core_module_sync_host']!.rows.filter(isLease)).toEqual([])
  const counts = bed.sites.map(site => writesOn(site).length)
  const own = bed.sites.flatMap(writesOn).filter(isOwn).length
  for (const { double } of bed.sites) double.log.clear()
  return { after: bed.state(), counts, own, directory }
}

/** Each write that a site got is in the activity log: when, who started it, by which step, what was written, and what came back. */
async function expectAllLogged(bed: Bed, program: Program): Promise<void> {
  const log = await program.call('activity.list', { from: bed.madeAt, limit: 1_000 })
  const begun = await program.call('workflows.list', {})
  // A site that was added anew has another id than the fleet knows.
  const nameOf = (siteId: string): string =>
    bed.sites.find(({ id }) => id === siteId)?.name ?? bed.sites[0]!.name
  const text = (site: string, method: string, path: string): string =>
    `${site} ${method} ${path.split('?')[0]}`
  const noted = log.map(({ siteId, request }) => text(nameOf(siteId), request.method, request.path))
  const arrived = bed.sites.flatMap(site => writesOn(site).map(one => text(site.name, one.method, one.path)))
  expect(noted.sort()).toEqual(arrived.sort())
  for (const { startedBy, actor, request, outcome, status } of log) {
    const by = begun.find(({ id }) => id === actor.id)?.startedBy ?? 'terminal'
    expect({ startedBy, outcome, status }).toEqual({ startedBy: by, outcome: 'done', status: 200 })
    // A lease is the workflow's, and of none of its steps.
    expect(actor.step !== null || request.path.includes('rexxfleet-host')).toBe(true)
    expect(request.body !== null || request.method === 'DELETE').toBe(true)
  }
}

/** The same wish once more is refused, or there is nothing left to do; and what was applied is not applied again. */
async function changeNothingTwice(bed: Bed, { after }: Undisturbed, program: Program): Promise<void> {
  const { again, workflowId } = bed.begun
  if (again !== null) await again(program)
  if (workflowId !== null)
    expect(await program.invoke('workflows.apply', { workflowId })).toMatchObject({ ok: false })
  expect(bed.sites.flatMap(writesOn).filter(isOwn)).toEqual([])
  expect(differences(bed.state(), after)).toEqual({})
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
    if (await tookItselfBack(bed, program, where)) return
    const resumed = ended.done ? ended : await bed.begun.resume(program)
    expect(resumed, `${where}: ${resumed.why}`).toMatchObject({ done: true })
    expect(differences(bed.state(), undisturbed.after), where).toEqual({})
    const more = bed.sites.flatMap(writesOn).filter(isOwn).length
    expect(carriedOut + more, `${where}: writes in all`).toBe(undisturbed.own)
  } finally {
    await program.close()
  }
}

/** Whether it is on its way back already, by itself; then it ends there, with no row left behind. */
async function tookItselfBack({ begun, ...bed }: Bed, program: Program, where: string): Promise<boolean> {
  const { workflowId, takesItselfBack } = begun
  if (!takesItselfBack || workflowId === null) return false
  const { state } = await program.call('workflows.show', { workflowId })
  if (state === 'undoing') await undo({ begun, ...bed }, program, where)
  else if (state !== 'undone') return false
  expect(differences(bed.state(), bed.before), where).toEqual({})
  return true
}

async function isUndone(bed: Bed, point: Point, how: Disturbance): Promise<void> {
  const where = place(bed, point, how)
  const { program } = await disturb(bed, point, how)
  try {
    if (!(await tookItselfBack(bed, program, where))) await undo(bed, program, where)
  } finally {
    await program.close()
  }
}

async function undo(bed: Bed, program: Program, where: string): Promise<void> {
  const plan = await program.call('workflows.undo', { workflowId: bed.begun.workflowId! })
  const ended = await applyPlan(program, plan.id, plan.confirmation.expected, [], bed.begun.byHand)
  expect(ended, `${where}: ${ended.why}`).toMatchObject({ done: true })
  expect(differences(bed.state(), bed.before), where).toEqual({})
}
