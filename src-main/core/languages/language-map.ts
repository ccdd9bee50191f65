import { AppError } from '../shared/app-error.ts'

/** A language's id on the site, as text: a whole number greater than 0. */
export type LanguageId = string

/** Which language of the replica stands for one of the primary's, by their ids. What is not named has the same id on both sides. */
export type LanguageMap = Readonly<Record<LanguageId, LanguageId>>

export const sameLanguages: LanguageMap = {}

export const isLanguageId = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)

export function namesLanguages(languages: LanguageMap | undefined): languages is LanguageMap {
  return languages !== undefined && Object.keys(languages).length > 0
}

/** The same seen from the replica: for the link back. */
export function inverseOf(languages: LanguageMap): LanguageMap {
  return Object.fromEntries(Object.entries(languages).map(([primary, replica]) => [replica, primary]))
}

/** Fails with 'language-map-invalid' where an id is none, or where two languages would become one: no way back would be known. */
export function assertOneToOne(languages: LanguageMap): void {
  const pairs = Object.entries(languages)
  const stray = pairs.flat().find(id => !isLanguageId(id))
  if (stray !== undefined) {
    throw new AppError('language-map-invalid', `'${stray}' is no id of a language. Give pairs like 1=2.`, {
      language: stray
    })
  }
  const taken = new Set<LanguageId>()
  for (const [, replica] of pairs) {
    if (taken.has(replica)) {
      throw new AppError(
        'language-map-invalid',
        `Two languages of the primary would become language ${replica} of the replica. Give each its own.`,
        { language: replica }
      )
    }
    taken.add(replica)
  }
}

/** Values that name no language: nothing, or all of them. */
const noLanguage = new Set(['', '0'])

/**
 * The replica's id for a language of the primary. Null where it has none: its own id stands for another language there, and its texts would
 * take the place of that one's.
 */
export function translated(languages: LanguageMap, id: LanguageId): LanguageId | null {
  if (noLanguage.has(id)) return id
  const named = Object.hasOwn(languages, id) ? languages[id] : undefined
  if (named !== undefined) return named
  return Object.values(languages).includes(id) ? null : id
}

/** Whether two maps say the same. */
export function sameMap(one: LanguageMap = sameLanguages, other: LanguageMap = sameLanguages): boolean {
  const text = (map: LanguageMap): string =>
    Object.entries(map)
      .map(pair => pair.join('='))
      .sort()
      .join()
  return text(one) === text(other)
}
