import type { MappingRow } from '../../fleet/management.ts'
import { markerHost } from '../../fleet/marker.ts'
import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import { findModel } from '../../models/catalogue.ts'
import { joinId } from '../../models/model.ts'
import { localIdOf } from '../../sync/mapping-index.ts'
import type { MappingRef } from '../mend/mend.ts'
import type { MappingGroup } from '../snapshot.ts'

/** All mappings of a site by sender and model, read page by page and kept as short as they can be. */
export async function readMappingGroups(
  site: SiteReader,
  options: ReadOptions
): Promise<{ groups: MappingGroup[]; ownRows: MappingRow[] }> {
  const groups = new Map<string, MappingGroup & { readonly pairs: MappingRef[] }>()
  const ownRows: MappingRow[] = []
  for await (const page of site.rowPages('idmapping', {}, options)) {
    for (const row of page) {
      if (row.foreignHost === markerHost) {
        ownRows.push(row)
        continue
      }
      const key = `${row.foreignHost.toLowerCase()} ${row.entityType}`
      const group = groups.get(key) ?? { foreignHost: row.foreignHost, model: row.entityType, pairs: [] }
      groups.set(key, group)
      group.pairs.push({ rowId: row.id, foreignId: joinId(row.foreignId), localId: localIdText(row) })
    }
  }
  return { groups: [...groups.values()], ownRows }
}

/** A class that the catalogue does not know keeps the order in which its id was written. */
function localIdText(row: MappingRow): string {
  const model = findModel(row.entityType)
  return (model && localIdOf(row, model)) ?? joinId(Object.values(row.localId))
}
