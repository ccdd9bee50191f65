import type { Effect, StepRecord } from './records.ts'
import type { Step } from './step.ts'

const kind = 'stays-done'

export const isStaying = (step: Step): boolean => step.kind === kind

/**
 * In the plan of an undo: what a step did and no step can take back, such as a key that is gone. Writes nothing. Null where the step wrote
 * nothing that anybody would miss.
 */
export function stayingOf(
  { id, siteId, onlyChecks, cleansUp }: Step,
  { effects: did }: Pick<StepRecord, 'effects'>
): Step | null {
  const effects = did
    .filter(({ act }) => act !== 'reuse' && act !== 'keep')
    .map((effect): Effect => ({ ...effect, act: 'keep', why: 'no-way-back' }))
  if (onlyChecks || cleansUp || effects.length === 0) return null
  return {
    id: `${id}/stays`,
    kind,
    siteId,
    onlyChecks: true,
    look: async () => ({ done: true, effects, result: null }),
    async act() {},
    inverse: () => null
  }
}
