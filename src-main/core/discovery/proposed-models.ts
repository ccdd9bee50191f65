import type { HostRow } from '../fleet/management.ts'
import type { SiteSnapshot } from '../doctor/snapshot.ts'
import { modelOfSync, sameHost } from '../doctor/snapshot.ts'
import type { EntityId, ModelName } from '../models/model.ts'

/** One model of a replication that exists. */
export interface ProposedModel {
  readonly model: ModelName
  /** Only these entities; null: all. */
  readonly ids: readonly EntityId[] | null
  /** Its Sync row is active on the primary. */
  readonly active: boolean
  /** The host's key may write it on the replica, under the name that a push uses. */
  readonly granted: boolean
  /** How many entities the replica has from the primary. */
  readonly mapped: number
}

/** What the primary's host entities name, and what the replica remembers of the primary. */
export function proposedModels(
  primary: SiteSnapshot,
  replica: SiteSnapshot,
  host: HostRow | null
): ProposedModel[] {
  const chosen = new Map<ModelName, { ids: EntityId[]; active: boolean; endpoint: string }>()
  for (const { syncId, hostId, entityId } of primary.hostEntities) {
    const sync = primary.syncs.find(({ id }) => id === syncId)
    const model = modelOfSync(primary, syncId)
    if (hostId !== host?.id || !sync || model === null) continue
    const known = chosen.get(model)
    chosen.set(model, {
      ids: [...(known?.ids ?? []), entityId],
      active: sync.active || known?.active === true,
      endpoint: sync.endpoint?.name ?? ''
    })
  }
  const mapped = mappedFrom(primary, replica)
  const names = [...new Set([...chosen.keys(), ...mapped.keys()])]
  return names.map(model => {
    const wish = chosen.get(model)
    return {
      model,
      ids: !wish || wish.ids.includes('*') ? null : wish.ids,
      active: wish?.active ?? false,
      granted: host !== null && mayWrite(replica, host, wish?.endpoint ?? null, model),
      mapped: mapped.get(model) ?? 0
    }
  })
}

function mappedFrom({ site }: SiteSnapshot, replica: SiteSnapshot): Map<ModelName, number> {
  return new Map(
    replica.mappings
      .filter(({ foreignHost }) => sameHost(foreignHost, site.mainDomain))
      .map(({ model, pairs }) => [model, pairs.length])
  )
}

function mayWrite(replica: SiteSnapshot, host: HostRow, endpoint: string | null, model: ModelName): boolean {
  const key = replica.keys.find(({ print }) => print === host.keyPrint)
  const endpoints = replica.endpoints.filter(
    ({ name, dataSource }) => dataSource?.identifier === model && (endpoint === null || name === endpoint)
  )
  const names = new Set(endpoints.map(({ id }) => id))
  return replica.grants.some(
    grant =>
      grant.apiKeyId === key?.id &&
      key !== undefined &&
      !grant.readOnly &&
      grant.endpoint !== null &&
      names.has(grant.endpoint.id)
  )
}
