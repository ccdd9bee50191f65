import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { TestFleet, WantedSite } from '../../support/fleet.ts'

/** A workflow as the fault suite knows it. A new one is a new entry of a table: see the `*.test.ts` beside. */
export interface Journey {
  readonly name: string
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
  /** Wishes the same once more and applies what comes of it; null where a second time means something new. */
  readonly again: ((program: Program) => Promise<unknown>) | null
}

export interface Ended {
  readonly done: boolean
  /** Why it is not, for whoever reads the failed test. */
  readonly why: string
}

/** A plan that is applied, resumed, and undone. */
export async function ofPlan(
  first: Program,
  plan: (program: Program) => Promise<WorkflowView>
): Promise<Begun> {
  const { id, confirmation } = await plan(first)
  const { expected, acknowledge } = confirmation
  return {
    workflowId: id,
    start: program => applyPlan(program, id, expected, acknowledge),
    resume: program => follow(program, id, () => program.call('workflows.resume', { workflowId: id })),
    async again(program) {
      const second = await plan(program).catch(() => null)
      if (second) await applyPlan(program, second.id, second.confirmation.expected)
    }
  }
}

/** A call that plans and applies by itself, and takes up what stopped when it is made again. */
export function ofCall(call: (program: Program) => Promise<Ended>, repeatable = true): Begun {
  return { workflowId: null, start: call, resume: call, again: repeatable ? call : null }
}

/** Applies a plan to its end, with everything confirmed that it asks for. */
export function applyPlan(
  program: Program,
  workflowId: string,
  expected: string | null,
  acknowledge: readonly string[] = []
): Promise<Ended> {
  return follow(program, workflowId, () =>
    program.call('workflows.apply', {
      workflowId,
      ...(expected === null ? {} : { confirm: expected }),
      ...(acknowledge.length > 0 ? { acknowledge: [...acknowledge] as never } : {})
    })
  )
}

async function follow(program: Program, workflowId: string, begin: () => Promise<unknown>): Promise<Ended> {
  const ended = workflowEnded(program, workflowId)
  try {
    await begin()
  } catch (thrown) {
    return { done: false, why: String(thrown) }
  }
  const { state, failure, steps } = await ended
  const at = steps.find(step => step.state === 'failed')?.stepId ?? ''
  return {
    done: state === 'applied',
    why: `${state}: ${at} ${failure?.code ?? ''} ${failure?.message ?? ''}`
  }
}
