import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { WorkflowKind } from '../../../src-main/core/workflow/records.ts'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { TestFleet, TestSite, WantedSite } from '../../support/fleet.ts'

/** A workflow as the fault suite knows it. A new one is a new entry of a table: see `journeys/`. */
export interface Journey {
  readonly name: string
  /** What the workflow must be recorded as: each kind has a journey. */
  readonly kind: WorkflowKind
  readonly sites: readonly WantedSite[]
  /** Brings a fresh fleet to where the workflow begins, and says how it does. */
  begin(fleet: TestFleet): Promise<Begun>
}

/** A workflow that can be begun, any number of times, each time in a program that knows of it. */
export interface Begun {
  start(program: Program): Promise<Ended>
  /** Goes on where a program, this one or one that is gone, stopped. */
  resume(program: Program): Promise<Ended>
  /** Null where the workflow has no way back, but always one to its end. */
  readonly workflowId: string | null
  /** What has to be typed and ticked before it is applied. */
  readonly asked: { readonly confirm: string | null; readonly acknowledge: readonly string[] }
  readonly byHand: ByHand
  /** Where it fails it goes back by itself: nobody has to resume or undo it, and what it was for is wished anew. */
  readonly takesItselfBack?: true
  /** Wishes the same once more and applies what comes of it; null where a second time means something new. */
  readonly again: ((program: Program) => Promise<unknown>) | null
}

export interface Ended {
  readonly done: boolean
  /** Why it is not, for whoever reads the failed test. */
  readonly why: string
}

/** Does by hand what a workflow waits for; for most there is nothing of that kind. */
export type ByHand = (sql: string, siteId: string) => void
const nothingByHand: ByHand = () => {
  throw new Error('Nobody expected a step by hand.')
}

/** Runs the SQL of a step on the database of the site that it is for, as a person would. */
export const onDatabaseOf =
  (sites: readonly TestSite[]): ByHand =>
  (sql, siteId) =>
    sites.find(({ id }) => id === siteId)!.double.admin.script(sql)

/** A plan that is applied, resumed, and undone. */
export async function ofPlan(
  first: Program,
  plan: (program: Program) => Promise<WorkflowView>,
  byHand: ByHand = nothingByHand
): Promise<Begun> {
  const { id, confirmation } = await plan(first)
  const { expected, acknowledge } = confirmation
  return {
    workflowId: id,
    asked: { confirm: expected, acknowledge: acknowledge ?? [] },
    byHand,
    start: program => applyPlan(program, id, expected, acknowledge, byHand),
    resume: program => resumePlan(program, id, byHand),
    async again(program) {
      const second = await plan(program).catch(() => null)
      if (second) await applyPlan(program, second.id, second.confirmation.expected, [], byHand)
    }
  }
}

/** What cannot come back by its nature: an undo of it says so, and is not compared with how it was before. */
export function withoutWayBack(begun: Begun): Begun {
  return { ...begun, workflowId: null }
}

/** A call that plans and applies by itself, and takes up what stopped when it is made again. */
export function ofCall(call: (program: Program) => Promise<Ended>, repeatable = true): Begun {
  return {
    workflowId: null,
    asked: { confirm: null, acknowledge: [] },
    byHand: nothingByHand,
    start: call,
    resume: call,
    again: repeatable ? call : null
  }
}

/** Applies a plan to its end, with everything confirmed that it asks for. */
export function applyPlan(
  program: Program,
  workflowId: string,
  expected: string | null,
  acknowledge: readonly string[] = [],
  byHand: ByHand = nothingByHand
): Promise<Ended> {
  const wish = {
    workflowId,
    ...(expected === null ? {} : { confirm: expected }),
    ...(acknowledge.length > 0 ? { acknowledge: [...acknowledge] as never } : {})
  }
  return follow(program, workflowId, () => program.call('workflows.apply', wish), byHand)
}

function resumePlan(program: Program, workflowId: string, byHand: ByHand): Promise<Ended> {
  return follow(program, workflowId, () => program.call('workflows.resume', { workflowId }), byHand)
}

async function follow(
  program: Program,
  workflowId: string,
  begin: () => Promise<unknown>,
  byHand: ByHand
): Promise<Ended> {
  const ended = workflowEnded(program, workflowId)
  try {
    await begin()
  } catch (thrown) {
    return { done: false, why: String(thrown) }
  }
  const { state, failure, steps } = await ended
  if (state === 'waiting') return goOnByHand(program, workflowId, steps, byHand)
  const at = steps.find(step => step.state === 'failed')?.stepId ?? ''
  return {
    done: state === 'applied',
    why: `${state}: ${at} ${failure?.code ?? ''} ${failure?.message ?? ''}`
  }
}

/** One whose SQL was run and not seen, since the site did not answer, is asked again by whoever resumes it. */
async function goOnByHand(
  program: Program,
  workflowId: string,
  steps: WorkflowView['steps'],
  byHand: ByHand
): Promise<Ended> {
  const step = steps.find(({ state }) => state === 'waiting')!
  if (step.failure) return { done: false, why: `${step.stepId} ${step.failure.code} ${step.failure.message}` }
  byHand(step.sql!, step.siteId!)
  return resumePlan(program, workflowId, byHand)
}
