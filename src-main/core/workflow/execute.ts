import { AppError } from '../shared/app-error.ts'
import type { Clock } from '../shared/ports.ts'
import type { Effect, Failure, StepPatch, StepRecord } from './records.ts'
import type { Look, Step, Writers } from './step.ts'

/**
 * Brings one step to its end: look, record, act, look again. Whatever the write said, only what is there afterwards counts (F40), so a
 * lost answer is no failure, and neither is a step that another program had half done.
 * What Rexxfleet itself remembers of it is kept before the step counts as done: a program that ends between the two does it again, and the
 * other way round what it made would count as somebody else's.
 * Gives whether the step is done, or waits for a person.
 */
export async function executeStep(
  step: Step,
  recorded: StepRecord,
  writers: Writers,
  update: (patch: StepPatch) => void,
  clock: Clock
): Promise<'done' | 'waiting'> {
  if (recorded.state === 'done') return 'done'
  // What a person does may be done before it is asked for.
  const comesAsItDoes = step.onlyChecks ?? step.restores ?? step.byHand
  if (!comesAsItDoes && hadNothingToDo(recorded)) return 'done'
  const before = await step.look(writers)
  // A step that was begun is taken up where it stands; one that was not must still fit its plan (ground rule 2).
  const begun = wasCutOff(recorded)
  if (!begun && !comesAsItDoes) assertFits(step, recorded, before)
  if (before.done) {
    const state = begun || step.onlyChecks ? 'done' : 'already'
    step.settled?.(before, begun)
    update({ state, result: before.result, failure: null, endedAt: clock.now() })
    return 'done'
  }
  if (step.byHand) return askFor(step, recorded, before, writers, update, clock)
  update({ state: 'running', failure: null, startedAt: clock.now(), endedAt: null })
  const after = await actAndLook(step, writers)
  step.settled?.(after, true)
  update({ state: 'done', result: after.result, endedAt: clock.now() })
  return 'done'
}

/** Notes what there is, and only then asks. Who says 'done' and is not, hears what is missing. */
async function askFor(
  step: Step,
  recorded: StepRecord,
  { sql, missing }: Look,
  writers: Writers,
  update: (patch: StepPatch) => void,
  clock: Clock
): Promise<'waiting'> {
  await step.act(writers)
  const asked = recorded.state === 'waiting'
  update({
    state: 'waiting',
    sql: sql ?? null,
    failure: asked ? notSeen(step, missing ?? []) : null,
    startedAt: recorded.startedAt ?? clock.now(),
    endedAt: null
  })
  return 'waiting'
}

function notSeen(step: Step, missing: readonly string[]): Failure {
  return {
    code: 'sql-not-seen',
    message:
      'The site does not show yet what the SQL does. Run it on the database of the site, then check again.',
    details: { step: step.id, missing: [...missing] }
  }
}

/**
 * Whether a step had its turn, and found all done as planned. It is not held against its plan once more: later steps may have taken away
 * what it found, as a deregistration does with the receiver that it found at rest.
 */
function hadNothingToDo({ state, endedAt }: StepRecord): boolean {
  return state === 'already' && endedAt !== null
}

/** Whether a step began and nobody saw its end: it may have written all the same. One that no longer fitted never began. */
export function wasCutOff({ state, startedAt }: StepRecord): boolean {
  return state === 'running' || state === 'waiting' || (state === 'failed' && startedAt !== null)
}

async function actAndLook(step: Step, writers: Writers): Promise<Look> {
  let complaint: unknown = null
  try {
    await step.act(writers)
  } catch (thrown) {
    complaint = thrown
  }
  const after = await step.look(writers).catch((thrown: unknown) => {
    throw complaint ?? thrown
  })
  if (after.done) return after
  throw (
    complaint ??
    new AppError(
      'step-failed',
      `The site took '${step.id}' and it is not there. Look at the site, then resume.`
    )
  )
}

function assertFits(step: Step, recorded: StepRecord, found: Look): void {
  const planned = recorded.state === 'already'
  if (planned === found.done && sameEffects(recorded.effects, found.effects)) return
  throw new AppError(
    'plan-outdated',
    `The plan no longer fits what is on the site ('${step.id}'). Nothing more was written. Make a new plan.`,
    { step: step.id }
  )
}

/** What belongs to the site itself may come and go between plan and apply: no step touches it. */
const told = ({ why }: Effect): boolean => why !== 'own'

function sameEffects(one: readonly Effect[], other: readonly Effect[]): boolean {
  const text = (effects: readonly Effect[]): string =>
    JSON.stringify(
      effects
        .filter(told)
        .map(({ act, what, name, count, why }) => [act, what, name, count ?? null, why ?? null])
    )
  return text(one) === text(other)
}
