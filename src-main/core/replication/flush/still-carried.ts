import { modelNamed } from '../../models/catalogue.ts'
import { parentsFirst, parentsOf } from '../../models/dependencies.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import { belongsToSelected, followers, type IsSelected } from '../../sync/selection.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Readers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/** What the link goes on carrying of a model, by the primary's id: that stays on the replica. */
export type Carried = (model: ModelName) => IsSelected

/** A flush asks once for each of its models; nothing is written by whoever reads. */
const known = new WeakMap<Readers, Map<string, Promise<Carried>>>()

/**
 * What a link goes on carrying of what the replica has, once it carries `after`: entities that are chosen, and what belongs to them. A model
 * that is not among them stays with nothing. What belongs to an entity is told by the replica.
 */
export function stillCarried(
  deps: ReplicationDeps,
  link: Link,
  after: readonly LinkModel[],
  readers: Readers
): Promise<Carried> {
  const asked = known.get(readers) ?? new Map<string, Promise<Carried>>()
  known.set(readers, asked)
  const reading = asked.get(link.id) ?? readCarried(deps, link, after, readers)
  asked.set(link.id, reading)
  return reading
}

async function readCarried(
  deps: ReplicationDeps,
  link: Link,
  after: readonly LinkModel[],
  { reader }: Readers
): Promise<Carried> {
  const replica = reader(link.replicaId)
  const sender = deps.sites.get(link.primaryId)!.mainDomain
  const follows = followers(after)
  const selected = new Map<ModelName, IsSelected>()
  const mappings = new Map<ModelName, MappingIndex>()
  const mappingsOf = async (name: ModelName): Promise<MappingIndex> => {
    const index = mappings.get(name) ?? (await readMappings(replica, sender, modelNamed(name)))
    mappings.set(name, index)
    return index
  }
  for (const name of parentsFirst(after.map(({ model }) => model))) {
    const { ids, replicaEndpoint: endpoint } = after.find(({ model }) => model === name)!
    const wholes = follows.get(name)
    if (ids) selected.set(name, id => ids.includes(id))
    if (!wholes) continue
    const model = modelNamed(name)
    const index = await mappingsOf(name)
    for (const parent of parentsOf(model)) await mappingsOf(parent)
    const belonging = new Set<EntityId>()
    const foreignId = (parent: ModelName, id: EntityId): EntityId | null =>
      mappings.get(parent)?.foreignId(id) ?? null
    for await (const page of replica.entityPages({ endpoint, model }))
      for (const entity of page) {
        const there = index.foreignId(entity.id)
        if (there !== null && belongsToSelected(entity, wholes, foreignId, selected)) belonging.add(there)
      }
    selected.set(name, id => belonging.has(id))
  }
  const carried = new Set(after.map(({ model }) => model))
  return name => selected.get(name) ?? (() => carried.has(name))
}
