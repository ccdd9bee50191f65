import { unacknowledged, type Notice, type NoticeKind } from '../../core/preflight/notice.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { asShape, type Json } from '../../core/shared/json.ts'
import type { WorkflowRecord } from '../../core/workflow/records.ts'

/** What a plan carries along of its preflight: part of its params, so that it is kept with it. */
export interface CheckedParams {
  readonly notices: readonly Notice[]
  /** Kinds that were ticked when the plan was made. */
  readonly acknowledged: readonly string[]
}

/** The notices of a plan; none where its kind of workflow is not checked. */
export function noticesOf({ params }: Pick<WorkflowRecord, 'params'>): readonly Notice[] {
  return checked(params).notices
}

/** Kinds that want a tick before the plan may be applied. */
export function openAsks(
  { params }: Pick<WorkflowRecord, 'params'>,
  given: readonly string[] = []
): NoticeKind[] {
  const { notices, acknowledged } = checked(params)
  return unacknowledged(notices, [...acknowledged, ...given])
}

/** Fails with 'needs-confirmation', which names what has to be acknowledged. */
export function requireAcknowledged(record: WorkflowRecord, given: readonly string[]): void {
  const open = openAsks(record, given)
  if (open.length === 0) return
  throw new AppError(
    'needs-confirmation',
    `Before this plan is applied somebody has to agree to: ${open.join(', ')}.`,
    { acknowledge: open }
  )
}

function checked(params: Json): CheckedParams {
  const some = asShape<Partial<CheckedParams> | null>(params) ?? {}
  return { notices: some.notices ?? [], acknowledged: some.acknowledged ?? [] }
}
