import type { ReadOptions, SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { MappingIndex } from './mapping-index.ts'

/**
 * All mappings of a model that `site` remembers for a sender, by the sender's main domain (F16, F38). With an index that knows some of them
 * already, those that came since.
 */
export async function readMappings(
  site: SiteReader,
  sender: string,
  model: Model,
  options: ReadOptions = {},
  index = new MappingIndex()
): Promise<MappingIndex> {
  const filter = { foreignHost: sender, entityType: model.name }
  const newer = index.lastRowId > 0 ? { ...options, after: index.lastRowId } : options
  for await (const rows of site.rowPages('idmapping', filter, newer)) {
    for (const row of rows) index.add(row, model)
  }
  return index
}
