import type { HostRow, ManagementKind } from '../fleet/management.ts'
import type { Site } from '../fleet/site.ts'
import type { SiteSnapshot } from '../doctor/snapshot.ts'
import { sameHost, waitingFor } from '../doctor/snapshot.ts'
import type { Delivery, Link, LinkId } from '../topology/link.ts'
import { proposedPairs, type ProposedPair } from './proposed-pairs.ts'
import { proposedModels, type ProposedModel } from './proposed-models.ts'
import { receiverOf, type Receiver, type ReceiverEvidence } from './receiver.ts'

/** The rows that tell who replicates to whom. */
export const discoveryKinds = [
  'endpoint',
  'apikey',
  'grant',
  'sync',
  'host',
  'hostentity',
  'change',
  'idmapping'
] as const satisfies readonly ManagementKind[]

/** What should be looked at before a proposal is taken up: stable words. */
export const proposalNotes = [
  'host-inactive',
  'host-name-differs',
  'key-unknown-to-replica',
  'not-granted',
  'only-some-entities'
] as const
export type ProposalNote = (typeof proposalNotes)[number]

export interface ProposalHost {
  readonly rowId: number
  readonly host: string
  readonly active: boolean
  readonly state: number
  readonly waiting: number
}

/** A replication that exists on the sites, as a link that could be. */
export interface Proposal {
  readonly primaryId: string
  readonly replicaId: string
  /** The link that Rexxfleet has for these two sites already. */
  readonly linkId: LinkId | null
  readonly models: readonly ProposedModel[]
  /** `live`: Cloudrexx pushes. `queue`: it collects changes. `compare`: it does neither. */
  readonly delivery: Delivery
  readonly host: ProposalHost | null
  readonly evidence: readonly (ReceiverEvidence | 'mappings')[]
  readonly notes: readonly ProposalNote[]
}

/** A host row whose receiver is in the fleet nowhere. */
export interface Stranger extends ProposalHost {
  readonly siteId: string
}

export interface Discovery {
  readonly proposals: readonly Proposal[]
  /** Of these the ones that go both ways. */
  readonly pairs: readonly ProposedPair[]
  readonly strangers: readonly Stranger[]
}

/** The replications that the sites' rows show: Cloudrexx's own by its host rows, and others by what they left in the mappings. */
export function discover(snapshots: readonly SiteSnapshot[], links: readonly Link[]): Discovery {
  const candidates = snapshots.map(({ site, keys }) => ({ site, keys }))
  const proposals: Proposal[] = []
  const strangers: Stranger[] = []
  for (const primary of snapshots) {
    const hosts = new Map<string, { host: HostRow; receiver: Receiver }[]>()
    for (const host of primary.hosts) {
      const receiver = receiverOf(host, primary.site, candidates)
      if (!receiver) strangers.push({ siteId: primary.site.id, ...hostView(host, primary) })
      else hosts.set(receiver.site.id, [...(hosts.get(receiver.site.id) ?? []), { host, receiver }])
    }
    for (const replica of snapshots) {
      const known = hosts.get(replica.site.id) ?? []
      const linkId = links.find(link => joins(link, primary.site, replica.site))?.id ?? null
      const proposal = replica === primary ? null : propose(primary, replica, known)
      if (proposal) proposals.push({ ...proposal, linkId })
    }
  }
  return { proposals, pairs: proposedPairs(proposals, snapshots), strangers }
}

const joins = (link: Link, primary: Site, replica: Site): boolean =>
  link.primaryId === primary.id && link.replicaId === replica.id

function hostView({ id, host, active, state }: HostRow, snapshot: SiteSnapshot): ProposalHost {
  return { rowId: id, host, active, state, waiting: waitingFor(snapshot, id).length }
}

function propose(
  primary: SiteSnapshot,
  replica: SiteSnapshot,
  known: readonly { host: HostRow; receiver: Receiver }[]
): Omit<Proposal, 'linkId'> | null {
  // One of several rows for the same site is in use: an active one, the oldest of those.
  const best = [...known].sort(
    (one, other) => Number(other.host.active) - Number(one.host.active) || one.host.id - other.host.id
  )[0]
  const host = best?.host ?? null
  const models = proposedModels(primary, replica, host)
  if (models.length === 0 && !host) return null
  const mapped = models.some(model => model.mapped > 0)
  return {
    primaryId: primary.site.id,
    replicaId: replica.site.id,
    models,
    delivery: deliveryOf(host),
    host: host && hostView(host, primary),
    evidence: [...(best?.receiver.evidence ?? []), ...(mapped ? (['mappings'] as const) : [])],
    notes: notesOn(host, models, replica)
  }
}

function deliveryOf(host: HostRow | null): Delivery {
  if (!host?.active) return 'compare'
  return host.state === 2 ? 'queue' : 'live'
}

function notesOn(
  host: HostRow | null,
  models: readonly ProposedModel[],
  { site, keys }: SiteSnapshot
): ProposalNote[] {
  const notes: ProposalNote[] = []
  if (host && !host.active) notes.push('host-inactive')
  if (host && !sameHost(host.host, site.mainDomain)) notes.push('host-name-differs')
  if (host && !keys.some(({ print }) => print === host.keyPrint)) notes.push('key-unknown-to-replica')
  if (host && models.some(({ granted }) => !granted)) notes.push('not-granted')
  if (models.some(({ ids }) => ids !== null)) notes.push('only-some-entities')
  return notes
}
