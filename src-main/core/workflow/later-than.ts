import { wasCutOff } from './execute.ts'
import { undoneBy, type WorkflowRecord, type WorkflowRepository, type WorkflowState } from './records.ts'

/** States in which what a workflow did, or a part of it, stands. */
const standing: readonly WorkflowState[] = ['applying', 'waiting', 'applied', 'failed', 'undoing']

/**
 * A workflow that began to do something to the same things after the given one, and whose work stands; null where there is none. What was done and
 * taken back again counts for nothing, and neither does one that found nothing to do.
 */
export function laterThan(
  workflows: WorkflowRepository,
  record: WorkflowRecord,
  touches: (record: WorkflowRecord) => readonly string[]
): WorkflowRecord | null {
  const own = new Set(touches(record))
  if (own.size === 0) return null
  const since = begunAt(workflows, record)
  const root = rootOf(workflows, record).of
  const later = workflows.list({ states: standing }).find(one => {
    if (!touches(one).some(thing => own.has(thing))) return false
    const { of, takesBack } = rootOf(workflows, one)
    if (of === root || (takesBack && one.state === 'applied')) return false
    return begunAt(workflows, one) > since && didSomething(workflows, one)
  })
  return later ?? null
}

/** What an undo, or the undo of an undo, is about in the end, and whether that is gone by it. */
function rootOf(
  workflows: WorkflowRepository,
  record: WorkflowRecord
): { readonly of: string; readonly takesBack: boolean } {
  let takesBack = false
  let one = record
  for (let of = undoneBy(one); of !== null; of = undoneBy(one)) {
    const before = workflows.get(of)
    if (!before) break
    one = before
    takesBack = !takesBack
  }
  return { of: one.id, takesBack }
}

/** When its first step was done, or began: what ended counts, and what stopped half-way, in the order in which it was begun. */
function begunAt(workflows: WorkflowRepository, { id, createdAt }: WorkflowRecord): number {
  const begun = workflows.steps(id).flatMap(({ startedAt }) => startedAt ?? [])
  return begun.length > 0 ? Math.min(...begun) : createdAt
}

const didSomething = (workflows: WorkflowRepository, { id }: WorkflowRecord): boolean =>
  workflows.steps(id).some(step => step.state === 'done' || wasCutOff(step))
