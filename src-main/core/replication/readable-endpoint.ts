import type { EndpointRow, GrantRow } from '../fleet/management.ts'
import type { ModelName } from '../models/model.ts'
import { isPlain } from './steps/endpoint.ts'

/** The rows of a site that tell what its management key may read. */
interface Rights {
  readonly endpoints: readonly EndpointRow[]
  readonly grants: readonly GrantRow[]
  /** The row of Rexxfleet's own key; null where it is not known. */
  readonly managementKeyId: number | null
}

/** An endpoint through which the management key reads every entity of a model; null where there is none. */
export function readableEndpoint(
  { endpoints, grants, managementKeyId }: Rights,
  model: ModelName
): string | null {
  const granted = new Set(
    grants
      .filter(({ apiKeyId }) => apiKeyId !== null && apiKeyId === managementKeyId)
      .map(({ endpoint }) => endpoint?.id)
  )
  const found = endpoints.find(
    endpoint => granted.has(endpoint.id) && endpoint.dataSource?.identifier === model && isPlain(endpoint)
  )
  return found?.name ?? null
}
