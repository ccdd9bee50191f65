import type { ItemView, RunView } from '@contract/run-shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

export interface Mark {
  readonly tone: Tone
  readonly icon: IconName
}

const runMarks: Record<RunView['state'], Mark> = {
  planning: { tone: 'run', icon: 'running' },
  waiting: { tone: 'warn', icon: 'warning' },
  pushing: { tone: 'run', icon: 'running' },
  done: { tone: 'ok', icon: 'ok' },
  partly: { tone: 'warn', icon: 'warning' },
  stopped: { tone: 'bad', icon: 'failed' },
  paused: { tone: 'idle', icon: 'pause' },
  cancelled: { tone: 'idle', icon: 'blocked' },
  interrupted: { tone: 'warn', icon: 'pause' }
}

export function runMark(run: RunView): Mark {
  return runMarks[run.state]
}

export type CountName = 'create' | 'update' | 'delete' | 'conflict' | 'blocked' | 'failed' | 'unchanged'

export const countMarks: Record<CountName, Mark> = {
  create: { tone: 'ok', icon: 'plus' },
  update: { tone: 'run', icon: 'update' },
  delete: { tone: 'warn', icon: 'remove' },
  conflict: { tone: 'warn', icon: 'conflict' },
  blocked: { tone: 'idle', icon: 'blocked' },
  failed: { tone: 'bad', icon: 'failed' },
  unchanged: { tone: 'idle', icon: 'equal' }
}

/** What the table says of an item: its state where that matters more than what was to be done. */
export function itemMark(
  item: ItemView
): Mark & { readonly group: 'done' | 'action' | 'itemState'; readonly word: string } {
  if (item.state === 'failed') return { tone: 'bad', icon: 'failed', group: 'itemState', word: 'failed' }
  if (item.state === 'unknown') return { tone: 'warn', icon: 'warning', group: 'itemState', word: 'unknown' }
  if (item.state === 'sending') return { tone: 'run', icon: 'running', group: 'itemState', word: 'sending' }
  if (item.state === 'skipped' && item.action !== 'conflict' && item.action !== 'blocked') {
    return { tone: 'idle', icon: 'minus', group: 'itemState', word: 'skipped' }
  }
  const mark = countMarks[item.action]
  return { ...mark, group: item.state === 'done' ? 'done' : 'action', word: item.action }
}

/** Whether somebody has to look at it. */
export function needsYou(item: ItemView): boolean {
  if (item.state === 'failed' || item.state === 'unknown') return true
  const heldBack = item.action === 'conflict' || item.action === 'blocked'
  return heldBack && item.state !== 'done' && item.why !== 'replica-wins'
}

export function needsYouCount(run: RunView): number {
  return run.counts.failed + run.counts.conflict + run.counts.blocked
}

/** The newest run of each link, where somebody has to look at it. Newest first. */
export function newestThatNeed(runs: readonly RunView[]): RunView[] {
  const seen = new Set<string>()
  return runs.filter(run => {
    if (seen.has(run.linkId)) return false
    seen.add(run.linkId)
    const stuck = run.state === 'waiting' || run.state === 'stopped' || run.state === 'interrupted'
    return stuck || (run.state === 'partly' && needsYouCount(run) > 0)
  })
}

/** Share done, from 0 to 1. */
export function shareOf(run: RunView): number {
  return run.toSend > 0 ? Math.min(1, run.sent / run.toSend) : run.endedAt === null ? 0 : 1
}
