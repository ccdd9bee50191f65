import { translated, type LanguageId, type LanguageMap } from './language-map.ts'

/** What is known of the languages of one site. */
export interface SiteLanguages {
  /** Ids that its content names. */
  readonly used: ReadonlySet<LanguageId>
  /** The languages that are set up there, by id, with what the site calls them; null where the site does not tell. */
  readonly known: ReadonlyMap<LanguageId, string> | null
}

/** Languages of the primary's content that would be another one on the replica, or none. */
export interface LanguageTrouble {
  /** Without a word about them, and the replica has no such language, or another one under that id. */
  readonly differing: readonly LanguageId[]
  /** Would stand under the id that was given to another language. */
  readonly colliding: readonly LanguageId[]
  /** Were given an id that the replica does not have. */
  readonly missing: readonly LanguageId[]
}

/**
 * Compares the languages of both sides under a link's map. Where a site does not tell its languages, what its content names stands for them:
 * content in no language at all tells nothing. A pair that the user named is taken as named, also with itself: `3=3`.
 */
export function judgeLanguages(
  primary: SiteLanguages,
  replica: SiteLanguages,
  languages: LanguageMap
): LanguageTrouble {
  const used = [...primary.used].filter(id => id !== '' && id !== '0').sort(byNumber)
  const named = (id: LanguageId): boolean => Object.hasOwn(languages, id)
  return {
    differing: used.filter(
      id => !named(id) && translated(languages, id) !== null && differs(id, primary, replica)
    ),
    colliding: used.filter(id => translated(languages, id) === null),
    missing: replica.known ? used.filter(id => named(id) && !replica.known!.has(languages[id]!)) : []
  }
}

export function isTrouble({ differing, colliding, missing }: LanguageTrouble): boolean {
  return differing.length + colliding.length + missing.length > 0
}

function differs(id: LanguageId, primary: SiteLanguages, replica: SiteLanguages): boolean {
  if (replica.known) {
    if (!replica.known.has(id)) return true
    const [here, there] = [primary.known?.get(id), replica.known.get(id)]
    return here !== undefined && here !== there
  }
  return replica.used.size > 0 && !replica.used.has(id)
}

const byNumber = (one: string, other: string): number => Number(one) - Number(other)
