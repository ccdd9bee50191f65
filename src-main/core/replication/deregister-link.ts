import { modelNamed } from '../models/catalogue.ts'
import { parentsFirst } from '../models/dependencies.ts'
import type { SiteId } from '../fleet/site.ts'
import type { ModelName } from '../models/model.ts'
import { recursionFor } from '../models/recursion.ts'
import type { Link, LinkId } from '../topology/link.ts'
import type { Definition } from '../workflow/definition.ts'
import type { Step } from '../workflow/step.ts'
import { WorkflowType, type TypedDefinition } from '../workflow/workflow-type.ts'
import { assertUnchanged } from './assert-unchanged.ts'
import { endDeliverySteps, pauseSteps } from './delivery/delivery-steps.ts'
import { flushModel } from './flush/flush-model.ts'
import type { FlushWish } from './flush/judge-model.ts'
import { keepData } from './flush/keep-data.ts'
import { noteOriginals } from './flush/note-originals.ts'
import {
  chosenOf,
  claimsOf,
  grantOfLink,
  linksOf,
  sidesOf,
  usersOf,
  type LinkPair,
  type Side
} from './pair.ts'
import { removeDataSource } from './steps/data-source.ts'
import { endPublishingSteps } from './publishing/publishing-steps.ts'
import { inRemovalOrder } from './removal-order.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { removeEndpoint } from './steps/endpoint.ts'
import { removeGrant } from './steps/grant.ts'
import { removeLinkKey } from './steps/key.ts'
import { closeLink, forgetLink } from './steps/link-record.ts'
import { leaveRemains, remainsWorkflow } from './steps/leave-remains.ts'
import type { Users } from './steps/ownership.ts'
import { leaveRelations } from './steps/recursion.ts'

/** The link, or both of a pair, as they were when the plan was made: the steps need them after their records are gone. */
export interface DeregisterParams extends LinkPair {
  /** What was replicated stays where it is, with its mappings. */
  readonly keepData: boolean
  /** One side is gone for good: only the other is cleaned. */
  readonly gone: 'primary' | 'replica' | null
  /** Only what this site received is flushed; absent: on either. */
  readonly flushOnly?: SiteId
  readonly includeEdited: boolean
  readonly archiveId: string
  /** Links whose replica is a publishing target of its primary's calendar on Rexxfleet's account. */
  readonly published?: readonly LinkId[]
}

export const deregisterWorkflow = new WorkflowType<DeregisterParams>('deregister-link')

/** Takes a link off both sites: what it brought, its rights on the replica, its rows on the primary, and the link itself. */
export function deregisterLink(deps: ReplicationDeps): Definition {
  return deregisterWorkflow.define(deregistration(deps))
}

/** The same for what is left on a site that was away: what the other side lost already is found done. */
export function deregisterRest(deps: ReplicationDeps): Definition {
  return remainsWorkflow.define(deregistration(deps))
}

function deregistration(deps: ReplicationDeps): TypedDefinition<DeregisterParams> {
  return {
    steps: wish => deregisterSteps(deps, wish),
    claims(wish) {
      const there = linksOf(wish).filter(link => link.replicaId !== goneSiteOf(wish))
      return claimsOf(there, id => deps.sites.get(id)!)
    },
    touches: wish => linksOf(wish).map(({ id }) => id),
    admit: wish => assertUnchanged(deps, linksOf(wish))
  }
}

function goneSiteOf({ gone, link }: DeregisterParams): SiteId | null {
  return gone && (gone === 'primary' ? link.primaryId : link.replicaId)
}

