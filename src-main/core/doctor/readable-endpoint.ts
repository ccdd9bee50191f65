import type { ModelName } from '../models/model.ts'
import { isPlain } from '../replication/steps/endpoint.ts'
import type { SiteSnapshot } from './snapshot.ts'

/** An endpoint through which the management key reads every entity of a model; null where there is none. */
export function readableEndpoint(snapshot: SiteSnapshot, model: ModelName): string | null {
  const granted = new Set(
    snapshot.grants
      .filter(({ apiKeyId }) => apiKeyId !== null && apiKeyId === snapshot.managementKeyId)
      .map(({ endpoint }) => endpoint?.id)
  )
  const found = snapshot.endpoints.find(
    endpoint => granted.has(endpoint.id) && endpoint.dataSource?.identifier === model && isPlain(endpoint)
  )
  return found?.name ?? null
}
