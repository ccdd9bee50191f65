import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import { findModel } from '../../models/catalogue.ts'
import type { EntityId, Model, ModelName } from '../../models/model.ts'
import { canonicalForm, canonicalHash, type Hash, type Translate } from '../../sync/canonical.ts'
import type { Entity } from '../../sync/entity.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { LinkContents } from '../rule.ts'
import { sameHost, type SiteSnapshot } from '../snapshot.ts'
import { MembersKept } from './members-kept.ts'

export interface LinkSides {
  readonly link: Link
  readonly primary: SiteReader
  readonly replica: SiteReader
  /** The replica as it was read: its mappings say what belongs to what. */
  readonly snapshot: SiteSnapshot
  readonly hash: Hash
}

/**
 * What both sides of a link hold of one model, page by page, kept as hashes. Null where the replica has nothing that is not mapped and
 * nothing that it could keep against a push, or where a site does not tell the relations: without them things look alike that are not.
 */
export async function readLinkContents(
  sides: LinkSides,
  linkModel: LinkModel,
  options: ReadOptions = {}
): Promise<LinkContents | null> {
  const { link, primary, replica, snapshot, hash } = sides
  const model = findModel(linkModel.model)
  if (!model) return null
  const sender = primary.site.mainDomain
  const anyMapped = new Set(
    snapshot.mappings.filter(group => group.model === model.name).flatMap(({ pairs }) => localIds(pairs))
  )
  const own = snapshot.mappings.find(
    group => group.model === model.name && sameHost(group.foreignHost, sender)
  )
  const backwards = translateBack(snapshot, sender)
  const unmapped = new Map<EntityId, string>()
  const members = new MembersKept(model, backwards)
  for await (const page of replica.entityPages({ endpoint: linkModel.replicaEndpoint, model }, options)) {
    if (!page.every(entity => tellsRelations(model, entity))) return null
    const form = canonicalForm(model, backwards)
    for (const entity of page) {
      if (!anyMapped.has(entity.id)) unmapped.set(entity.id, canonicalHash(form(entity), hash))
      else members.seenOnReplica(entity)
    }
  }
  if (unmapped.size === 0 && members.isEmpty) return null
  const wanted = new Set(unmapped.values())
  const alike = new Map<string, EntityId[]>()
  const form = canonicalForm(model, (_model, id) => id)
  for await (const page of primary.entityPages({ endpoint: linkModel.primaryEndpoint, model }, options)) {
    if (!page.every(entity => tellsRelations(model, entity))) return null
    for (const entity of page) {
      members.seenOnPrimary(entity)
      const text = canonicalHash(form(entity), hash)
      if (wanted.has(text)) alike.set(text, [...(alike.get(text) ?? []), entity.id])
    }
  }
  return {
    linkId: link.id,
    primaryId: link.primaryId,
    replicaId: link.replicaId,
    model: model.name,
    primary: alike,
    mapped: new Set(own?.pairs.map(({ foreignId }) => foreignId)),
    unmapped,
    membersKept: { count: members.count, kept: members.kept }
  }
}

const localIds = (pairs: readonly { localId: EntityId }[]): EntityId[] => pairs.map(({ localId }) => localId)

function translateBack(snapshot: SiteSnapshot, sender: string): Translate {
  const byModel = new Map<ModelName, Map<EntityId, EntityId>>()
  return (model, id) => {
    let known = byModel.get(model)
    if (!known) {
      const group = snapshot.mappings.find(one => one.model === model && sameHost(one.foreignHost, sender))
      known = new Map(group?.pairs.map(({ localId, foreignId }) => [localId, foreignId]))
      byModel.set(model, known)
    }
    return known.get(id) ?? null
  }
}

/** Relations come along only with the data source's recurse option (F12). */
function tellsRelations(model: Model, entity: Entity): boolean {
  return model.associations.every(
    ({ owning, kind, name }) => !owning || kind === 'manyToMany' || entity.toOne[name] !== undefined
  )
}
