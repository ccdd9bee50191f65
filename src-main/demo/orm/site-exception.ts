/** An exception inside Cloudrexx: its class and text are part of the answer (F5). */
export class SiteException extends Error {
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

/** An exception whose text alone is shown: `Access denied`, or nothing at all for an API key that exists (F5). */
export class ShinyException extends Error {
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

/** Not an exception but the end of PHP: an empty 500. */
export class FatalError extends Error {}
