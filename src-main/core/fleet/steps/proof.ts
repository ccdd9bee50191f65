import type { Readers, Step } from '../../workflow/step.ts'
import type { SiteId } from '../site.ts'

/**
 * A step that changes nothing and has to hold before the next one may begin. It is proved anew by every program that comes to it, and
 * never counts as done beforehand: what it proves only becomes true by the steps before it.
 */
export function proof(
  id: string,
  kind: string,
  siteId: SiteId,
  prove: (readers: Readers) => Promise<void>
): Step {
  let proved = false
  return {
    id,
    kind,
    siteId,
    look: () => Promise.resolve({ done: proved, effects: [], result: null }),
    async act(readers) {
      await prove(readers)
      proved = true
    },
    inverse: () => null
  }
}
