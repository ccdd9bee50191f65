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

function unread(
  { primary, replica, models }: PreflightFacts,
  here: Set<string>,
  there: Set<string>
): Notice[] {
  if (here.size > 0 && (there.size > 0 || replica.locales)) return []
  const naming = models.filter(({ model }) => languageFieldOf(model) !== null)
  const blind = [primary, replica].filter(side =>
    naming.every(({ model }) => !side.languages.has(model.name))
  )
  if (blind.length === 0) return []
  const evidence = { sites: blind.map(({ site }) => site.name) }
  return [{ kind: 'languages-unread', severity: 'info', about: primary.site.name, evidence }]
}

/** Cloudrexx pushes entities as they are: with `live` nobody is there to put other ids in. */
export function languageMappingLive({ delivery, languages, replica }: PreflightFacts): Notice[] {
  if (delivery !== 'live' || !namesLanguages(languages)) return []
  const pairs = Object.entries(languages).map(pair => pair.join('='))
  return [
    { kind: 'language-mapping-live', severity: 'refuse', about: replica.site.name, evidence: { pairs } }
  ]
}
