import type { ItemView } from '@contract/run-shapes.ts'

/** What needed somebody in an earlier run, against a later one of the same link. */
export interface NeedsCompared {
  readonly still: readonly ItemView[]
  readonly added: readonly ItemView[]
  readonly settled: readonly ItemView[]
}

const keyOf = ({ model, foreignId }: ItemView): string => `${model} ${foreignId}`

export function compareNeeds(earlier: readonly ItemView[], later: readonly ItemView[]): NeedsCompared {
  const before = new Set(earlier.map(keyOf))
  const after = new Set(later.map(keyOf))
  return {
    still: later.filter(item => before.has(keyOf(item))),
    added: later.filter(item => !before.has(keyOf(item))),
    settled: earlier.filter(item => !after.has(keyOf(item)))
  }
}
