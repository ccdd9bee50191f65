import type { Site, SiteId } from '../fleet/site.ts'
import { namesLanguages } from '../languages/language-map.ts'
import type { AddedModel } from '../models/by-hand/added-model.ts'
import type { AgreedStates } from '../sync/records.ts'
import type { Position } from '../topology/link-repository.ts'
import type { Link } from '../topology/link.ts'
import { agreedEntry } from './agreed-entries.ts'
import type { FileLink, FileSite, Topology } from './topology-file.ts'

export interface Fleet {
  readonly sites: readonly Site[]
  readonly links: readonly Link[]
  readonly positions: ReadonlyMap<SiteId, Position>
  readonly models: readonly AddedModel[]
}

/**
 * What a topology file says of a fleet. Demo sites stay at home: they only run on this computer. `agreed` is left out where agreed
 * states were not asked for.
 */
export function describeTopology(
  { sites, links, positions, models }: Fleet,
  keyed: ReadonlySet<SiteId>,
  agreed?: AgreedStates
): Topology {
  const told = sites.filter(site => !site.demo)
  const ids = new Set(told.map(site => site.id))
  return {
    sites: told.map(site => fileSite(site, positions.get(site.id) ?? null, keyed.has(site.id))),
    links: links
      .filter(({ primaryId, replicaId }) => ids.has(primaryId) && ids.has(replicaId))
      .map(link => fileLink(link, agreed)),
    ...(models.length > 0 ? { models } : {})
  }
}

function fileSite(site: Site, position: Position | null, key: boolean): FileSite {
  const { id, name, baseUrl, mainDomain, tablePrefix, tags, environment, readOnly, allowHttp, marker } = site
  return {
    id,
    name,
    baseUrl,
    mainDomain,
    tablePrefix,
    tags,
    environment,
    readOnly,
    allowHttp,
    marker,
    position,
    key
  }
}

function fileLink(link: Link, agreed: AgreedStates | undefined): FileLink {
  return {
    primary: link.primaryId,
    replica: link.replicaId,
    models: link.models.map(({ model, ids }) => ({
      model,
      ids,
      ...(agreed ? { agreed: Array.from(agreed.each(link.id, model), agreedEntry) } : {})
    })),
    delivery: link.delivery,
    ...(namesLanguages(link.languages) ? { languages: link.languages } : {}),
    twin: link.twinId !== null
  }
}
