import type { ParsedInput } from '../../contract/calls.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { withAllTheyNeed, type Included } from '../../core/models/closure.ts'
import { assertReplicable } from '../../core/models/replicable.ts'
import type { LinkPair } from '../../core/replication/pair.ts'
import { endpointNameFor } from '../../core/replication/endpoint-names.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids } from '../../core/shared/ports.ts'
import type { Link, LinkModel } from '../../core/topology/link.ts'
import { cachedReader } from '../../core/workflow/cached-reader.ts'

export interface PlanLinkDeps {
  readonly access: SiteAccess
  readonly clock: Clock
  readonly ids: Ids
}

/** The models that a user chose with all that they bring along, each once, parents first; refused ones fail. */
export function chosenModels(texts: readonly string[]): Included[] {
  const chosen = new Map(texts.map(modelMeant).map(model => [model.name, model]))
  // The chosen ones first, so that a refusal names what the user named.
  for (const model of chosen.values()) assertReplicable(model)
  const included = withAllTheyNeed([...chosen.values()])
  for (const { model } of included) assertReplicable(model)
  return included
}

/** The link that is to be, or the pair, with the REST names that either side has or will have. Reads both sites, writes nothing. */
export async function draftPair(
  deps: PlanLinkDeps,
  wish: ParsedInput<'links.plan'>,
  primary: Site,
  replica: Site,
  wayBack: Link | null
): Promise<LinkPair> {
  if (wish.delivery !== 'compare') {
    throw new AppError(
      'not-supported-here',
      'This version delivers by comparing. Choose the delivery compare.',
      {
        delivery: wish.delivery
      }
    )
  }
  const models = chosenModels(wish.models)
  if (wish.ids && models.length > 1) {
    throw new AppError(
      'invalid-input',
      'Ids can be chosen for one model at a time: link the models one by one.',
      {}
    )
  }
  if (wish.ids && (wish.bothWays || wayBack)) {
    throw new AppError(
      'invalid-input',
      'A both-ways link carries all entities of its models. Leave the ids out.',
      {}
    )
  }
  const readers = [
    cachedReader(deps.access.reader(primary)),
    cachedReader(deps.access.reader(replica))
  ] as const
  const id = deps.ids.next()
  const link: Link = {
    id,
    primaryId: primary.id,
    replicaId: replica.id,
    twinId: null,
    models: await Promise.all(models.map(included => linkModel(included, readers, wish.ids ?? null))),
    delivery: wish.delivery,
    state: 'setting-up',
    keyRef: `link/${id}`,
    createdAt: deps.clock.now()
  }
  if (!wish.bothWays && !wayBack) return { link, twin: null }
  const twin = wayBack ?? linkBack(link, deps.ids.next())
  if (wayBack) assertSameModels(link, wayBack, primary, replica)
  return { link: { ...link, twinId: twin.id }, twin: { ...twin, twinId: link.id } }
}

function linkBack(link: Link, id: string): Link {
  return {
    ...link,
    id,
    primaryId: link.replicaId,
    replicaId: link.primaryId,
    models: link.models.map(model => ({
      ...model,
      primaryEndpoint: model.replicaEndpoint,
      replicaEndpoint: model.primaryEndpoint
    })),
    keyRef: `link/${id}`
  }
}

/** Twins carry the same models: what goes one way only would be made twice, or never come back. */
function assertSameModels(link: Link, wayBack: Link, primary: Site, replica: Site): void {
  const names = (models: Link['models']): string =>
    models
      .map(({ model }) => model)
      .sort()
      .join()
  if (names(link.models) === names(wayBack.models)) return
  throw new AppError(
    'link-exists',
    `${replica.name} replicates other models to ${primary.name} already. Both ways take the same models: choose those, or deregister that link.`,
    { link: wayBack.id }
  )
}

async function linkModel(
  { model, because }: Included,
  [primary, replica]: readonly [Parameters<typeof endpointNameFor>[0], Parameters<typeof endpointNameFor>[0]],
  ids: readonly string[] | null
): Promise<LinkModel> {
  const [primaryEndpoint, replicaEndpoint] = await Promise.all([
    endpointNameFor(primary, model),
    endpointNameFor(replica, model)
  ])
  return { model: model.name, primaryEndpoint, replicaEndpoint, ids, ...(because ? { because } : {}) }
}
