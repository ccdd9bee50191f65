import type { LinkView } from '@contract/link-shapes.ts'
import type { ModelView } from '@contract/shapes.ts'
import { chosenOf, impliedModels } from './model-needs.ts'

/** What the panel of a new link begins with. */
export interface PlanStart {
  readonly models: readonly string[]
  readonly delivery: LinkView['delivery']
  /** Only these records; null: all. */
  readonly ids: readonly string[] | null
}

/** A staged link as it was planned. */
export function startOf(link: LinkView): PlanStart {
  return { models: chosenOf(link), delivery: link.delivery, ids: link.models[0]?.ids ?? null }
}

/** Records can be chosen where a link carries one model, with nothing that comes along. */
export function carriesOne(catalogue: readonly ModelView[], chosen: readonly string[]): boolean {
  return chosen.length === 1 && impliedModels(catalogue, new Set(chosen)).size === 0
}
