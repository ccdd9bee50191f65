import { homeTerms } from '../../languages/home-terms.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { idParts, type EntityId, type Model } from '../../models/model.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import type { Entity } from '../entity.ts'
import type { AgreedState } from '../records.ts'
import { readMappings } from '../read-mappings.ts'
import type { LackingPair } from '../way-back.ts'
import type { ModelScope, PushContext } from './context.ts'
import { hashForTwin } from './hash-for-twin.ts'

/** The local side of a mapping row, by identifier field (F20). */
export function localIdFields(model: Model, id: EntityId): Record<string, string> {
  return Object.fromEntries(model.identifier.map((field, at) => [field.name, idParts(id)[at]!]))
}

/** Writes mappings that an earlier program did not come to write. */
export async function writeLacking(context: PushContext, lacking: readonly LackingPair[]): Promise<void> {
  for (const { model, foreignId, localId } of lacking) {
    await context.replica.createRow('idmapping', {
      foreignHost: context.sender,
      entityType: model,
      foreignId: idParts(foreignId),
      localId: localIdFields(modelNamed(model), localId)
    })
  }
}

/** Of pairs that were agreed on: what was sent, by the primary's ids, and what the replica holds of it, by its own. */
interface Sides {
  readonly sent: ReadonlyMap<EntityId, Entity>
  readonly stored: ReadonlyMap<EntityId, Entity>
}

/**
 * For a both-ways link: as a creation is confirmed, the primary learns which entity of the replica is its own come home (F21), and the
 * twin what was agreed, seen from its side.
 */
export async function writeBack(
  context: PushContext,
  scope: ModelScope,
  agreed: readonly AgreedState[],
  sides: Sides
): Promise<void> {
  const { twin, mappingsBack, store, replica } = context
  if (!twin || !mappingsBack) return
  const { model } = scope
  const unmapped = await unmappedOnPrimary(
    context,
    model,
    agreed.filter(({ origin }) => origin === 'created')
  )
  await Promise.all(
    unmapped.map(({ foreignId, localId }) =>
      mappingsBack.createRow('idmapping', {
        foreignHost: replica.site.mainDomain,
        entityType: model.name,
        foreignId: idParts(localId),
        localId: localIdFields(model, foreignId)
      })
    )
  )
  store.agreed.put(
    twin.id,
    model.name,
    agreed.map(state => seenFromTwin(context, scope, state, sides))
  )
}

/**
 * Those that the primary has no mapping for, as it is now: an earlier program may have written one and ended before it could note that. A
 * second one would block the entity for good (F44).
 */
async function unmappedOnPrimary(
  { backMappings, primary, replica }: PushContext,
  model: Model,
  created: readonly AgreedState[]
): Promise<readonly AgreedState[]> {
  const known = backMappings.get(model.name)
  const unmapped = created.filter(({ localId }) => known?.localId(localId) == null)
  if (unmapped.length === 0) return []
  const index = await readMappings(primary, replica.site.mainDomain, model, {}, known)
  backMappings.set(model.name, index)
  return unmapped.filter(({ localId }) => index.localId(localId) === null)
}

/**
 * The twin's agreed state of a pair. Where the replica holds what it was sent, both sides are equal in the twin's terms as well; where it
 * holds something else, what was sent is told in the twin's terms: with the replica's ids.
 */
function seenFromTwin(
  context: PushContext,
  { model }: ModelScope,
  state: AgreedState,
  { sent, stored }: Sides
): AgreedState {
  // The twin sends it in the languages of this link's primary.
  const home = homeTerms(context.link)
  const inOwnTerms = canonicalForm(model, (_model, id) => id)(home.entity(model, stored.get(state.localId)!))
  const here = canonicalHash(inOwnTerms, context.hash)
  const equal = state.primaryHash === state.replicaHash
  const origin = { created: 'original', original: 'created', found: 'found' } as const
  return {
    foreignId: home.id(model.name, state.localId),
    localId: home.id(model.name, state.foreignId),
    primaryHash: here,
    replicaHash: equal ? here : hashForTwin(context, model, sent.get(state.foreignId)!),
    origin: origin[state.origin]
  }
}
