import type { EnrolmentCheck, SiteView } from '../../contract/shapes.ts'
import { failureOf, Failure } from './outcome.ts'
import { exitCodeOf } from './exit-codes.ts'

/** Why a site's key does not serve yet: the first thing that failed says what kind of trouble it is. */
export function readiness(site: SiteView, check: EnrolmentCheck): { failure: Failure; lines: string[] } {
  const bad = check.endpoints.filter(endpoint => !endpoint.ok)
  const lines = bad.map(endpoint => `  ${endpoint.endpoint}: ${endpoint.error?.message ?? 'no access'}`)
  const first = bad.find(endpoint => endpoint.error)?.error ?? null
  const details = { site: site.name, endpoints: bad.map(endpoint => endpoint.endpoint) }
  const failure =
    first && exitCodeOf(first.code) !== 1
      ? failureOf(first, { details, lines })
      : new Failure(
          first?.code === 'key-missing' ? 'key-missing' : 'key-without-grants',
          `The key of ${site.name} cannot do what Rexxfleet needs yet: ${bad.length} of ${check.endpoints.length} endpoints refuse it. Run the enrolment script on the site's database.`,
          { details, lines }
        )
  return { failure, lines }
}
