import { isTrouble, judgeLanguages } from '../../languages/judge-languages.ts'
import { namesLanguages } from '../../languages/language-map.ts'
import { languageFieldOf } from '../../models/plain-ids.ts'
import type { PreflightFacts, SideFacts } from '../facts.ts'
import type { Notice } from '../notice.ts'

/** An id that is another language on the replica, or none: refused, until the link says which one stands for it. */
export function languageDiffers(facts: PreflightFacts): Notice[] {
  const { primary, replica, languages } = facts
  const naming = facts.models.filter(({ model }) => languageFieldOf(model) !== null)
  if (naming.length === 0) return []
  const used = (side: SideFacts): Set<string> =>
    new Set(naming.flatMap(({ model }) => [...(side.languages.get(model.name) ?? [])]))
  const [here, there] = [used(primary), used(replica)]
  const trouble = judgeLanguages(
    { used: here, known: primary.locales },
    { used: there, known: replica.locales },
    languages
  )
  if (!isTrouble(trouble)) return unread(facts, here, there)
  const differing = [...trouble.differing, ...trouble.colliding, ...trouble.missing]
  const evidence = {
    onPrimary: [...here].sort(),
    onReplica: [...(replica.locales?.keys() ?? there)].sort(),
    differing: [...new Set(differing)].sort()
  }
  return [{ kind: 'language-differs', severity: 'refuse', about: replica.site.name, evidence }]
}

/**
 * A side that does not tell its languages: Rexxfleet may not read it yet, or it holds nothing in any language. What the primary holds already
 * will stand there in languages that nobody compared.
 */
function unread(
  { primary, replica, languages }: PreflightFacts,
  here: Set<string>,
  there: Set<string>
): Notice[] {
  // A person's word for each of them counts for more than what either side could tell.
  if (here.size > 0 && [...here].every(id => Object.hasOwn(languages, id))) return []
  const silent = [
    ...(here.size === 0 && !primary.locales ? [primary] : []),
    ...(there.size === 0 && !replica.locales ? [replica] : [])
  ].map(({ site }) => site.name)
  if (silent.length === 0) return []
  const evidence = { sites: silent, ...(here.size > 0 ? { onPrimary: [...here].sort() } : {}) }
  const severity = here.size > 0 ? 'warn' : 'info'
  return [{ kind: 'languages-unread', severity, about: silent.join(', '), evidence }]
}

/** Cloudrexx pushes entities as they are: with `live` nobody is there to put other ids in. */
export function languageMappingLive({ delivery, languages, replica }: PreflightFacts): Notice[] {
  if (delivery !== 'live' || !namesLanguages(languages)) return []
  const pairs = Object.entries(languages).map(pair => pair.join('='))
  return [
    { kind: 'language-mapping-live', severity: 'refuse', about: replica.site.name, evidence: { pairs } }
  ]
}
