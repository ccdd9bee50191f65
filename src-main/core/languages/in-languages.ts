import type { ManagementKind, ManagementRows, MappingRow } from '../fleet/management.ts'
import type { SiteReader, SiteWriter } from '../fleet/site-access.ts'
import { findModel } from '../models/catalogue.ts'
import { idParts, joinId, type Model } from '../models/model.ts'
import type { EntitySource } from '../sync/entity.ts'
import { localIdOf } from '../sync/mapping-index.ts'
import { inverseOf, namesLanguages, type LanguageMap } from './language-map.ts'
import { translationOf, type Translation } from './translation.ts'

/**
 * A primary with the language ids of its replica: whoever reads its entities through this reader compares and pushes what the replica is
 * to hold. Ids that hold a language are the replica's too, and so are those of its mappings. Other questions are passed on as they are.
 */
export function inLanguages(primary: SiteReader, languages: LanguageMap | undefined): SiteReader {
  if (!namesLanguages(languages)) return primary
  const there = ({ model }: EntitySource): Translation | null => translationOf(model, languages)
  const home = ({ model }: EntitySource): Translation | null => translationOf(model, inverseOf(languages))
  return {
    ...primary,
    async *entityPages(source, options) {
      const change = there(source)
      for await (const page of primary.entityPages(source, options))
        yield change ? page.map(change.entity) : page
    },
    async entity(source, id, options) {
      const change = there(source)
      if (!change) return primary.entity(source, id, options)
      const own = home(source)!.id(id)
      const found = own === null ? null : await primary.entity(source, own, options)
      return found && change.entity(found)
    },
    async entitiesById(source, ids, options) {
      const change = there(source)
      if (!change) return primary.entitiesById(source, ids, options)
      const own = ids.flatMap(id => home(source)!.id(id) ?? [])
      return (await primary.entitiesById(source, own, options)).map(change.entity)
    },
    async *rowPages<K extends ManagementKind>(
      kind: K,
      ...rest: [Parameters<SiteReader['rowPages']>[1]?, Parameters<SiteReader['rowPages']>[2]?]
    ) {
      for await (const page of primary.rowPages(kind, ...rest)) {
        if (kind !== 'idmapping') yield page
        else yield (page as MappingRow[]).flatMap(row => mapping(row, languages)) as ManagementRows[K][]
      }
    }
  }
}

/** The writer of the primary's mappings, which are given to it in the replica's languages. */
export function mappingsInLanguages(
  primary: Pick<SiteWriter, 'createRow'>,
  languages: LanguageMap | undefined
): Pick<SiteWriter, 'createRow'> {
  if (!namesLanguages(languages)) return primary
  return {
    createRow(kind, row, options) {
      if (kind !== 'idmapping') return primary.createRow(kind, row, options)
      const [own] = mapping(row as MappingRow, inverseOf(languages))
      return primary.createRow(kind, (own ?? row) as typeof row, options)
    }
  }
}

/** A mapping in other language ids; none where its language has no counterpart: it stands for nothing that the link carries. */
function mapping(row: MappingRow, languages: LanguageMap): MappingRow[] {
  const model = findModel(row.entityType)
  const change = model && translationOf(model, languages)
  if (!model || !change) return [row]
  const foreignId = change.id(joinId(row.foreignId))
  const localId = localIdOf(row, model)
  if (localId === null) return [row]
  const local = change.id(localId)
  if (foreignId === null || local === null) return []
  return [{ ...row, foreignId: idParts(foreignId), localId: byField(model, local) }]
}

function byField(model: Model, id: string): Record<string, string> {
  const parts = idParts(id)
  return Object.fromEntries(model.identifier.map(({ name }, at) => [name, parts[at]!]))
}
