import type { MappingRow, NewManagementRows } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { idParts, type Model, type ModelName } from '../../models/model.ts'
import { joinId } from '../../models/model.ts'
import { localIdOf } from '../../sync/mapping-index.ts'
import type { MappingRef } from './mend.ts'

/** The mappings of one model for one sender, with their ids as text. Rows that do not fit the model are left out. */
export async function mappingRefs(
  site: SiteReader,
  foreignHost: string,
  model: ModelName
): Promise<MappingRef[]> {
  const refs: MappingRef[] = []
  for await (const rows of site.rowPages('idmapping', { foreignHost, entityType: model }))
    for (const row of rows) refs.push(...refOf(row, modelNamed(model)))
  return refs
}

export function refOf(row: MappingRow, model: Model): MappingRef[] {
  const localId = localIdOf(row, model)
  return localId === null ? [] : [{ rowId: row.id, foreignId: joinId(row.foreignId), localId }]
}

/** A local id as a mapping holds it: by name of the identifier field (F20). */
export function localIdFields(model: ModelName, localId: string): Record<string, string> {
  const parts = idParts(localId)
  return Object.fromEntries(modelNamed(model).identifier.map(({ name }, at) => [name, parts[at] ?? '']))
}

/** The row that a mapping is made of. */
export function mappingRow(
  foreignHost: string,
  model: ModelName,
  { foreignId, localId }: Pick<MappingRef, 'foreignId' | 'localId'>
): NewManagementRows['idmapping'] {
  return {
    foreignHost,
    entityType: model,
    foreignId: idParts(foreignId),
    localId: localIdFields(model, localId)
  }
}

/** Two mappings that say the same. */
export function pairKey({ foreignId, localId }: Pick<MappingRef, 'foreignId' | 'localId'>): string {
  return `${foreignId} ${localId}`
}
