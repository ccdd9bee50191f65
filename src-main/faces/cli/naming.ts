/** What people type for a site or a link, and what is shown for it. */
import type { LinkView } from '../../contract/link-shapes.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { Failure } from './outcome.ts'
import type { Session } from './session.ts'

export interface Fleet {
  readonly sites: readonly SiteView[]
  readonly links: readonly LinkView[]
}

export async function fleetOf(session: Session): Promise<Fleet> {
  const { sites, links } = await session.call('topology.get', {})
  return { sites, links }
}

export function siteName(fleet: Pick<Fleet, 'sites'>, siteId: string): string {
  return fleet.sites.find(site => site.id === siteId)?.name ?? siteId
}

export function linkName(fleet: Fleet, link: Pick<LinkView, 'primaryId' | 'replicaId'>): string {
  return `${siteName(fleet, link.primaryId)}→${siteName(fleet, link.replicaId)}`
}

export function linkNameById(fleet: Fleet, linkId: string | null): string {
  const link = fleet.links.find(known => known.id === linkId)
  return link ? linkName(fleet, link) : (linkId ?? '')
}

function only<T>(found: readonly T[], text: string, describe: (thing: T) => string): T | null {
  if (found.length > 1)
    throw new Failure('invalid-input', `“${text}” fits more than one: ${found.map(describe).join(', ')}.`, {
      details: { given: text, fits: found.map(describe) }
    })
  return found[0] ?? null
}

/** A site by its name, whatever the case, or by its id. */
export function findSite(fleet: Pick<Fleet, 'sites'>, text: string): SiteView {
  const wanted = text.trim().toLowerCase()
  const found =
    fleet.sites.find(site => site.id === text) ??
    only(
      fleet.sites.filter(site => site.name.toLowerCase() === wanted),
      text,
      site => site.id
    )
  if (found) return found
  throw new Failure('unknown-site', `There is no site named “${text}”. See: rexxfleet site list`, {
    details: { given: text }
  })
}

function namesLink(fleet: Fleet, link: LinkView, wanted: string): boolean {
  const [primary, replica] = [link.primaryId, link.replicaId].map(id => siteName(fleet, id).toLowerCase())
  const normal = wanted.replace(/\s*(?:→|->)\s*/, '→')
  return normal === `${primary}→${replica}` || normal === `${primary}:${replica}`
}

/** A link by its id, the start of its id, or the names of its sites: `primary→replica`, `primary->replica`, `primary:replica`. */
export function findLink(fleet: Fleet, text: string): LinkView {
  const wanted = text.trim().toLowerCase()
  const whole = fleet.links.find(link => link.id === text)
  const found =
    whole ??
    only(
      fleet.links.filter(link => namesLink(fleet, link, wanted)),
      text,
      link => link.id
    ) ??
    only(
      fleet.links.filter(link => wanted.length >= 4 && link.id.toLowerCase().startsWith(wanted)),
      text,
      link => link.id
    )
  if (found) return found
  throw new Failure('unknown-link', `There is no link “${text}”. See: rexxfleet link list`, {
    details: { given: text }
  })
}
