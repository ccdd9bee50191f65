import type { Definition } from '../../workflow/definition.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import type { FleetStepDeps } from './deps.ts'
import { leaveMarker } from './leave-marker.ts'

export interface EnrolSiteParams {
  readonly siteId: string
  /** The uuid of the marker, should the site need one: named before the first request, so that a repetition leaves the same. */
  readonly marker: string
}

export const enrolWorkflow = new WorkflowType<EnrolSiteParams>('enrol-site')

/** What enrolment writes over REST; the rest is the script's. */
export function enrolSite(deps: FleetStepDeps): Definition {
  return enrolWorkflow.define({ steps: ({ siteId, marker }) => [leaveMarker(deps, siteId, marker)] })
}
