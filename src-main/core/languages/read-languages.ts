import type { ReadOptions, SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { languageFieldsOf } from '../models/plain-ids.ts'
import type { Entity, EntitySource } from '../sync/entity.ts'
import type { LanguageId } from './language-map.ts'

/** The class of the languages that are set up on a site. */
export const localeModel = 'Cx\\Core\\Locale\\Model\\Entity\\Locale'

/** Entities that are looked at: content uses few languages, and all of them often. */
const looked = 2_000

/** Ids of languages that the first entities of a model name. */
export async function readUsedLanguages(
  site: SiteReader,
  source: EntitySource,
  options: ReadOptions = {}
): Promise<Set<LanguageId>> {
  const used = new Set<LanguageId>()
  let seen = 0
  for await (const page of site.entityPages(source, options)) {
    for (const id of usedIn(source.model, page)) used.add(id)
    seen += page.length
    if (seen >= looked) break
  }
  return used
}

function usedIn(model: Model, page: readonly Entity[]): Set<LanguageId> {
  const fields = languageFieldsOf(model)
  const ids = page.flatMap(entity =>
    fields.flatMap(({ field, list }) => {
      const value = String(entity.fields[field] ?? '')
      return list ? value.split(',').map(id => id.trim()) : [value]
    })
  )
  return new Set(ids.filter(id => id !== '' && id !== '0'))
}

/** The languages that are set up on a site, by id, with what it calls them. */
export async function readLocales(
  site: SiteReader,
  source: EntitySource,
  options: ReadOptions = {}
): Promise<Map<LanguageId, string>> {
  const known = new Map<LanguageId, string>()
  for await (const page of site.entityPages(source, options))
    for (const { id, fields } of page) known.set(id, String(fields['label'] ?? ''))
  return known
}
