import type { LinkView } from '@contract/link-shapes.ts'
import { chosenOf } from './model-needs.ts'
import { selectionsOf, type Selections } from './selections.ts'

/** What the panel of a new link begins with. */
export interface PlanStart {
  readonly models: readonly string[]
  readonly delivery: LinkView['delivery']
  /** Only these records of a model; empty: all. */
  readonly selections: Selections
}

/** A staged link as it was planned. */
export function startOf(link: LinkView): PlanStart {
  return { models: chosenOf(link), delivery: link.delivery, selections: selectionsOf(link) }
}
