import type { ReadOptions, SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { languageFieldsOf } from '../models/plain-ids.ts'
import type { Entity, EntitySource } from '../sync/entity.ts'
import type { LanguageId } from './language-map.ts'

/** The class of the languages that are set up on a site. */
export const localeModel = 'Cx\\Core\\Locale\\Model\\Entity\\Locale'

/** Ids of languages that one page of a model names: content uses few languages, and all of them often. */
export async function readUsedLanguages(
  site: SiteReader,
  source: EntitySource,
  options: ReadOptions = {}
): Promise<Set<LanguageId>> {
  for await (const page of site.entityPages(source, options)) return usedIn(source.model, page)
  return new Set()
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
