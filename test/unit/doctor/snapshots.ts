import type { FleetKnowledge } from '../../../src-main/core/doctor/rule.ts'
import type { MappingGroup, SiteSnapshot } from '../../../src-main/core/doctor/snapshot.ts'
import { managementKinds, type HostRow } from '../../../src-main/core/fleet/management.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'

export const event = 'Cx\\Modules\\Calendar\\Model\\Entity\\Event'
export const rule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

export function site(id: string, more: Partial<Site> = {}): Site {
  return {
    id,
    name: id,
    baseUrl: `https://www.${id}.example`,
    mainDomain: `${id}.example`,
    tablePrefix: 'contrexx_',
    tags: [],
    environment: 'test',
    readOnly: false,
    allowHttp: false,
    state: 'enrolled',
    marker: `marker-of-${id}`,
    keyRef: `site/${id}`,
    demo: false,
    addedAt: 0,
    ...more
  }
}

/** A site on which everything was read and nothing is there. */
export function snapshot(more: Partial<SiteSnapshot> = {}): SiteSnapshot {
  return {
    site: site('portal'),
    read: new Set(managementKinds),
    siteTime: Date.parse('2026-05-01T12:00:00Z'),
    dataSources: [],
    legacySources: [],
    endpoints: [],
    keys: [],
    managementKeyId: 1,
    sharedKeyIds: [],
    grants: [],
    syncs: [],
    relations: [],
    hosts: [],
    leases: [],
    hostEntities: [],
    changes: [],
    mappings: [],
    ownRows: [],
    present: new Map(),
    ...more
  }
}

export function host(more: Partial<HostRow> = {}): HostRow {
  return {
    id: 1,
    host: 'town.example',
    active: true,
    keyPrint: 'print:of-town',
    apiVersion: 1,
    urlTemplate: 'https://[[HOST]]/api/sync/v1/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]',
    state: 0,
    lastUpdate: '2026-05-01T11:00:00+00:00',
    ...more
  }
}

export function group(foreignHost: string, ...pairs: readonly [number, string, string][]): MappingGroup {
  return {
    foreignHost,
    model: rule,
    pairs: pairs.map(([rowId, foreignId, localId]) => ({ rowId, foreignId, localId }))
  }
}

export function link(id: string, primaryId: string, replicaId: string, more: Partial<Link> = {}): Link {
  return {
    id,
    primaryId,
    replicaId,
    twinId: null,
    models: [],
    delivery: 'compare',
    state: 'ready',
    keyRef: `link/${id}`,
    createdAt: 0,
    ...more
  }
}

export function knowledge(
  snapshots: readonly SiteSnapshot[],
  more: Partial<FleetKnowledge> = {}
): FleetKnowledge {
  return {
    sites: snapshots.map(one => one.site),
    links: [],
    snapshots: new Map(snapshots.map(one => [one.site.id, one])),
    contents: [],
    wasMade: () => false,
    usersOf: () => [],
    remains: [],
    agreedLocal: () => null,
    ...more
  }
}
