import type { ReadOptions, SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { MappingIndex } from './mapping-index.ts'

/** All mappings of a model that `site` remembers for a sender, by the sender's main domain (F16, F38). */
export async function readMappings(
  site: SiteReader,
  sender: string,
  model: Model,
  options: ReadOptions = {}
): Promise<MappingIndex> {
  const index = new MappingIndex()
  for await (const rows of site.rowPages(
    'idmapping',
    { foreignHost: sender, entityType: model.name },
    options
  )) {
    for (const row of rows) index.add(row, model)
  }
  return index
}
