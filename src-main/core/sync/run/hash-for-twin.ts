import { homeTerms } from '../../languages/home-terms.ts'
import type { Model } from '../../models/model.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import type { Entity } from '../entity.ts'
import type { PushContext } from './context.ts'

/** The hash of an entity of the primary as the link back sees it, to which it is a replica's: with the replica's ids of what it names. */
export function hashForTwin(
  { link, mappings, hash }: Pick<PushContext, 'link' | 'mappings' | 'hash'>,
  model: Model,
  entity: Entity
): string {
  const form = canonicalForm(model, (target, id) => mappings.get(target)?.localId(id) ?? null)
  return canonicalHash(form(homeTerms(link).entity(model, entity)), hash)
}
