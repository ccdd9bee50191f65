import type { Gap } from '../../core/doctor/reading/collect.ts'
import type { Finding } from '../../core/doctor/finding.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import type { AppError } from '../../core/shared/app-error.ts'

/** One look at one site, whole: the findings with what mends them. */
export interface Examination {
  readonly siteId: SiteId
  readonly at: number
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** Why the site could not be examined at all. */
  readonly error: AppError | null
}
