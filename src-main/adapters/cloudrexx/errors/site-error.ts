import type { ErrorDetails } from '../../../core/shared/app-error.ts'
import { AppError } from '../../../core/shared/app-error.ts'
import type { Site } from '../../../core/fleet/site.ts'
import type { SiteRequest } from '../request.ts'
import { describeRequest, isRead } from '../request.ts'
import type { BadAnswer } from './bad-answer.ts'
import type { Failure } from './failure.ts'
import { adviceFor } from './advice.ts'
import { redact } from './redactor.ts'

/** The site and the request that an error is about. */
export interface Occasion {
  readonly site: Pick<Site, 'id' | 'name'>
  readonly request: SiteRequest
}

/**
 * A failure as the rest of the program sees it. There is no `cause`: whatever stood behind it may know the address with
 * the key. `details.unknownOutcome` says that a write may have been carried out: look before repeating it (F40, F44).
 */
export function siteError(failure: Failure, { site, request }: Occasion): AppError {
  const details: ErrorDetails = {
    siteId: site.id,
    site: site.name,
    request: redact(describeRequest(request)).slice(0, 1_000),
    status: failure.status,
    siteMessage: failure.text === '' ? null : failure.text,
    ...failure.details,
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
    ...(isRead(request) ? {} : { unknownOutcome: !failure.nothingWritten })
  }
  return new AppError(failure.code, adviceFor(failure, site.name), details)
}

/** A proper success whose content makes no sense. */
export function contentError(thrown: BadAnswer, occasion: Occasion): AppError {
  const failure: Failure = {
    cause: 'garbled',
    code: 'site-answered-badly',
    status: 200,
    text: redact(thrown.message),
    nothingWritten: false
  }
  return siteError(failure, occasion)
}
