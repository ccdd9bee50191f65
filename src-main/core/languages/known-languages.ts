import type { ReadOptions, SiteReader } from '../fleet/site-access.ts'
import { answeredNo } from '../fleet/answered-no.ts'
import { modelNamed } from '../models/catalogue.ts'
import { readableEndpoint } from '../replication/readable-endpoint.ts'
import type { LanguageId } from './language-map.ts'
import { localeModel, readLocales } from './read-languages.ts'

/** The languages that are set up on a site, by id, with what it calls them; null where it does not let the management key read them. */
export async function readKnownLanguages(
  site: SiteReader,
  options: ReadOptions = {}
): Promise<ReadonlyMap<LanguageId, string> | null> {
  const [endpoints, grants, keys] = await Promise.all([
    site.rows('endpoint', {}, options),
    site.rows('grant', {}, options),
    site.rows('apikey', { apiKey: { keyRef: site.site.keyRef } }, options)
  ])
  const rows = { endpoints, grants, managementKeyId: keys[0]?.id ?? null }
  const endpoint = readableEndpoint(rows, localeModel)
  if (endpoint === null) return null
  try {
    return await readLocales(site, { endpoint, model: modelNamed(localeModel) }, options)
  } catch (thrown) {
    if (answeredNo(thrown)) return null
    throw thrown
  }
}
