import { addressKey } from '../fleet/address.ts'
import { nameKey } from '../fleet/fleet-rules.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import type { AddedModel } from '../models/by-hand/added-model.ts'
import { assertAddable } from '../models/by-hand/assert-addable.ts'
import { assertChangeDate } from '../models/by-hand/assert-change-date.ts'
import { isAppError } from '../shared/app-error.ts'
import type { Link } from '../topology/link.ts'
import type { FileLink, FileSite, Topology } from './topology-file.ts'

export const siteOutcomes = ['new', 'known', 'conflict'] as const
/** `refused`: the catalogue refuses the class, or knows another one by that name. */
export const modelOutcomes = ['new', 'known', 'refused'] as const
export const linkOutcomes = ['noted', 'exists', 'left-out'] as const
/** Why a site cannot come in, or what differs on one that is known: stable words. */
export const importReasons = [
  'name-taken',
  'same-marker',
  'other-marker',
  'other-main-domain',
  'site-conflict'
] as const
export type ImportReason = (typeof importReasons)[number]

export interface PlannedSite {
  readonly site: FileSite
  readonly outcome: (typeof siteOutcomes)[number]
  readonly why: ImportReason | null
  /** The site of the fleet that it is, or that stands in its way. */
  readonly existing: SiteId | null
}

export interface PlannedLink {
  readonly link: FileLink
  readonly outcome: (typeof linkOutcomes)[number]
  readonly why: ImportReason | null
}

export interface PlannedModel {
  readonly model: AddedModel
  readonly outcome: (typeof modelOutcomes)[number]
}

export interface ImportPlan {
  readonly sites: readonly PlannedSite[]
  readonly links: readonly PlannedLink[]
  readonly models: readonly PlannedModel[]
}

/**
 * What an import would do. A site that the fleet knows stays as it is, whatever the file says of it; one that collides stays out, and
 * its links with it. No link is ever set up: each comes in as a note.
 */
export function planImport(
  { sites, links, models = [] }: Topology,
  fleet: {
    readonly sites: readonly Site[]
    readonly links: readonly Link[]
    readonly models: readonly AddedModel[]
  }
): ImportPlan {
  const planned = sites.map(site => planSite(site, fleet.sites))
  const bySite = new Map(planned.map(one => [one.site.id, one]))
  return {
    sites: planned,
    links: links.map(link => planLink(link, bySite, fleet.links)),
    models: models.map(model => planModel(model, models, fleet.models))
  }
}

/** A class that is known stays as it was described here; one that Rexxfleet would not take by hand does not come in by a file either. */
function planModel(
  model: AddedModel,
  told: readonly AddedModel[],
  known: readonly AddedModel[]
): PlannedModel {
  if (known.some(({ name }) => name === model.name)) return { model, outcome: 'known' }
  try {
    assertAddable(model, told)
    assertChangeDate(model)
    return { model, outcome: 'new' }
  } catch (thrown) {
    if (isAppError(thrown)) return { model, outcome: 'refused' }
    throw thrown
  }
}

function planSite(site: FileSite, fleet: readonly Site[]): PlannedSite {
  const at = fleet.find(known => addressKey(known.baseUrl) === addressKey(site.baseUrl))
  if (at) {
    const differs = at.marker !== null && site.marker !== null && at.marker !== site.marker
    if (differs) return { site, outcome: 'conflict', why: 'other-marker', existing: at.id }
    const why = at.mainDomain === site.mainDomain ? null : 'other-main-domain'
    return { site, outcome: 'known', why, existing: at.id }
  }
  const marked = site.marker === null ? null : fleet.find(known => known.marker === site.marker)
  if (marked) return { site, outcome: 'conflict', why: 'same-marker', existing: marked.id }
  const named = fleet.find(known => nameKey(known.name) === nameKey(site.name))
  if (named) return { site, outcome: 'conflict', why: 'name-taken', existing: named.id }
  return { site, outcome: 'new', why: null, existing: null }
}

function planLink(
  link: FileLink,
  sites: ReadonlyMap<string, PlannedSite>,
  links: readonly Link[]
): PlannedLink {
  const [primary, replica] = [sites.get(link.primary)!, sites.get(link.replica)!]
  if (primary.outcome === 'conflict' || replica.outcome === 'conflict')
    return { link, outcome: 'left-out', why: 'site-conflict' }
  const exists = links.some(
    known =>
      primary.existing !== null &&
      known.primaryId === primary.existing &&
      known.replicaId === replica.existing
  )
  return { link, outcome: exists ? 'exists' : 'noted', why: null }
}
