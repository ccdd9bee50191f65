import type { EffectView, StepView } from '@contract/link-shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

export interface StepMark {
  readonly icon: IconName
  readonly tone: Tone
}

const actIcons: Record<EffectView['act'], IconName> = {
  create: 'plus',
  reuse: 'equal',
  update: 'update',
  remove: 'remove',
  keep: 'lock'
}

const stateMarks: Record<Exclude<StepView['state'], 'planned'>, StepMark> = {
  running: { icon: 'running', tone: 'run' },
  waiting: { icon: 'waiting', tone: 'warn' },
  done: { icon: 'ok', tone: 'ok' },
  already: { icon: 'check', tone: 'idle' },
  failed: { icon: 'failed', tone: 'bad' },
  undone: { icon: 'undo', tone: 'idle' },
  kept: { icon: 'lock', tone: 'idle' }
}

/** Before it happens a step shows what it would do, in the plan's colour; afterwards how it went. */
export function stepMark(step: StepView): StepMark {
  if (step.state !== 'planned') return stateMarks[step.state]
  const act = step.effects[0]?.act
  if (act === 'remove' && step.effects.some(effect => effect.what === 'entity'))
    return { icon: 'remove', tone: 'bad' }
  return { icon: act ? actIcons[act] : 'target', tone: 'plan' }
}

export interface StepGroup {
  readonly siteId: string | null
  readonly steps: StepView[]
}

/** Steps that follow each other on one site stand under one heading. */
export function groupSteps(steps: readonly StepView[]): StepGroup[] {
  const groups: StepGroup[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last && last.siteId === step.siteId) last.steps.push(step)
    else groups.push({ siteId: step.siteId, steps: [step] })
  }
  return groups
}

/** How many things each act touches: '13 new, 9 reused'. */
export function actCounts(steps: readonly StepView[]): Map<EffectView['act'], number> {
  const counts = new Map<EffectView['act'], number>()
  for (const { effects } of steps) {
    for (const { act, count } of effects) counts.set(act, (counts.get(act) ?? 0) + (count ?? 1))
  }
  return counts
}
