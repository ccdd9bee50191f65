import { modelNamed } from '../../models/catalogue.ts'
import { parentsOf } from '../../models/dependencies.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import { asRunsSee } from '../../sync/as-runs-see.ts'
import { canonicalForm, canonicalHash, type Hash } from '../../sync/canonical.ts'
import type { Entity } from '../../sync/entity.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { Readers } from '../../workflow/step.ts'
import type { AdoptEntities, AdoptedPair } from './mend.ts'

/** A pair whose two sides hold the same, and the hash of that: in the primary's terms, and as the replica itself has it. */
export interface AlikePair extends AdoptedPair {
  readonly hash: string
  readonly ownHash: string
}

/** Those of the pairs whose two sides hold the same, by fresh reads. */
export async function alikePairs(
  hash: Hash,
  { reader }: Readers,
  { link, model: name, domains }: AdoptEntities,
  pairs: readonly AdoptedPair[]
): Promise<AlikePair[]> {
  if (pairs.length === 0) return []
  const model = modelNamed(name)
  const { primaryEndpoint, replicaEndpoint } = link.models.find(one => one.model === name)!
  const replica = reader(link.replicaId)
  const parents = new Map<ModelName, MappingIndex>()
  for (const parent of parentsOf(model))
    parents.set(parent, await readMappings(replica, domains.primary, modelNamed(parent)))
  const own = canonicalForm(model, (_model, id) => id)
  const backwards = canonicalForm(model, (parent, id) => parents.get(parent)?.foreignId(id) ?? null)
  const primary = asRunsSee(reader(link.primaryId), link)
  const there = byId(
    await primary.entitiesById(
      { endpoint: primaryEndpoint, model },
      pairs.map(({ foreignId }) => foreignId)
    )
  )
  const here = byId(
    await replica.entitiesById(
      { endpoint: replicaEndpoint, model },
      pairs.map(({ localId }) => localId)
    )
  )
  return pairs.flatMap(pair => {
    const [original, entity] = [there.get(pair.foreignId), here.get(pair.localId)]
    if (!original || !entity) return []
    const found = canonicalHash(backwards(entity), hash)
    if (found !== canonicalHash(own(original), hash)) return []
    return [{ ...pair, hash: found, ownHash: canonicalHash(own(entity), hash) }]
  })
}

const byId = (entities: readonly Entity[]): Map<EntityId, Entity> =>
  new Map(entities.map(entity => [entity.id, entity]))
