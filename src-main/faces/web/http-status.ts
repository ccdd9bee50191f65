import type { ErrorCode } from '../../core/shared/error-codes.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'door-refused': 403,
  'unknown-site': 404,
  'unknown-link': 404,
  'unknown-run': 404,
  'unknown-workflow': 404,
  'unknown-model': 404,
  'entity-not-found': 404,
  'site-already-added': 409,
  'site-has-links': 409,
  'link-exists': 409,
  'twins-differ': 409,
  'link-busy': 409,
  'link-leased': 409,
  'link-without-queue': 409,
  'live-name-differs': 409,
  'plan-outdated': 409,
  'needs-confirmation': 409,
  'removals-need-confirmation': 409,
  'not-supported-here': 501,
  'site-unreachable': 502,
  'site-answered-badly': 502,
  'site-maintenance': 503,
  'site-busy': 503,
  'site-timeout': 504,
  internal: 500
}

/** The HTTP status that goes with an error; the envelope in the body says the rest. */
export function httpStatus(code: ErrorCode): number {
  return statuses[code] ?? 422
}
