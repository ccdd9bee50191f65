import type { MappingRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { inLanguages } from '../../languages/in-languages.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { parentsOf } from '../../models/dependencies.ts'
import { joinId, type ModelName } from '../../models/model.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Readers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { judge, type Evidence, type Judged } from './classify.ts'
import { stillCarried } from './still-carried.ts'

export interface FlushWish {
  readonly link: Link
  readonly model: LinkModel
  /** Entities that were edited on the replica go too. */
  readonly includeEdited: boolean
  /** The primary is gone for good and is not asked. */
  readonly withoutPrimary: boolean
  /** What the link carries after it: that stays as it is. Absent: nothing of it. */
  readonly after?: readonly LinkModel[]
  /**
   * What the link delivered stays, with its mappings. Only those of originals go: their way back is flushed, and alone they would look as
   * if the link had made the entity.
   */
  readonly originalsOnly?: boolean
  /** Names what this flush archives, for its undo. */
  readonly archiveId: string
}

/** Whether the verdict by itself lets an entity go; what refers to it may hold it all the same. */
export function mayGo({ verdict }: Judged, { includeEdited }: FlushWish): boolean {
  return verdict === 'remove' || (verdict === 'edited' && includeEdited)
}

/** Mappings judged at a time: their entities are in memory together. */
const batchSize = 500

/** What both sites say about the mapped entities of one model. */
export async function evidenceOn(
  deps: ReplicationDeps,
  { link, model: { model: name, replicaEndpoint }, withoutPrimary }: FlushWish,
  { reader }: Readers
): Promise<Evidence> {
  const model = modelNamed(name)
  const replica = reader(link.replicaId)
  const sender = deps.sites.get(link.primaryId)!.mainDomain
  const parents = new Map<ModelName, MappingIndex>()
  for (const parent of parentsOf(model))
    parents.set(parent, await readMappings(replica, sender, modelNamed(parent)))
  const wayBack = withoutPrimary
    ? null
    : await readMappings(
        inLanguages(reader(link.primaryId), link.languages),
        deps.sites.get(link.replicaId)!.mainDomain,
        model
      )
  return {
    replica,
    source: { endpoint: replicaEndpoint, model },
    translate: (parent, id) => parents.get(parent)?.foreignId(id) ?? null,
    agreed: foreignId => deps.agreed.get(link.id, name, foreignId),
    mutual: wayBack && ((foreignId, localId) => wayBack.localId(localId) === foreignId),
    hasTwin: link.twinId !== null,
    hash: deps.hash
  }
}

/** Judges every mapped entity of a model that the flush is about. */
export async function* judgeModel(
  deps: ReplicationDeps,
  wish: FlushWish,
  readers: Readers
): AsyncIterable<Judged[]> {
  const { link, model } = wish
  const known = await evidenceOn(deps, wish, readers)
  const sender = deps.sites.get(link.primaryId)!.mainDomain
  const carried = wish.after && (await stillCarried(deps, link, wish.after, readers))
  const all = await mappingRows(readers.reader(link.replicaId), sender, model.model)
  const rows = all.filter(row => carried?.(model.model)(joinId(row.foreignId)) !== true)
  for (let start = 0; start < rows.length; start += batchSize) {
    const judged = await judge(rows.slice(start, start + batchSize), known)
    yield wish.originalsOnly ? judged.filter(({ verdict }) => verdict === 'original') : judged
  }
}

export async function mappingRows(site: SiteReader, sender: string, model: ModelName): Promise<MappingRow[]> {
  const rows: MappingRow[] = []
  for await (const page of site.rowPages('idmapping', { foreignHost: sender, entityType: model }))
    rows.push(...page)
  return rows
}
