import { AppError } from '../../shared/app-error.ts'
import type { Definition } from '../../workflow/definition.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import { noteTypes } from '../enrolment/former-sources.ts'
import { managementEndpoint, managementKinds, type ManagementKind } from '../management.ts'
import { markerHost } from '../marker.ts'
import type { SiteReader } from '../site-access.ts'
import { knownSite, type FleetStepDeps } from './deps.ts'
import { removeMarker } from './leave-marker.ts'
import { proof } from './proof.ts'
import { revokeEndpoint, revokeItself, revokeOtherGrants } from './revoke-endpoint.ts'

/** Read before the first step: afterwards the site no longer tells. */
export interface RemoveEnrolmentParams {
  readonly siteId: string
  /** Row of the management key on the site. */
  readonly apiKeyId: number
  /** Class names of data sources that were there before the enrolment. */
  readonly formerSources: readonly string[]
}

export const removeEnrolmentWorkflow = new WorkflowType<RemoveEnrolmentParams>('remove-enrolment')

/** Through these the others are taken away: they come last, each while the next one still works. */
const last: readonly ManagementKind[] = ['apikey', 'datasource', 'endpoint']

/** Takes an enrolment away as far as REST goes. The key's own row, and three endpoints, are left to the removal script. */
export function removeEnrolment(deps: FleetStepDeps): Definition {
  return removeEnrolmentWorkflow.define({
    steps(params) {
      const first = managementKinds.filter(kind => kind !== 'grant' && !last.includes(kind))
      return [
        removeMarker(deps, params.siteId, params.apiKeyId),
        revokeOtherGrants(deps, params),
        ...[...first, ...last].map(kind => revokeEndpoint(deps, params, kind)),
        revokeItself(deps, params),
        proveRefused(deps, params)
      ]
    }
  })
}

function proveRefused({ sites }: FleetStepDeps, { siteId }: RemoveEnrolmentParams) {
  return proof(`${siteId}/proof/refused`, 'prove-refused', siteId, async ({ reader }) => {
    const names = managementKinds.map(managementEndpoint)
    const permissions = await Promise.all(names.map(name => reader(siteId).permission(name)))
    const open = names.filter((_, index) => permissions[index] !== 'none')
    if (open.length === 0) return
    const { name } = knownSite(sites, siteId)
    throw new AppError(
      'site-still-answers',
      `'${name}' still accepts its key for ${open.join(', ')}. Try again.`,
      {
        site: name,
        endpoints: open
      }
    )
  })
}

/** Class names of the data sources that the enrolment found on the site and reuses, out of the notes it left. */
export async function formerSources(site: SiteReader): Promise<string[]> {
  const rows = await site.rows('idmapping', { foreignHost: markerHost })
  return rows.filter(row => row.entityType === noteTypes.former).map(row => row.foreignId[0] ?? '')
}
