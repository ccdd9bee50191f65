import type { SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'

/** Tells in the plan what the copy knows of each sender. Changes nothing: people decide whether the copy is to be a replica. */
export function reviewMappings(
  siteId: SiteId,
  senders: readonly { readonly foreignHost: string; readonly count: number }[]
): Step {
  return {
    id: `${siteId}/review-mappings`,
    kind: 'review-mappings',
    siteId,
    onlyChecks: true,
    look: () =>
      Promise.resolve({
        done: true,
        effects: senders.map(({ foreignHost, count }) => ({
          act: 'keep',
          what: 'mapping',
          name: foreignHost,
          count,
          why: 'of-the-original'
        })),
        result: null
      }),
    act: () => Promise.resolve(),
    inverse: () => null
  }
}
