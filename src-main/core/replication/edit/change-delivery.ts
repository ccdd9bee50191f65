import type { ModelName } from '../../models/model.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import { bystanders, leaveBystander, readyBystander } from '../delivery/bystanders.ts'
import { removeChanges } from '../delivery/changes.ts'
import { deliverySteps } from '../delivery/delivery-steps.ts'
import { changeHostEntities, makeHostEntities, removeHostEntities } from '../delivery/host-entity.ts'
import { afterPause, pauseHost, removeHost, resumeHost } from '../delivery/host.ts'
import { allowPush, forbidPush } from '../delivery/push-rights.ts'
import { makeSync, removeSync, switchSync } from '../delivery/sync-row.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

const carried = (link: Link): Map<ModelName, LinkModel> =>
  new Map(link.models.map(model => [model.model, model]))

/** Whether entities of a model that were replicated are so no longer. */
export function losesEntities({ ids }: LinkModel, after: LinkModel | undefined): boolean {
  if (!after) return true
  return after.ids !== null && (ids === null || ids.some(id => !after.ids!.includes(id)))
}

/** What Cloudrexx itself pushes of a link. */
const pushed = ({ delivery, models }: Link): Link['models'] => (delivery === 'live' ? models : [])

/** Models whose Sync row the primary needs for a link, carried or not; none where nothing is queued. */
export function recorded(link: Link): Set<ModelName> {
  if (link.delivery === 'compare') return new Set()
  return new Set([...link.models.map(({ model }) => model), ...bystanders(link).map(({ name }) => name)])
}

/**
 * What the queue of the primary loses, before anything else is taken: nothing is pushed meanwhile (F42), nothing waits any more (F41), and
 * only then the receiver listens to less. What waited is found by the next comparison.
 */
export function leaveQueue(deps: ReplicationDeps, before: Link, after: Link): Step[] {
  if (before.delivery === 'compare') return []
  const ends = after.delivery === 'compare'
  const now = ends ? new Map<ModelName, LinkModel>() : carried(after)
  const falling = before.models.filter(model => losesEntities(model, now.get(model.model)))
  const unpushed = pushed(before).filter(({ model }) => !pushed(after).some(one => one.model === model))
  const forbidden = unpushed.map(model => forbidPush(deps, before, model))
  if (falling.length === 0)
    return after.delivery === 'queue' ? [pauseHost(deps, before), ...forbidden] : forbidden
  return [
    pauseHost(deps, before),
    ...forbidden,
    removeChanges(deps, before),
    ...falling.map(({ model, primaryEndpoint, ids }) => {
      const next = now.get(model)
      return next
        ? changeHostEntities(deps, before, primaryEndpoint, ids, next.ids)
        : removeHostEntities(deps, before, primaryEndpoint, ids)
    }),
    ...(ends ? [removeHost(deps, before)] : []),
    ...leaveSyncs(deps, before, after)
  ]
}

/** Sync rows that nothing of the link needs any more, and the endpoints that were made for them alone. */
function leaveSyncs(deps: ReplicationDeps, before: Link, after: Link): Step[] {
  const { primaryId } = before
  const users = [before.id]
  const needed = recorded(after)
  const now = carried(after)
  return [
    ...before.models
      .filter(({ model }) => !needed.has(model))
      .map(({ primaryEndpoint }) => removeSync(deps, primaryId, primaryEndpoint, true, users)),
    ...bystanders(before)
      .filter(({ name }) => !needed.has(name))
      .flatMap(model =>
        now.has(model.name)
          ? [removeSync(deps, primaryId, { firstOf: model }, false, users)]
          : leaveBystander(deps, primaryId, model, users)
      )
  ]
}

/** What the queue of the primary gains, once the endpoints are there. */
export function joinQueue(deps: ReplicationDeps, before: Link, after: Link): Step[] {
  if (after.delivery === 'compare') return []
  if (before.delivery === 'compare') return deliverySteps(deps, after)
  const was = carried(before)
  const stood = new Set(bystanders(before).map(({ name }) => name))
  const { primaryId } = after
  const users = [after.id]
  const fresh = after.models.filter(({ model }) => !was.has(model))
  const wider = after.models.filter(model => {
    const former = was.get(model.model)
    return former && !losesEntities(former, model) && String(former.ids) !== String(model.ids)
  })
  return [
    ...bystanders(after)
      .filter(({ name }) => !stood.has(name) && !was.has(name))
      .flatMap(model => readyBystander(deps, primaryId, model, users)),
    ...fresh.map(({ model, primaryEndpoint }) =>
      stood.has(model)
        ? switchSync(deps, primaryId, primaryEndpoint, true, users)
        : makeSync(deps, primaryId, primaryEndpoint, true, users)
    ),
    ...pushed(after)
      .filter(({ model }) => !pushed(before).some(one => one.model === model))
      .map(model => allowPush(deps, after, model)),
    ...fresh.map(({ primaryEndpoint, ids }) => makeHostEntities(deps, after, primaryEndpoint, ids)),
    ...wider.map(({ model, primaryEndpoint, ids }) =>
      changeHostEntities(deps, after, primaryEndpoint, was.get(model)!.ids, ids)
    )
  ]
}

/** At the very end Cloudrexx pushes by itself, where it is to; a receiver that was only made now does so already. */
export function resumePushes(deps: ReplicationDeps, before: Link, after: Link): Step[] {
  if (after.delivery !== 'live' || before.delivery === 'compare') return []
  const paused = leaveQueue(deps, before, after).length > 0
  if (before.delivery === 'live') return paused ? [afterPause(resumeHost(deps, after))] : []
  return [resumeHost(deps, after)]
}
