import { changeDateOf } from '../models/change-date.ts'
import type { Model } from '../models/model.ts'
import type { LinkModel } from '../topology/link.ts'
import { canonicalHash, canonicalValue, differingFields, type CanonicalEntity } from './canonical.ts'
import type { Comparison, Difference } from './difference.ts'
import type { Entity, EntitySource } from './entity.ts'
import { judgePair } from './judge-pair.ts'
import type { MappedPair } from './mapping-index.ts'
import { titleOf } from './title.ts'
import { shownValue } from './values.ts'

/** One model of a comparison: where it is read, and how its entities are made comparable. */
export interface ComparedSides {
  readonly linkModel: LinkModel
  readonly onPrimary: EntitySource
  readonly onReplica: EntitySource
  readonly primaryForm: (entity: Entity) => CanonicalEntity
  readonly replicaForm: (entity: Entity) => CanonicalEntity
}

/** What came of pairs that are not plainly equal. */
export interface CloserLook {
  readonly differences: readonly Difference[]
  /** Left as they are, with those that the replica cannot hold otherwise. */
  readonly unchanged: number
  readonly storedDifferently: number
}

/** Reads pairs by their ids, and compares them field by field. What is gone on either side by now is for the next run. */
export async function lookCloser(
  comparison: Comparison,
  sides: ComparedSides,
  pairs: readonly MappedPair[]
): Promise<CloserLook> {
  const { primary, replica, signal } = comparison
  const options = signal ? { signal } : {}
  const [originals, counterparts] = await Promise.all([
    primary.entitiesById(
      sides.onPrimary,
      pairs.map(pair => pair.foreignId),
      options
    ),
    replica.entitiesById(
      sides.onReplica,
      pairs.map(pair => pair.localId),
      options
    )
  ])
  const here = new Map(originals.map(entity => [entity.id, entity]))
  const there = new Map(counterparts.map(entity => [entity.id, entity]))
  const judged = pairs.flatMap(({ foreignId, localId }) => {
    const original = here.get(foreignId)
    const counterpart = there.get(localId)
    return original && counterpart ? [judge(comparison, sides, original, counterpart)] : []
  })
  return {
    differences: judged.filter(one => typeof one !== 'string'),
    unchanged: judged.filter(one => typeof one === 'string').length,
    storedDifferently: judged.filter(one => one === 'stored-differently').length
  }
}

function judge(
  { agreed, linkId, hash, wayBack }: Comparison,
  { linkModel, onPrimary, primaryForm, replicaForm }: ComparedSides,
  entity: Entity,
  counterpart: Entity
): Difference | 'unchanged' | 'stored-differently' | 'goes-back' {
  const [primary, replica] = [primaryForm(entity), replicaForm(counterpart)]
  const differing = differingFields(primary, replica)
  const verdict = judgePair(
    canonicalHash(primary, hash),
    canonicalHash(replica, hash),
    agreed.get(linkId, linkModel.model, entity.id),
    () => differing.length < primary.size,
    wayBack !== null
  )
  if (verdict.verdict !== 'update' && verdict.verdict !== 'conflict') return verdict.verdict
  const date = differingDate(onPrimary.model, entity, counterpart)
  const differences = [...differing, ...date].map(field => ({
    field,
    primary: shownValue(entity, field),
    replica: shownValue(counterpart, field)
  }))
  const { verdict: action, why } = verdict
  const title = titleOf(onPrimary.model, entity)
  return { foreignId: entity.id, localId: counterpart.id, title, action, why, differences }
}

/** What tells which side is newer is shown beside what differs, although no entity is sent for it alone. */
function differingDate(model: Model, entity: Entity, counterpart: Entity): string[] {
  const name = changeDateOf(model)
  if (name === null) return []
  const [here, there] = [entity, counterpart].map(one =>
    canonicalValue(one.fields[name] ?? null, 'timestamp')
  )
  return here === there ? [] : [name]
}
