import type { Model } from '../models/model.ts'

/** Plain fields that hold the id of a language: no association, so no replica maps them (F18). */
const languageFields: ReadonlySet<string> = new Set(['langId', 'lang'])

/** The field in which entities of a model name a language by its plain id; null where they name none. */
export function languageFieldOf(model: Model): string | null {
  const own = [...model.identifier.filter(({ association }) => !association), ...model.fields]
  return own.find(({ name }) => languageFields.has(name))?.name ?? null
}
