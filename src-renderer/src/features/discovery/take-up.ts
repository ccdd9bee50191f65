import type { ProposalView } from '@contract/doctor-shapes.ts'
import type { PlanStart } from '@/features/links/plan-start.ts'
import { selectionsOf } from '@/features/links/selections.ts'

/** What becomes of a replication that was found where it is made a link. */
export interface TakeUp {
  /** What its plan begins with; null where Rexxfleet can replicate nothing of it. */
  readonly start: PlanStart | null
  /** Only some records go along now, and as a link all would: both ways no choice is possible. */
  readonly widens: boolean
}

/** `goesBack`: a link leads the other way already, and these two would be twins. */
export function takeUp({ models, delivery }: ProposalView, goesBack: boolean): TakeUp {
  const possible = models.filter(({ notReplicable }) => notReplicable === null)
  if (possible.length === 0) return { start: null, widens: false }
  const names = possible.map(({ name }) => name)
  return {
    start: { models: names, delivery, selections: goesBack ? {} : selectionsOf({ models: possible }) },
    widens: goesBack && possible.some(({ ids }) => ids !== null)
  }
}
