import type { StepView } from '@contract/link-shapes.ts'

export interface FlushCount {
  readonly model: string
  removed: number
  kept: number
  own: number
}

/** What a plan does with the replica's records, for each model; what was made there stands on its own. */
export function flushCounts(steps: readonly StepView[]): FlushCount[] {
  const byModel = new Map<string, FlushCount>()
  for (const { act, what, name, count, why } of steps.flatMap(step => step.effects)) {
    if (what !== 'entity') continue
    const model = name.split('\\').at(-1) ?? name
    const line = byModel.get(model) ?? { model, removed: 0, kept: 0, own: 0 }
    const n = count ?? 1
    if (act === 'remove') line.removed += n
    else if (act === 'keep' && (why === 'original' || why === 'own')) line.own += n
    else if (act === 'keep') line.kept += n
    byModel.set(model, line)
  }
  return [...byModel.values()]
}

export function totalOf(lines: readonly FlushCount[]): FlushCount {
  const total: FlushCount = { model: '', removed: 0, kept: 0, own: 0 }
  for (const line of lines) {
    total.removed += line.removed
    total.kept += line.kept
    total.own += line.own
  }
  return total
}
