import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import type { Users } from '../steps/ownership.ts'
import { bystanders, leaveBystander, readyBystander } from './bystanders.ts'
import { removeChanges } from './changes.ts'
import { makeHostEntities, removeHostEntities } from './host-entity.ts'
import { makeHost, pauseHost, removeHost, stopPushes } from './host.ts'
import { allowPush, forbidPush } from './push-rights.ts'
import { makeSync, removeSync } from './sync-row.ts'

/** What `queue` and `live` add on the primary (F32): Sync rows, the receiver, and what it listens to. */
export function deliverySteps(deps: ReplicationDeps, link: Link): Step[] {
  if (link.delivery === 'compare') return []
  const { primaryId, models } = link
  const users = [link.id]
  return [
    ...bystanders(link).flatMap(model => readyBystander(deps, primaryId, model, users)),
    ...models.map(({ primaryEndpoint }) => makeSync(deps, primaryId, primaryEndpoint, true, users)),
    ...(link.delivery === 'queue' ? [stopPushes(deps, link)] : []),
    makeHost(deps, link),
    ...(link.delivery === 'live' ? models.map(model => allowPush(deps, link, model)) : []),
    ...models.map(({ primaryEndpoint, ids }) => makeHostEntities(deps, link, primaryEndpoint, ids))
  ]
}

/** First of all, so that nothing is pushed while the rest is taken apart. */
export function pauseSteps(deps: ReplicationDeps, link: Link): Step[] {
  return link.delivery === 'compare' ? [] : [pauseHost(deps, link)]
}

/** Pending changes, host entities, host (F41), then Sync rows, and what only they needed. */
export function endDeliverySteps(deps: ReplicationDeps, link: Link, users: Users = [link.id]): Step[] {
  if (link.delivery === 'compare') return []
  const { primaryId, models } = link
  return [
    ...(link.delivery === 'live' ? models.map(model => forbidPush(deps, link, model)) : []),
    removeChanges(deps, link),
    ...models.map(({ primaryEndpoint, ids }) => removeHostEntities(deps, link, primaryEndpoint, ids)),
    removeHost(deps, link),
    ...models.map(({ primaryEndpoint }) => removeSync(deps, primaryId, primaryEndpoint, true, users)),
    ...bystanders(link).flatMap(model => leaveBystander(deps, primaryId, model, users))
  ]
}
