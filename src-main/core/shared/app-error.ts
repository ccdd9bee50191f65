import type { ErrorCode } from './error-codes.ts'

/** Facts beside an error's message, ready for JSON. Never a key. */
export type ErrorDetails = Record<string, string | number | boolean | null | string[]>

/**
 * An error that a user may see: a stable code, a message that says what to do next, and the facts behind it.
 * Everything else that is thrown is a bug and reaches the user as 'internal'.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** Whether `thrown` is an AppError, and, where codes are given, one of these. */
export function isAppError(thrown: unknown, ...codes: ErrorCode[]): thrown is AppError {
  return thrown instanceof AppError && (codes.length === 0 || codes.includes(thrown.code))
}

/** Any thrown thing as an AppError; what nobody foresaw becomes 'internal'. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('internal', `Something went wrong inside Rexxfleet: ${reason}`, {}, { cause: thrown })
}
