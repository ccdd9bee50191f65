import type { ProposalView } from '@contract/doctor-shapes.ts'
import type { ModelView } from '@contract/shapes.ts'
import { carriesOne, type PlanStart } from '@/features/links/plan-start.ts'

/** What becomes of a replication that was found where it is made a link. */
export interface TakeUp {
  /** What its plan begins with; null where Rexxfleet can replicate nothing of it. */
  readonly start: PlanStart | null
  /** Only some records go along now, and as a link all would: a choice needs a link of one model, one way. */
  readonly widens: boolean
}

/** `goesBack`: a link leads the other way already, and these two would be twins. */
export function takeUp(
  { models, delivery }: ProposalView,
  catalogue: readonly ModelView[],
  goesBack: boolean
): TakeUp {
  const possible = models.filter(({ notReplicable }) => notReplicable === null)
  if (possible.length === 0) return { start: null, widens: false }
  const names = possible.map(({ name }) => name)
  const mayChoose = !goesBack && carriesOne(catalogue, names)
  return {
    start: { models: names, delivery, ids: mayChoose ? possible[0]!.ids : null },
    widens: !mayChoose && possible.some(({ ids }) => ids !== null)
  }
}
