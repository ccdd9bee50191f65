import type { ParsedInput } from '../../contract/calls.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import {
  assertOneToOne,
  inverseOf,
  namesLanguages,
  sameLanguages,
  sameMap
} from '../../core/languages/language-map.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { withAllTheyNeed, type Included } from '../../core/models/closure.ts'
import { assertReplicable } from '../../core/models/replicable.ts'
import type { LinkPair } from '../../core/replication/pair.ts'
import { endpointNameFor } from '../../core/replication/endpoint-names.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids } from '../../core/shared/ports.ts'
import type { Link, LinkModel } from '../../core/topology/link.ts'
import { assertDeliverable } from '../../core/topology/selection-rules.ts'
import { cachedReader } from '../../core/workflow/cached-reader.ts'
import { assertPushedByLinkNames, nameForLive } from './live-names.ts'
import { choiceOf, refuseChoiceBothWays, withChoice } from './select-entities.ts'

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
  const models = chosenModels(wish.models)
  assertOneToOne(wish.languages ?? sameLanguages)
  if (wish.bothWays || wayBack) refuseChoiceBothWays(wish)
  const names = models.map(({ model }) => model.name)
  const choice = choiceOf(wish, names)
  assertDeliverable(
    names.map(model => ({ model, ids: choice.get(model) ?? null })),
    wish.delivery
  )
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
    models: withChoice(
      choice,
      await Promise.all(models.map(included => linkModel(included, readers, wish.delivery)))
    ),
    delivery: wish.delivery,
    ...(namesLanguages(wish.languages) ? { languages: wish.languages } : {}),
    state: 'setting-up',
    keyRef: `link/${id}`,
    createdAt: deps.clock.now()
  }
  if (link.delivery === 'live') await assertPushedByLinkNames(readers[0], link.models)
  if (!wish.bothWays && !wayBack) return { link, twin: null }
  const twin = wayBack ?? linkBack(link, deps.ids.next())
  if (wayBack) {
    assertSameModels(link, wayBack, primary, replica)
    assertInverse(link, wayBack)
    assertSameDelivery(link, wayBack, primary, replica)
  }
  if (twin.delivery === 'live') await assertPushedByLinkNames(readers[1], twin.models)
  return { link: { ...link, twinId: twin.id }, twin: { ...twin, twinId: link.id } }
}

/** The link of the opposite direction, with the same models. */
export function linkBack(link: Link, id: string): Link {
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
    ...(link.languages ? { languages: inverseOf(link.languages) } : {}),
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
    'twins-differ',
    `${replica.name} replicates other models to ${primary.name} already. Both ways take the same models: choose those, or deregister that link.`,
    { link: wayBack.id }
  )
}

/** Twins are delivered in the same way: of what goes home by another one nobody could say when it arrives, nor whether it was sent twice. */
function assertSameDelivery(link: Link, wayBack: Link, primary: Site, replica: Site): void {
  if (link.delivery === wayBack.delivery) return
  throw new AppError(
    'twins-differ',
    `${replica.name} replicates to ${primary.name} by ${wayBack.delivery}. Both ways take the same delivery: choose that one, or change that link first.`,
    { link: wayBack.id, delivery: wayBack.delivery }
  )
}

/** Twins pair the same languages: a text that went one way must come back to where it came from. */
function assertInverse({ languages = sameLanguages }: Link, wayBack: Link): void {
  if (sameMap(inverseOf(languages), wayBack.languages)) return
  throw new AppError(
    'language-map-invalid',
    'The link back pairs other languages. Both directions take the same pairs: give those, or change that link.',
    { link: wayBack.id }
  )
}

/** A model of a link with the REST names that either side has or will have. */
export async function linkModel(
  { model, because }: Included,
  [primary, replica]: readonly [Parameters<typeof endpointNameFor>[0], Parameters<typeof endpointNameFor>[0]],
  delivery: Link['delivery']
): Promise<LinkModel> {
  const [primaryEndpoint, replicaEndpoint] = await Promise.all([
    endpointNameFor(primary, model),
    endpointNameFor(replica, model)
  ])
  const name = delivery === 'live' ? await nameForLive(replica, model, primaryEndpoint) : replicaEndpoint
  return {
    model: model.name,
    primaryEndpoint,
    replicaEndpoint: name,
    ids: null,
    ...(because ? { because } : {})
  }
}
