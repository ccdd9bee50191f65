import type { ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import { hostOfAddress, refusePlainHttp, siteAddress } from '../../core/fleet/address.ts'
import { refuseKnownAddress } from '../../core/fleet/fleet-rules.ts'
import { findMarkers, verifyMarker } from '../../core/fleet/marker.ts'
import type { AddressProber, SiteAccess } from '../../core/fleet/site-access.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { moveWorkflow, type MoveSiteParams, type Whereabouts } from '../../core/relaunch/relaunch.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link } from '../../core/topology/link.ts'
import { hostState, receiverOf } from '../../core/topology/receiver.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRepository, WorkflowState } from '../../core/workflow/records.ts'
import { findPartners } from './find-partners.ts'

export interface MoveDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly workflows: WorkflowRepository
  readonly machine: WorkflowMachine
  readonly workflowView: (workflowId: string) => WorkflowView
  readonly access: SiteAccess
  readonly prober: AddressProber
  readonly startedBy: string
}

/** Plans the change of a site's main domain: reads everybody who may remember the site by name, and writes nothing. */
export async function planMove(deps: MoveDeps, wish: ParsedInput<'sites.planMove'>): Promise<WorkflowView> {
  const site = knownSite(deps.sites, wish.siteId)
  if (site.state !== 'enrolled')
    throw new AppError(
      'site-not-enrolled',
      `'${site.name}' is not enrolled yet, so nobody knows it by name. Change its main domain where it was added.`,
      { site: site.name }
    )
  refuseTaken(deps, site, wish.mainDomain)
  refuseUnfinished(deps, site)
  const from: Whereabouts = { mainDomain: site.mainDomain, baseUrl: site.baseUrl }
  const to = { mainDomain: wish.mainDomain, baseUrl: await newAddress(deps, site, wish) }
  if (from.mainDomain === to.mainDomain && from.baseUrl === to.baseUrl)
    throw new AppError('invalid-input', `'${site.name}' has this main domain already.`, { site: site.name })
  const { partners, leftOut } = await findPartners(deps, site, from, to)
  const ready = linksOf(deps, site).filter(link => link.state === 'ready')
  const params: MoveSiteParams = {
    siteId: site.id,
    from,
    to,
    partners,
    linkIds: ready.map(({ id }) => id),
    live: await pushedFrom(deps, site, ready),
    leftOut
  }
  const planned = plannedMoves(deps, site)
  const { id } = await deps.machine.plan({
    ...moveWorkflow.of(params),
    linkId: null,
    siteIds: [site.id, ...partners.map(({ siteId }) => siteId)],
    startedBy: deps.startedBy
  })
  for (const before of planned) deps.machine.discard(before)
  return deps.workflowView(id)
}

function linksOf({ links }: MoveDeps, { id }: Site) {
  return links.list().filter(link => link.primaryId === id || link.replicaId === id)
}

/** Links by which the site pushes to a replica by itself at the moment. */
async function pushedFrom({ sites, access }: MoveDeps, site: Site, links: readonly Link[]): Promise<Link[]> {
  const live = links.filter(({ primaryId, delivery }) => primaryId === site.id && delivery === 'live')
  if (live.length === 0) return []
  const hosts = await access.reader(site).rows('host')
  return live.filter(({ replicaId }) => {
    const { host } = receiverOf(sites.get(replicaId)!)
    return hosts.some(row => row.host === host && row.state !== hostState.stopped)
  })
}

/** Two sites under one name would take each other's mappings for their own. */
function refuseTaken({ sites }: MoveDeps, site: Site, mainDomain: string): void {
  const other = sites.list().find(one => one.id !== site.id && one.mainDomain === mainDomain)
  if (!other) return
  throw new AppError(
    'main-domain-taken',
    `'${other.name}' has the main domain ${mainDomain}. Change that site first, or choose another name.`,
    { site: other.name, mainDomain }
  )
}

function movesOf({ workflows }: MoveDeps, site: Site, states: readonly WorkflowState[]) {
  return workflows.list({ states }).filter(record => moveWorkflow.paramsOf(record)?.siteId === site.id)
}
const plannedMoves = (deps: MoveDeps, site: Site): string[] =>
  movesOf(deps, site, ['planned']).map(({ id }) => id)

function refuseUnfinished(deps: MoveDeps, site: Site): void {
  const [stopped] = movesOf(deps, site, ['applying', 'waiting', 'failed', 'undoing'])
  if (!stopped) return
  throw new AppError(
    'link-busy',
    `A move of '${site.name}' stopped half-way. Resume or undo it first (workflow ${stopped.id}).`,
    { workflow: stopped.id }
  )
}

/** The address as it is to be kept; a new one is that of the same site, known by its marker. */
async function newAddress(
  { sites, prober, access }: MoveDeps,
  site: Site,
  { address: given, mainDomain, allowHttp }: ParsedInput<'sites.planMove'>
): Promise<string> {
  const address = given ?? followingAddress(site, mainDomain)
  if (address === site.baseUrl) return site.baseUrl
  const typed = siteAddress(address)
  refusePlainHttp(typed, allowHttp || site.allowHttp)
  const others = sites.list().filter(one => one.id !== site.id)
  refuseKnownAddress(typed, others)
  const baseUrl = siteAddress((await prober.probe(typed, { allowHttp: allowHttp || site.allowHttp })).baseUrl)
  refuseKnownAddress(baseUrl, others)
  const moved = { ...site, baseUrl, allowHttp: allowHttp || site.allowHttp }
  verifyMarker(moved, await findMarkers(access.reader(moved)))
  return baseUrl
}

/** A site that is reached by its main domain is reached by the new one from now on; any other address stays. */
function followingAddress({ baseUrl, mainDomain: before }: Site, mainDomain: string): string {
  if (hostOfAddress(baseUrl) !== before) return baseUrl
  const url = new URL(baseUrl)
  url.hostname = mainDomain
  return url.href
}
