import type { ErrorView } from '@contract/shapes.ts'

export type ErrorCode = ErrorView['code']

/** A call that failed, by its code. The window shows the translated text of the code, never the message. */
export class CallError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorView['details']

  constructor(view: ErrorView) {
    super(view.message)
    this.name = 'CallError'
    this.code = view.code
    this.details = view.details
  }

  view(): ErrorView {
    return { code: this.code, message: this.message, details: this.details }
  }
}

/** Whatever was thrown, as something that has a text. */
export function errorOf(thrown: unknown): ErrorView {
  if (thrown instanceof CallError) return thrown.view()
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), details: {} }
}
