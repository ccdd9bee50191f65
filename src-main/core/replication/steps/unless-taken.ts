import type { SiteReader } from '../../fleet/site-access.ts'
import type { Step } from '../../workflow/step.ts'
import type { ModelEndpoint } from '../pair.ts'
import { endpointNamed, isPlain } from './endpoint.ts'

/**
 * The step, unless its endpoint's name stands for something else on the site: what a link can do without is then left out, and named. It
 * never takes over what somebody made for another purpose (ground rule 9).
 */
export function unlessTaken(step: Step, { model, endpoint }: ModelEndpoint): Step {
  async function isTaken(site: SiteReader): Promise<boolean> {
    const found = await endpointNamed(site, endpoint)
    return found !== null && (found.dataSource?.identifier !== model || !isPlain(found))
  }

  return {
    ...step,
    async look(readers) {
      if (!(await isTaken(readers.reader(step.siteId!)))) return step.look(readers)
      const effects = [{ act: 'keep', what: 'endpoint', name: endpoint, why: 'not-ours' }] as const
      return { done: true, effects, result: null }
    },
    settled(look, made) {
      if (look.result !== null) step.settled?.(look, made)
    }
  }
}
