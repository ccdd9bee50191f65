/** How a command ends: with data for scripts and lines for people, or with an error that knows its exit code. */
import type { ErrorView } from '../../contract/shapes.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import type { ErrorCode } from '../../core/shared/error-codes.ts'
import { exitCodeOf, type ExitCode } from './exit-codes.ts'

export interface Outcome {
  /** `data` of the JSON document. */
  readonly data: Record<string, unknown>
  /** The same for people. */
  readonly lines: readonly string[]
  readonly exitCode?: ExitCode
  /** Goes on after the outcome was told, until it is ended; gives the exit code. */
  readonly stay?: () => Promise<number>
}

/** An error as the terminal tells it. Beside an error's own facts its details may hold a whole plan. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>
  readonly exitCode: number
  /** What people see before the message: the plan, or what was done so far. */
  readonly lines: readonly string[]

  constructor(
    code: ErrorCode,
    message: string,
    more: { details?: Record<string, unknown>; exitCode?: number; lines?: readonly string[] } = {}
  ) {
    super(message)
    this.name = 'Failure'
    this.code = code
    this.details = more.details ?? {}
    this.exitCode = more.exitCode ?? exitCodeOf(code)
    this.lines = more.lines ?? []
  }
}

/** Wrong usage, in words. */
export function usageFailure(message: string): Failure {
  return new Failure('invalid-input', message)
}

/** Where the ids stand that nobody knows by heart. */
const listedBy: Partial<Record<ErrorCode, string>> = {
  'unknown-run': 'run list',
  'unknown-workflow': 'workflow list',
  'unknown-schedule': 'schedule list'
}

/** A failure that a view reports, as one of the terminal's own. */
export function failureOf(
  error: ErrorView,
  more: { details?: Record<string, unknown>; exitCode?: number; lines?: readonly string[] } = {}
): Failure {
  const list = listedBy[error.code]
  const message = list ? `${error.message} See: rexxfleet ${list}` : error.message
  return new Failure(error.code, message, { ...more, details: { ...error.details, ...more.details } })
}

export function asFailure(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : failureOf(asAppError(thrown))
}
