import type { SiteId } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import type { Link, LinkId } from '../topology/link.ts'
import type { Definition } from '../workflow/definition.ts'
import type { Step } from '../workflow/step.ts'
import { WorkflowType } from '../workflow/workflow-type.ts'
import { assertUnchanged } from './assert-unchanged.ts'
import { endDeliverySteps, pauseSteps } from './delivery/delivery-steps.ts'
import { deregisterSide, flushInOrder, type DeregisterParams } from './deregister-link.ts'
import { keepData } from './flush/keep-data.ts'
import { noteOriginals } from './flush/note-originals.ts'
import { chosenOf, claimsOf, linksOf, sidesOf, type LinkPair } from './pair.ts'
import { endPublishingSteps } from './publishing/publishing-steps.ts'
import { inRemovalOrder } from './removal-order.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { leaveRemains } from './steps/leave-remains.ts'
import { closeLink, forgetLink } from './steps/link-record.ts'

/** A site and all links that it has, as they were when the plan was made. */
export interface PurgeParams {
  readonly siteId: SiteId
  readonly pairs: readonly LinkPair[]
  readonly linkIds: readonly string[]
  /** What the site delivered to others goes from them too. */
  readonly flushReplicas: boolean
  readonly includeEdited: boolean
  /** Sites that are gone for good: the others are cleaned, and what is left there waits for them. */
  readonly gone: readonly SiteId[]
  readonly archiveId: string
  /** Links whose replica is a publishing target of its primary's calendar on Rexxfleet's account. */
  readonly published?: readonly LinkId[]
}

export const purgeWorkflow = new WorkflowType<PurgeParams>('purge-site')

/** Takes a site out of all replication: out of its primaries and its replicas, and what it got from primaries off it. */
export function purgeSite(deps: ReplicationDeps): Definition {
  return purgeWorkflow.define({
    steps(wish) {
      const links = wish.pairs.flatMap(linksOf)
      return [
        ...links.map(link => closeLink(deps, link)),
        ...links
          .filter(({ primaryId }) => !wish.gone.includes(primaryId))
          .flatMap(link => pauseSteps(deps, link)),
        ...wish.pairs.flatMap(pair => flushSteps(deps, wish, pair)),
        ...removals(deps, wish, links),
        ...endPublishingSteps(
          deps,
          chosenOf(links, wish.published).filter(({ primaryId }) => !wish.gone.includes(primaryId))
        ),
        ...wish.pairs.flatMap(pair => {
          const away = goneOf(wish, pair)
          return away
            ? [leaveRemains(deps, remainsOfPair(wish, pair), away)]
            : linksOf(pair).map(link => forgetLink(deps, link))
        })
      ]
    },
    claims({ pairs, gone }) {
      const there = pairs.flatMap(linksOf).filter(({ replicaId }) => !gone.includes(replicaId))
      return claimsOf(there, id => deps.sites.get(id)!)
    },
    touches: ({ linkIds }) => linkIds,
    admit({ siteId, linkIds, pairs }) {
      const now = deps.links.list().filter(link => link.primaryId === siteId || link.replicaId === siteId)
      if (now.length === linkIds.length && now.every(({ id }) => linkIds.includes(id)))
        return assertUnchanged(deps, pairs.flatMap(linksOf))
      throw new AppError('plan-outdated', 'The links of the site have changed since. Make a new plan.', {
        site: siteId
      })
    }
  })
}

/** The site of a pair that does not answer, if one does not. */
function goneOf({ gone }: PurgeParams, { link }: LinkPair): SiteId | null {
  return gone.find(id => id === link.primaryId || id === link.replicaId) ?? null
}

/** The same for one pair alone, once the site that is away is back. */
function remainsOfPair(
  { siteId, flushReplicas, includeEdited, archiveId, published = [] }: PurgeParams,
  pair: LinkPair
): DeregisterParams {
  const keepData = !flushReplicas && linksOf(pair).every(({ replicaId }) => replicaId !== siteId)
  const only = flushReplicas ? {} : { flushOnly: siteId }
  return { ...pair, keepData, ...only, gone: null, includeEdited, archiveId, published }
}

/** What others got from the site stays there, unless it is wished otherwise; of originals that went both ways only the mapping goes. */
function flushSteps(deps: ReplicationDeps, purge: PurgeParams, pair: LinkPair): Step[] {
  const { siteId, flushReplicas, includeEdited, gone, archiveId } = purge
  const isFlushed = ({ replicaId }: Link): boolean => flushReplicas || replicaId === siteId
  const away = goneOf(purge, pair)
  if (!linksOf(pair).some(isFlushed))
    return linksOf(pair)
      .filter(({ replicaId }) => !gone.includes(replicaId))
      .map(link => keepData(deps, link))
  const wish = { includeEdited, withoutPrimary: away !== null, archiveId }
  return [
    ...(pair.twin ? [noteOriginals(deps, pair, away)] : []),
    ...linksOf(pair)
      .filter(({ replicaId }) => !gone.includes(replicaId))
      .flatMap(link =>
        flushInOrder(deps, link, () => (isFlushed(link) ? wish : { ...wish, originalsOnly: true }))
      )
  ]
}

function removals(deps: ReplicationDeps, { pairs, gone }: PurgeParams, links: readonly Link[]): Step[] {
  const users = links.map(({ id }) => id)
  const all = pairs.flatMap(pair => [
    ...sidesOf(pair, id => deps.sites.get(id)!)
      .filter(({ siteId }) => !gone.includes(siteId))
      .flatMap(side => deregisterSide(deps, side, users, 'link')),
    ...linksOf(pair)
      .filter(({ primaryId }) => !gone.includes(primaryId))
      .flatMap(link => endDeliverySteps(deps, link, users))
  ])
  return inRemovalOrder(all)
}
