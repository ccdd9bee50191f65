import type { ErrorDetails } from '../../../core/shared/app-error.ts'
import type { ErrorCode } from '../../../core/shared/error-codes.ts'

/**
 * Why an attempt failed, as far as it decides whether a repetition makes sense.
 * `not-sent`: no byte of the request left. `cut`: the connection ended early. `busy`: the site asked to wait.
 * `gateway`: something in front of the site answered. `garbled`: not what a Cloudrexx says. `said`: a proper no.
 */
export type FailureCause =
  | 'not-sent'
  | 'cut'
  | 'timeout'
  | 'busy'
  | 'gateway'
  | 'garbled'
  | 'said'
  | 'certificate'
  | 'cancelled'
  | 'too-large'

/** One failed attempt. `text` is redacted already. */
export interface Failure {
  readonly cause: FailureCause
  readonly code: ErrorCode
  readonly status: number | null
  /** What the site or the network said; empty where nothing did. */
  readonly text: string
  /** It is certain that the site changed nothing (F40 says how seldom that is). */
  readonly nothingWritten: boolean
  /** How long the site asked to wait. */
  readonly retryAfterMs?: number
  readonly details?: ErrorDetails
}

/** A failure on its way through code that throws. Never leaves the adapter. */
export class FailedAttempt extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'FailedAttempt'
    this.failure = failure
  }
}
