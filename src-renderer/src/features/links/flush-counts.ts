import type { StepView } from '@contract/link-shapes.ts'

export interface FlushCount {
  readonly model: string
  removed: number
  kept: number
  /** Of the kept ones: edited on the replica since they came. */
  edited: number
  /** Of the kept ones: something that stays refers to them, or they are a part of it. */
  held: number
  own: number
}

const none = { removed: 0, kept: 0, edited: 0, held: 0, own: 0 }

/** What a plan does with the replica's records, for each model; what was made there stands on its own. */
export function flushCounts(steps: readonly StepView[]): FlushCount[] {
  const byModel = new Map<string, FlushCount>()
  for (const { act, what, name, count, why } of steps.flatMap(step => step.effects)) {
    if (what !== 'entity') continue
    const model = name.split('\\').at(-1) ?? name
    const line = byModel.get(model) ?? { model, ...none }
    const n = count ?? 1
    if (act === 'remove') line.removed += n
    else if (act === 'keep' && (why === 'original' || why === 'own')) line.own += n
    else if (act === 'keep') {
      line.kept += n
      if (why === 'edited-on-replica') line.edited += n
      if (why === 'has-dependants' || why === 'belongs-to-kept') line.held += n
    }
    byModel.set(model, line)
  }
  return [...byModel.values()]
}

export function totalOf(lines: readonly FlushCount[]): FlushCount {
  const total: FlushCount = { model: '', ...none }
  for (const line of lines) {
    total.removed += line.removed
    total.kept += line.kept
    total.edited += line.edited
    total.held += line.held
    total.own += line.own
  }
  return total
}
