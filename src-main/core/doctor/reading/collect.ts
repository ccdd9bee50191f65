import type { ManagementKind, ManagementRows } from '../../fleet/management.ts'
import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import { asAppError, type AppError } from '../../shared/app-error.ts'
import type { SiteSnapshot, WaitingChange } from '../snapshot.ts'
import { readMappingGroups } from './mapping-groups.ts'
import { readPresent } from './present-entities.ts'

/** Something that could not be read: no rule that needs it says anything. */
export interface Gap {
  readonly what: string
  readonly error: AppError
}

export interface Collected {
  readonly snapshot: SiteSnapshot
  readonly gaps: readonly Gap[]
}

/**
 * Reads the management rows of a site, and which of the mapped entities exist. Writes nothing: it has no means to. Fails where nothing at
 * all can be read; a kind that cannot be read alone is a gap.
 */
export async function collect(
  site: SiteReader,
  kinds: readonly ManagementKind[],
  options: ReadOptions = {}
): Promise<Collected> {
  const wanted = new Set(kinds)
  const read = new Set<ManagementKind>()
  const gaps: Gap[] = []

  async function attempt<T>(kind: ManagementKind, work: () => Promise<T>, otherwise: T): Promise<T> {
    if (!wanted.has(kind)) return otherwise
    try {
      const found = await work()
      read.add(kind)
      return found
    } catch (thrown) {
      gaps.push({ what: kind, error: asAppError(thrown) })
      return otherwise
    }
  }
  const rows = <K extends ManagementKind>(kind: K): Promise<ManagementRows[K][]> =>
    attempt(kind, () => site.rows(kind, {}, options), [])

  const [lists, changes, mapped] = await Promise.all([
    Promise.all([
      rows('datasource'),
      rows('legacysource'),
      rows('endpoint'),
      rows('apikey'),
      rows('grant'),
      rows('sync'),
      rows('relation'),
      rows('host'),
      rows('lease'),
      rows('hostentity')
    ]),
    attempt('change', () => readChanges(site, options), []),
    attempt('idmapping', () => readMappingGroups(site, options), { groups: [], ownRows: [] })
  ])
  if (read.size === 0 && gaps[0]) throw gaps[0].error
  const [dataSources, legacySources, endpoints, keys, grants, syncs, relations, hosts, leases, hostEntities] =
    lists
  const rest = {
    dataSources,
    legacySources,
    endpoints,
    keys,
    grants,
    syncs,
    relations,
    hosts,
    leases,
    hostEntities
  }
  const siteTime = wanted.has('host') ? await site.time(options).catch(() => null) : null
  const managementKeyId = await keyIdOf(site, options).catch(() => null)
  const snapshot: SiteSnapshot = {
    site: site.site,
    read,
    siteTime,
    ...rest,
    managementKeyId,
    sharedKeyIds: [],
    changes,
    mappings: mapped.groups,
    ownRows: mapped.ownRows,
    present: new Map()
  }
  return { snapshot: { ...snapshot, present: await readPresent(site, snapshot, gaps, options) }, gaps }
}

async function keyIdOf(site: SiteReader, options: ReadOptions): Promise<number | null> {
  const rows = await site.rows('apikey', { apiKey: { keyRef: site.site.keyRef } }, options)
  return rows[0]?.id ?? null
}

/** What a change holds is nobody's business here, and large. */
async function readChanges(site: SiteReader, options: ReadOptions): Promise<WaitingChange[]> {
  const changes: WaitingChange[] = []
  for await (const page of site.rowPages('change', {}, options))
    for (const { id, syncId, originSyncId, hostIds } of page)
      changes.push({ id, syncId, originSyncId, hostIds })
  return changes
}
