import type { AppError } from '../shared/app-error.ts'
import { asAppError } from '../shared/app-error.ts'
import { managementEndpoint, managementKinds } from './management.ts'
import { markerHost } from './marker.ts'
import type { ReadOptions, SiteReader } from './site-access.ts'

/** Kinds of rows that are looked at; all have an endpoint of the enrolment. */
type InventoryKind = (typeof managementKinds)[number]

export interface InventoryEndpoint {
  readonly name: string
  /** The class or table behind it; null where its data source is gone. */
  readonly model: string | null
  /** Made by the enrolment. */
  readonly own: boolean
}

/** A key by the number of its row. The key itself is not in it, nor anything that it could be told from. */
export interface InventoryKey {
  readonly rowId: number
  readonly length: number
  /** Rexxfleet's own. */
  readonly own: boolean
  readonly grants: readonly { readonly endpoint: string; readonly readOnly: boolean }[]
}

export interface InventoryHost {
  readonly rowId: number
  readonly host: string
  readonly active: boolean
  /** 0 idle, 1 locked by a push, 2 disabled after an error (F28). */
  readonly state: number
  readonly waiting: number
}

/** What stands on a site for its API and its replication. */
export interface Inventory {
  readonly endpoints: readonly InventoryEndpoint[]
  readonly keys: readonly InventoryKey[]
  readonly hosts: readonly InventoryHost[]
  /** Changes in the queue, for whatever receiver. */
  readonly waiting: number
  readonly mappings: readonly {
    readonly foreignHost: string
    readonly model: string
    readonly count: number
  }[]
  /** Kinds that could not be read: nothing is known of them, and an empty list says nothing. */
  readonly gaps: readonly { readonly kind: InventoryKind; readonly error: AppError }[]
}

const own = new Set<string>(managementKinds.map(managementEndpoint))

/** Reads what stands on a site. Writes nothing. Fails where nothing at all can be read. */
export async function takeInventory(site: SiteReader, options: ReadOptions = {}): Promise<Inventory> {
  const gaps: { kind: InventoryKind; error: AppError }[] = []
  const attempt = async <T>(kind: InventoryKind, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      gaps.push({ kind, error: asAppError(thrown) })
      return otherwise
    }
  }
  const [endpoints, keys, grants, hosts, waiting, mappings, ownKey] = await Promise.all([
    attempt('endpoint', () => site.rows('endpoint', {}, options), []),
    attempt('apikey', () => site.rows('apikey', {}, options), []),
    attempt('grant', () => site.rows('grant', {}, options), []),
    attempt('host', () => site.rows('host', {}, options), []),
    attempt('change', () => countWaiting(site, options), { all: 0, byHost: new Map<number, number>() }),
    attempt('idmapping', () => countMappings(site, options), []),
    site.rows('apikey', { apiKey: { keyRef: site.site.keyRef } }, options).catch(() => [])
  ])
  const read = ['endpoint', 'apikey', 'grant', 'host', 'change', 'idmapping'].length
  if (gaps.length === read && gaps[0]) throw gaps[0].error
  return {
    endpoints: endpoints.map(({ name, dataSource }) => ({
      name,
      model: dataSource?.identifier ?? null,
      own: own.has(name)
    })),
    keys: keys.map(({ id, length }) => ({
      rowId: id,
      length,
      own: ownKey[0]?.id === id,
      grants: grants
        .filter(({ apiKeyId }) => apiKeyId === id)
        .flatMap(({ endpoint, readOnly }) => (endpoint ? [{ endpoint: endpoint.name, readOnly }] : []))
    })),
    hosts: hosts.map(({ id, host, active, state }) => ({
      rowId: id,
      host,
      active,
      state,
      waiting: waiting.byHost.get(id) ?? 0
    })),
    waiting: waiting.all,
    mappings,
    gaps
  }
}

async function countWaiting(
  site: SiteReader,
  options: ReadOptions
): Promise<{ all: number; byHost: Map<number, number> }> {
  let all = 0
  const byHost = new Map<number, number>()
  for await (const page of site.rowPages('change', {}, options)) {
    all += page.length
    for (const { hostIds } of page) for (const id of hostIds) byHost.set(id, (byHost.get(id) ?? 0) + 1)
  }
  return { all, byHost }
}

async function countMappings(site: SiteReader, options: ReadOptions): Promise<Inventory['mappings']> {
  const counts = new Map<string, { foreignHost: string; model: string; count: number }>()
  for await (const page of site.rowPages('idmapping', {}, options)) {
    for (const { foreignHost, entityType } of page) {
      // Rexxfleet's own marks are nobody's mappings.
      if (foreignHost === markerHost) continue
      const key = `${foreignHost.toLowerCase()}\n${entityType}`
      const known = counts.get(key) ?? { foreignHost, model: entityType, count: 0 }
      counts.set(key, { ...known, count: known.count + 1 })
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
