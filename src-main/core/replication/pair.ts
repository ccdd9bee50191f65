import { catalogue } from '../models/catalogue.ts'
import { calendarEvent, isCalendarModel } from '../models/calendar.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import type { ModelName } from '../models/model.ts'
import type { Link, LinkId } from '../topology/link.ts'
import type { Claim } from '../workflow/definition.ts'
import type { Users } from './steps/ownership.ts'
import type { GrantWish } from './steps/grant.ts'

/** A link, and where it goes both ways the link back: they are set up and taken off as one. */
export interface LinkPair {
  readonly link: Link
  readonly twin: Link | null
}

export function linksOf({ link, twin }: LinkPair): Link[] {
  return twin ? [link, twin] : [link]
}

/** Those of the links that are named. */
export function chosenOf(links: readonly Link[], ids: readonly LinkId[] = []): Link[] {
  return links.filter(({ id }) => ids.includes(id))
}

export function usersOf(pair: LinkPair): Users {
  return linksOf(pair).map(link => link.id)
}

/** What nobody else may work on while links are changed or taken off: what their replicas get from them (ground rule 10). */
export function claimsOf(links: readonly Link[], site: (id: SiteId) => Site): Claim[] {
  return links.map(({ primaryId, replicaId }) => ({
    siteId: replicaId,
    sender: site(primaryId).mainDomain
  }))
}

/** A model, and the REST name that one site has for it. */
export interface ModelEndpoint {
  readonly model: ModelName
  readonly endpoint: string
}

/** What a pair needs on one of its two sites. */
export interface Side {
  readonly siteId: SiteId
  readonly models: readonly ModelEndpoint[]
  /** What the link's key may write beside that, as Cloudrexx documents it for calendars; nothing of it is replicated. */
  readonly besides: readonly ModelEndpoint[]
  /** The rights of the pair's own keys on this site, and of the management key. */
  readonly grants: readonly GrantWish[]
  /** The link that pushes to this site, if one does: its key has to be known here. */
  readonly receives: Link | null
}

/** The two sides of a pair, replica of the first link first. */
export function sidesOf(pair: LinkPair, site: (id: SiteId) => Site): [replica: Side, primary: Side] {
  const { link, twin } = pair
  const replica = link.models.map(({ model, replicaEndpoint }) => ({ model, endpoint: replicaEndpoint }))
  const primary = link.models.map(({ model, primaryEndpoint }) => ({ model, endpoint: primaryEndpoint }))
  return [side(site(link.replicaId), replica, link), side(site(link.primaryId), primary, twin)]
}

function side(site: Site, models: Side['models'], receives: Link | null): Side {
  const { id: siteId, keyRef } = site
  const grants = models.flatMap(({ endpoint }): GrantWish[] => [
    ...(receives ? [grantOfLink(receives, siteId, endpoint)] : []),
    { siteId, endpoint, keyRef, holder: 'management', readOnly: true }
  ])
  return { siteId, models, besides: receives ? calendarBesides(receives) : [], grants, receives }
}

/** What the key of a link may do where it pushes to. */
export function grantOfLink({ keyRef }: Link, siteId: SiteId, endpoint: string): GrantWish {
  return { siteId, endpoint, keyRef, holder: 'link', readOnly: false }
}

/**
 * All other endpoints of the calendar, by their usual names: whoever receives events gets the rights for all of it, registrations and
 * invitations included, as Cloudrexx documents it. Rexxfleet sends only what the link carries.
 */
function calendarBesides({ models }: Link): ModelEndpoint[] {
  const carried = new Set(models.map(({ model }) => model))
  if (!carried.has(calendarEvent)) return []
  return catalogue
    .filter(({ name }) => isCalendarModel(name) && !carried.has(name))
    .map(({ name, shortName }) => ({ model: name, endpoint: shortName }))
}

/** A side with only these of its models, and the rights on them; what the key may do beside that is left out. */
export function cutSide(side: Side, wanted: (model: Side['models'][number]) => boolean): Side {
  const models = side.models.filter(wanted)
  const endpoints = new Set(models.map(({ endpoint }) => endpoint))
  return {
    ...side,
    models,
    besides: [],
    grants: side.grants.filter(({ endpoint }) => endpoints.has(endpoint))
  }
}