function deregisterSteps(deps: ReplicationDeps, wish: DeregisterParams): Step[] {
  const links = linksOf(wish)
  // A link is delivered from its own primary, which for a twin is the other side.
  const goneSite = goneSiteOf(wish)
  const reachable = (link: Link): boolean => link.primaryId !== goneSite
  const [replica, primary] = sidesOf(wish, id => deps.sites.get(id)!)
  return [
    ...links.map(link => closeLink(deps, link)),
    ...links.filter(reachable).flatMap(link => pauseSteps(deps, link)),
    ...(wish.keepData ? keepSteps(deps, wish) : flushSteps(deps, wish)),
    ...inRemovalOrder([
      ...(wish.gone === 'replica' ? [] : deregisterSide(deps, replica, usersOf(wish), 'link')),
      ...links.filter(reachable).flatMap(link => endDeliverySteps(deps, link, usersOf(wish))),
      ...(wish.gone === 'primary' ? [] : deregisterSide(deps, primary, usersOf(wish), 'link'))
    ]),
    ...endPublishingSteps(deps, chosenOf(links, wish.published).filter(reachable)),
    ...(goneSite ? [leaveRemains(deps, wish, goneSite)] : links.map(link => forgetLink(deps, link)))
  ]
}

/**
 * Children before parents, since a parent that is in use cannot be removed. Who is an original is noted for both directions before the
 * first mapping goes: with it would go the proof.
 */
function flushSteps(deps: ReplicationDeps, wish: DeregisterParams): Step[] {
  const { link, twin, gone, includeEdited, archiveId, flushOnly } = wish
  const flush = (one: Link): Step[] =>
    flushInOrder(deps, one, () => ({
      includeEdited,
      withoutPrimary: gone !== null,
      archiveId,
      ...(flushOnly === undefined || flushOnly === one.replicaId ? {} : { originalsOnly: true })
    }))
  return [
    ...(twin ? [noteOriginals(deps, wish, goneSiteOf(wish))] : []),
    ...(gone !== 'replica' ? flush(link) : []),
    ...(twin && gone !== 'primary' ? flush(twin) : [])
  ]
}

function keepSteps(deps: ReplicationDeps, wish: DeregisterParams): Step[] {
  const away = goneSiteOf(wish)
  return linksOf(wish)
    .filter(({ replicaId }) => replicaId !== away)
    .map(link => keepData(deps, link))
}

/** Each model of a link, children before their parents. */
export function flushInOrder(
  deps: ReplicationDeps,
  link: Link,
  wish: (model: ModelName) => Omit<FlushWish, 'link' | 'model'>
): Step[] {
  const order = parentsFirst(link.models.map(({ model }) => model)).reverse()
  const models = order.map(name => link.models.find(({ model }) => model === name)!)
  return models.map(model => flushModel(deps, { link, model, ...wish(model.model) }))
}

/**
 * How far a side is taken off: only the rights on its endpoints; the endpoints as well; the models with their data sources; or the link
 * itself with its key. Each brings those before it along.
 */
const extents = ['rights', 'endpoints', 'models', 'link'] as const
export type Extent = (typeof extents)[number]

/** Grants before the key and the endpoints, endpoints before their data sources (F33). */
export function deregisterSide(
  deps: ReplicationDeps,
  { siteId, models, besides, grants, receives }: Side,
  users: Users,
  extent: Extent
): Step[] {
  const takes = (one: Extent): boolean => extents.indexOf(one) <= extents.indexOf(extent)
  const gone = takes('models') ? models : []
  return [
    ...besides.map(({ endpoint }) =>
      removeGrant(deps, grantOfLink(receives!, siteId, endpoint), [receives!.id])
    ),
    ...grants.map(grant => removeGrant(deps, grant, grant.holder === 'link' ? [receives!.id] : users)),
    ...(receives && takes('link') ? [removeLinkKey(deps, siteId, receives.keyRef, receives.id)] : []),
    ...(takes('endpoints') ? [...models, ...besides] : []).map(({ model, endpoint }) =>
      removeEndpoint(deps, siteId, endpoint, model, users)
    ),
    ...gone.flatMap(({ model }) =>
      recursionFor(modelNamed(model)) ? [leaveRelations(deps, siteId, modelNamed(model), users)] : []
    ),
    ...[...gone, ...(takes('models') ? besides : [])].map(({ model }) =>
      removeDataSource(deps, siteId, model, users)
    )
  ]
}
