import { examine } from '../../core/doctor/examine.ts'
import { collect, type Collected, type Gap } from '../../core/doctor/reading/collect.ts'
import { readLinkContents } from '../../core/doctor/reading/link-contents.ts'
import { keysOfOriginals, readSharedKeys } from '../../core/doctor/reading/shared-keys.ts'
import type { FleetKnowledge, LinkContents } from '../../core/doctor/rule.ts'
import { sameHost, type SiteSnapshot } from '../../core/doctor/snapshot.ts'
import { managementKinds, type ManagementKind } from '../../core/fleet/management.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { findModel } from '../../core/models/catalogue.ts'
import type { Provenance } from '../../core/replication/provenance.ts'
import { allRemains } from '../../core/replication/steps/leave-remains.ts'
import { asAppError, type AppError } from '../../core/shared/app-error.ts'
import type { Clock } from '../../core/shared/ports.ts'
import { asRunsSee } from '../../core/sync/as-runs-see.ts'
import type { Hash } from '../../core/sync/canonical.ts'
import type { AgreedStates } from '../../core/sync/records.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link } from '../../core/topology/link.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'
import { inParallel } from '../sites/in-parallel.ts'
import type { Examination } from './examination.ts'

export interface ExaminerDeps {
  readonly access: SiteAccess
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly provenance: Provenance
  readonly agreed: AgreedStates
  readonly workflows: WorkflowRepository
  readonly hash: Hash
  readonly clock: Clock
}

/** Of the sites around the examined ones only this is looked at. */
const allKinds: readonly ManagementKind[] = [...managementKinds, 'lease']
const partnerKinds: readonly ManagementKind[] = ['apikey', 'idmapping']
const keysAlone: readonly ManagementKind[] = ['apikey']
const sitesAtOnce = 4

type Reading = { readonly collected: Collected } | { readonly error: AppError }

/** Examines sites and links. It has readers and no writer: nothing on any site can change. */
export class Examiner {
  readonly #deps: ExaminerDeps
  readonly #signal: AbortSignal

  constructor(deps: ExaminerDeps, signal: AbortSignal) {
    this.#deps = deps
    this.#signal = signal
  }

  /**
   * Examines the sites, and the links of which they are the replica, as far as `links` names them. `among`: whose keys are looked at, to see
   * who receives what a site sends; everybody's only where one has to be known again.
   */
  async examine(
    siteIds: readonly SiteId[],
    links: readonly Link[],
    among: 'partners' | 'everybody' = 'partners'
  ): Promise<Examination[]> {
    const { sites } = this.#deps
    const targets = siteIds.flatMap(siteId => sites.get(siteId) ?? [])
    const readings = new Map(
      await inParallel(
        targets,
        sitesAtOnce,
        async site => [site.id, await this.#read(site, allKinds)] as const
      )
    )
    const snapshots = new Map(snapshotsIn(readings).map(one => [one.site.id, one]))
    const gaps = new Map<SiteId, Gap[]>()
    const contents = await this.#contents(links, snapshots, gaps)
    await this.#readPartners(snapshots, among)
    const fleet = this.#knowledge(snapshots, contents)
    return targets.map(({ id }) => this.#judge(id, readings.get(id)!, fleet, gaps.get(id) ?? []))
  }

  #judge(siteId: SiteId, reading: Reading, fleet: FleetKnowledge, more: readonly Gap[]): Examination {
    const at = this.#deps.clock.now()
    if ('error' in reading) return { siteId, at, findings: [], gaps: [], error: reading.error }
    const { snapshot, gaps } = reading.collected
    return { siteId, at, findings: examine(snapshot, fleet), gaps: [...gaps, ...more], error: null }
  }

  async #read(site: Site, kinds: readonly ManagementKind[]): Promise<Reading> {
    const { sites, links } = this.#deps
    try {
      const reader = this.#deps.access.reader(site)
      const options = { signal: this.#signal }
      const { snapshot, gaps } = await collect(reader, kinds, options)
      const refs = keysOfOriginals(snapshot, { sites: sites.list(), links: links.list() })
      const sharedKeyIds = await readSharedKeys(reader, refs, options)
      return { collected: { snapshot: { ...snapshot, sharedKeyIds }, gaps } }
    } catch (thrown) {
      return { error: asAppError(thrown) }
    }
  }

  /** Sites that an examined one is linked with or has mappings of. One that does not answer is left out. */
  async #readPartners(snapshots: Map<SiteId, SiteSnapshot>, among: 'partners' | 'everybody'): Promise<void> {
    const targets = [...snapshots.values()]
    const links = this.#deps.links.list()
    const isPartner = (site: Site): boolean =>
      targets.some(
        target =>
          target.mappings.some(({ foreignHost }) => sameHost(foreignHost, site.mainDomain)) ||
          links.some(link => joins(link, site.id) && joins(link, target.site.id))
      )
    const others = this.#deps.sites.list().filter(({ id }) => !snapshots.has(id))
    const wanted = others
      .map(site => ({ site, kinds: isPartner(site) ? partnerKinds : keysAlone }))
      .filter(({ kinds }) => among === 'everybody' || kinds === partnerKinds)
    const readings = await inParallel(wanted, sitesAtOnce, ({ site, kinds }) => this.#read(site, kinds))
    for (const reading of readings)
      if ('collected' in reading)
        snapshots.set(reading.collected.snapshot.site.id, reading.collected.snapshot)
  }

  async #contents(
    links: readonly Link[],
    snapshots: ReadonlyMap<SiteId, SiteSnapshot>,
    gaps: Map<SiteId, Gap[]>
  ): Promise<LinkContents[]> {
    const { access, sites, hash } = this.#deps
    const found: LinkContents[] = []
    for (const link of links) {
      const snapshot = snapshots.get(link.replicaId)
      const [primary, replica] = [sites.get(link.primaryId), sites.get(link.replicaId)]
      if (!snapshot?.read.has('idmapping') || !primary || !replica) continue
      const sides = {
        link,
        snapshot,
        hash,
        replica: access.reader(replica),
        // As a run sees it, and as the replica's mappings name what it holds.
        primary: asRunsSee(access.reader(primary), link)
      }
      for (const model of link.models) {
        try {
          const contents = await readLinkContents(sides, model, { signal: this.#signal })
          if (contents) found.push(contents)
        } catch (thrown) {
          const what = `${primary.name}: ${findModel(model.model)?.shortName ?? model.model}`
          const gap = { what, error: asAppError(thrown) }
          gaps.set(link.replicaId, [...(gaps.get(link.replicaId) ?? []), gap])
        }
      }
    }
    return found
  }

  #knowledge(
    snapshots: ReadonlyMap<SiteId, SiteSnapshot>,
    contents: readonly LinkContents[]
  ): FleetKnowledge {
    const { sites, links, provenance, agreed, workflows } = this.#deps
    return {
      sites: sites.list(),
      links: links.list(),
      snapshots,
      contents,
      remains: allRemains({ workflows }),
      wasMade: row => provenance.wasMade(row),
      usersOf: row => provenance.usersOf(row),
      agreedLocal: (linkId, model, foreignId) => agreed.get(linkId, model, foreignId)?.localId ?? null
    }
  }
}

const joins = ({ primaryId, replicaId }: Link, siteId: SiteId): boolean =>
  primaryId === siteId || replicaId === siteId

function snapshotsIn(readings: ReadonlyMap<SiteId, Reading>): SiteSnapshot[] {
  return [...readings.values()].flatMap(reading =>
    'collected' in reading ? [reading.collected.snapshot] : []
  )
}
