import { isTrouble, judgeLanguages, type SiteLanguages } from '../../languages/judge-languages.ts'
import { sameLanguages } from '../../languages/language-map.ts'
import { readKnownLanguages } from '../../languages/known-languages.ts'
import { readUsedLanguages } from '../../languages/read-languages.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { languageFieldOf } from '../../models/plain-ids.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'

/**
 * The languages in which both sides write have the same ids, or a pair for each that has not. Preflight sees them only where the endpoints
 * are there before the link; here they are. A language that is set up counts, also where nothing is written in it yet. None where the link's models name no language.
 */
export function checkLanguages(link: Link): Step[] {
  const naming = link.models.filter(({ model }) => languageFieldOf(modelNamed(model)) !== null)
  if (naming.length === 0) return []

  async function used(site: SiteReader, side: 'primaryEndpoint' | 'replicaEndpoint'): Promise<SiteLanguages> {
    const sets = await Promise.all(
      naming.map(one => readUsedLanguages(site, { endpoint: one[side], model: modelNamed(one.model) }))
    )
    return { used: new Set(sets.flatMap(ids => [...ids])), known: await readKnownLanguages(site) }
  }
  async function trouble({ reader }: Readers): Promise<AppError | null> {
    const [here, there] = await Promise.all([
      used(reader(link.primaryId), 'primaryEndpoint'),
      used(reader(link.replicaId), 'replicaEndpoint')
    ])
    const found = judgeLanguages(here, there, link.languages ?? sameLanguages)
    if (!isTrouble(found)) return null
    const ids = [...new Set([...found.differing, ...found.colliding, ...found.missing])]
    const onReplica = [...(there.known?.keys() ?? there.used)].sort()
    return new AppError(
      'language-differs',
      `Language ${ids.join(', ')} of the primary is another one on the replica, or none (there: ${onReplica.join(', ')}). Undo this, and link with a pair for each: --language ${ids[0]}=…`,
      { languages: ids, onReplica }
    )
  }

  return [
    {
      id: `link/languages/${link.id}`,
      kind: 'check-languages',
      siteId: link.replicaId,
      onlyChecks: true,
      async look(readers) {
        // Before the endpoints are there nothing can be read: a plan takes the step as open.
        const found = await trouble(readers).catch(() => 'unknown')
        return { done: found === null, effects: [], result: null }
      },
      async act(writers) {
        const found = await trouble(writers)
        if (found) throw found
      },
      inverse: () => null
    }
  ]
}
