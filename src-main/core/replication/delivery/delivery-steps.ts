import { findModel, modelNamed } from '../../models/catalogue.ts'
import type { Model, ModelName } from '../../models/model.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import { makeDataSource, removeDataSource } from '../steps/data-source.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { makeEndpoint, removeEndpoint } from '../steps/endpoint.ts'
import type { Users } from '../steps/ownership.ts'
import { removeChanges } from './changes.ts'
import { makeHostEntities, removeHostEntities } from './host-entity.ts'
import { makeHost, pauseHost, removeHost } from './host.ts'
import { makeSync, removeSync } from './sync-row.ts'

/**
 * Models that a link does not carry and whose Sync row the primary needs all the same, or every edit of a carried one ends in a fatal error
 * (F26): what they name by id, and what they cascade to.
 */
export function bystanders(link: {
  readonly models: readonly Pick<Link['models'][number], 'model'>[]
}): Model[] {
  const carried = new Set(link.models.map(({ model }) => model))
  const related = link.models.flatMap(({ model }) =>
    modelNamed(model)
      .associations.filter(({ owning, cascades }) => owning || cascades)
      .map(({ target }): ModelName => target)
  )
  return [...new Set(related)].filter(name => !carried.has(name)).flatMap(name => findModel(name) ?? [])
}

/** What `queue` and `live` add on the primary (F32): Sync rows, the receiver, and what it listens to. */
export function deliverySteps(deps: ReplicationDeps, link: Link): Step[] {
  if (link.delivery === 'compare') return []
  const { primaryId, models } = link
  const users = [link.id]
  return [
    ...bystanders(link).flatMap(model => [
      makeDataSource(deps, primaryId, model.name, users),
      makeEndpoint(deps, primaryId, model.shortName, model.name, users),
      makeSync(deps, primaryId, model.shortName, false, users)
    ]),
    ...models.map(({ primaryEndpoint }) => makeSync(deps, primaryId, primaryEndpoint, true, users)),
    makeHost(deps, link),
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
    removeChanges(deps, link),
    ...models.map(({ primaryEndpoint, ids }) => removeHostEntities(deps, link, primaryEndpoint, ids)),
    removeHost(deps, link),
    ...models.map(({ primaryEndpoint }) => removeSync(deps, primaryId, primaryEndpoint, true, users)),
    ...bystanders(link).flatMap(model => [
      removeSync(deps, primaryId, model.shortName, false, users),
      removeEndpoint(deps, primaryId, model.shortName, model.name, users),
      removeDataSource(deps, primaryId, model.name, users)
    ])
  ]
}
