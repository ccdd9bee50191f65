import type { SiteId } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import type { Link, LinkId } from '../topology/link.ts'
import type { Definition } from '../workflow/machine.ts'
import type { Json } from '../workflow/records.ts'
import type { Step } from '../workflow/step.ts'
import { endDeliverySteps, pauseSteps } from './delivery/delivery-steps.ts'
import { deregisterSide, flushInOrder } from './deregister-link.ts'
import { noteOriginals } from './flush/note-originals.ts'
import { chosenOf, claimsOf, linksOf, sidesOf, type LinkPair } from './pair.ts'
import { endPublishingSteps } from './publishing/publishing-steps.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { closeLink, forgetLink } from './steps/link-record.ts'

/** A site and all links that it has, as they were when the plan was made. */
export interface PurgeParams {
  readonly siteId: SiteId
  readonly pairs: readonly LinkPair[]
  readonly linkIds: readonly string[]
  /** What the site delivered to others goes from them too. */
  readonly flushReplicas: boolean
  readonly includeEdited: boolean
  readonly archiveId: string
  /** Links whose replica is a publishing target of its primary's calendar on Rexxfleet's account. */
  readonly published?: readonly LinkId[]
}

/**
 * The order in which rows can go, over all links at once: whatever refers to something goes before it (F33, F41), and a row that several
 * of the links share goes with the last of them.
 */
const order = [
  'revoke-link-key',
  'revoke-management-key',
  'remove-link-key',
  'remove-changes',
  'remove-host-entities',
  'remove-host',
  'remove-sync',
  'remove-endpoint',
  'leave-relations',
  'remove-data-source'
]

/** Takes a site out of all replication: out of its primaries and its replicas, and what it got from primaries off it. */
export function purgeSite(deps: ReplicationDeps): Definition {
  return {
    kind: 'purge-site',
    steps(params: Json): Step[] {
      const wish = params as unknown as PurgeParams
      const links = wish.pairs.flatMap(linksOf)
      return [
        ...links.map(link => closeLink(deps, link)),
        ...links.flatMap(link => pauseSteps(deps, link)),
        ...wish.pairs.flatMap(pair => flushSteps(deps, wish, pair)),
        ...removals(deps, wish, links),
        ...endPublishingSteps(deps, chosenOf(links, wish.published)),
        ...links.map(link => forgetLink(deps, link))
      ]
    },
    claims(params: Json) {
      const links = (params as unknown as PurgeParams).pairs.flatMap(linksOf)
      return claimsOf(links, id => deps.sites.get(id)!)
    },
    admit(params: Json): void {
      const { siteId, linkIds } = params as unknown as PurgeParams
      const now = deps.links.list().filter(link => link.primaryId === siteId || link.replicaId === siteId)
      if (now.length === linkIds.length && now.every(({ id }) => linkIds.includes(id))) return
      throw new AppError('plan-outdated', 'The links of the site have changed since. Make a new plan.', {
        site: siteId
      })
    }
  }
}

/** What others got from the site stays there, unless it is wished otherwise. */
function flushSteps(
  deps: ReplicationDeps,
  { siteId, flushReplicas, includeEdited, archiveId }: PurgeParams,
  pair: LinkPair
): Step[] {
  const flushed = linksOf(pair).filter(({ replicaId }) => flushReplicas || replicaId === siteId)
  if (flushed.length === 0) return []
  const wish = { includeEdited, withoutPrimary: false, archiveId }
  return [
    ...(pair.twin ? [noteOriginals(deps, pair)] : []),
    ...flushed.flatMap(link => flushInOrder(deps, link, () => wish))
  ]
}

function removals(deps: ReplicationDeps, { pairs }: PurgeParams, links: readonly Link[]): Step[] {
  const users = links.map(({ id }) => id)
  const all = pairs.flatMap(pair => [
    ...sidesOf(pair, id => deps.sites.get(id)!).flatMap(side => deregisterSide(deps, side, users, 'link')),
    ...linksOf(pair).flatMap(link => endDeliverySteps(deps, link, users))
  ])
  // Rights of the links' own keys are each their own, although they are on endpoints of the same name.
  const once = new Map(
    all.map((step, at) => [
      step.kind === 'revoke-link-key' ? `${step.id} ${at}` : `${step.kind} ${step.id}`,
      step
    ])
  )
  return [...once.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}
