import { AppError } from '../../core/shared/app-error.ts'
import type { WorkflowRecord } from '../../core/workflow/records.ts'

/** Why a workflow stopped, as the error of the call that started it. */
export function failureOf({ failure, id }: WorkflowRecord): AppError {
  if (!failure) return new AppError('step-failed', 'The workflow stopped.', { workflow: id })
  return new AppError(failure.code, failure.message, { ...failure.details, workflow: id })
}
