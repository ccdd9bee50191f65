import { AppError } from '../../shared/app-error.ts'

/** Ends a run in the middle; `settled` resolves when what was on its way is recorded. */
export class RunCut extends AppError {
  readonly settled: Promise<unknown>

  constructor(reason: AppError, settled: Promise<unknown>) {
    super(reason.code, reason.message, reason.details)
    this.settled = settled
  }
}

/** Why a run that was told to stop does so. */
export function whyStopped(signal: AbortSignal): AppError {
  if (signal.reason instanceof AppError) return signal.reason
  return new AppError(
    'cancelled',
    'The run was cancelled. What was on its way is recorded; resume it to go on.'
  )
}
