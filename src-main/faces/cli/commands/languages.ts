import { usageFailure } from '../outcome.ts'

/** How `--language` is explained wherever it stands. */
export const languageHelp = 'a language with another id on the replica: <primary>=<replica>; may be repeated'

/** Pairs of language ids as they are typed; undefined where none was. Fails where one is no pair. */
export function languagesOf(pairs: readonly string[] | undefined): Record<string, string> | undefined {
  if (pairs === undefined) return undefined
  const languages: Record<string, string> = {}
  for (const pair of pairs) {
    const [, primary, replica] = /^([1-9]\d{0,8})=([1-9]\d{0,8})$/.exec(pair) ?? []
    if (primary === undefined || replica === undefined)
      throw usageFailure(`--language takes two ids of languages, such as 1=2; '${pair}' is none.`)
    if (languages[primary] !== undefined) throw usageFailure(`--language names ${primary} twice.`)
    languages[primary] = replica
  }
  return languages
}

/** Pairs as they are shown. */
export function languagesText(languages: Readonly<Record<string, string>>): string {
  return Object.entries(languages)
    .map(pair => pair.join('='))
    .join(', ')
}
