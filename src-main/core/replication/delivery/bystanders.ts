import { modelNamed } from '../../models/catalogue.ts'
import { recursionFor } from '../../models/recursion.ts'
import type { Model } from '../../models/model.ts'
import { savedAlong } from '../../models/saved-along.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import { freeEndpointName } from '../endpoint-names.ts'
import { firstEndpointOf } from '../first-endpoint.ts'
import { makeDataSource, removeDataSource } from '../steps/data-source.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { claimEndpoint, createEndpoint, removeFoundEndpoint } from '../steps/endpoint.ts'
import type { Users } from '../steps/ownership.ts'
import { leaveRelations } from '../steps/recursion.ts'
import { makeSync, removeSync } from './sync-row.ts'

/** Models that a link does not carry and that saving a carried one leads to: without a Sync row of theirs it ends in a fatal error (F26). */
export function bystanders(link: {
  readonly models: readonly Pick<Link['models'][number], 'model'>[]
}): Model[] {
  const carried = new Set(link.models.map(({ model }) => model))
  return savedAlong([...carried].map(modelNamed)).filter(({ name }) => !carried.has(name))
}

/** Data source, endpoint and an inactive Sync row: what F26 demands of a bystander, and no more. */
export function readyBystander(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step[] {
  return [
    makeDataSource(deps, siteId, model.name, users),
    makeAnyEndpoint(deps, siteId, model, users),
    makeSync(deps, siteId, { firstOf: model }, false, users)
  ]
}

/** What was made for a bystander goes, and with the last link also what another one changed for itself before. */
export function leaveBystander(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step[] {
  return [
    removeSync(deps, siteId, { firstOf: model }, false, users),
    removeAnyEndpoint(deps, siteId, model, users),
    ...(recursionFor(model) ? [leaveRelations(deps, siteId, model, users)] : []),
    removeDataSource(deps, siteId, model.name, users)
  ]
}

/** The class has an endpoint. Nothing is read through it, so any is enough, whatever it is called and whatever it hides. */
function makeAnyEndpoint(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step {
  return {
    id: `${siteId}/endpoint/${model.shortName}`,
    kind: 'make-endpoint',
    siteId,
    async look({ reader }) {
      const found = await firstEndpointOf(reader(siteId), model.name)
      const name = found?.name ?? (await freeEndpointName(reader(siteId), model))
      return {
        done: found !== null,
        effects: [{ act: found ? 'reuse' : 'create', what: 'endpoint', name, why: 'saved-along' }],
        result: found && { id: found.id }
      }
    },
    async act({ writer }) {
      const site = writer(siteId)
      await createEndpoint(site, await freeEndpointName(site, model), model.name)
    },
    settled: (look, made) => claimEndpoint(deps, siteId, look, users, made),
    inverse: () => removeAnyEndpoint(deps, siteId, model, users)
  }
}

function removeAnyEndpoint(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step {
  return removeFoundEndpoint(deps, siteId, users, {
    name: model.shortName,
    find: site => firstEndpointOf(site, model.name),
    inverse: () => makeAnyEndpoint(deps, siteId, model, users)
  })
}
