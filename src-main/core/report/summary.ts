import type { Arrived, RunRecord, RunState } from '../sync/records.ts'

/** What runs of a period came to. */
export interface Summary {
  readonly runs: number
  /** Runs that left nothing open. */
  readonly well: number
  readonly created: number
  readonly updated: number
  readonly removed: number
  readonly failed: number
  readonly lastAt: number | null
  readonly lastState: RunState | null
}

/** One kind of trouble, however often it came. */
export interface Trouble {
  readonly kind: TroubleKind
  readonly times: number
  readonly firstAt: number
  readonly lastAt: number
}

export const troubleKinds = ['away', 'refused', 'asks', 'partly', 'failed'] as const
/** `away`: a site did not answer. `refused`: it did not let Rexxfleet in. `asks`: a person had to decide. */
export type TroubleKind = (typeof troubleKinds)[number]

/**
 * What arrived counts, however a run ended. Of a run from before that was noted all counts that it planned, if it sent its plan: a plan that
 * was never confirmed changed nothing.
 */
export function summarise(runs: readonly RunRecord[]): Summary {
  const arrived = runs.map(arrivedOf)
  const changed = (action: keyof Arrived): number =>
    arrived.reduce((total, counts) => total + counts[action], 0)
  const last = runs.reduce<RunRecord | null>(
    (newest, run) => (newest === null || run.startedAt >= newest.startedAt ? run : newest),
    null
  )
  return {
    runs: runs.length,
    well: runs.filter(({ state }) => state === 'done').length,
    created: changed('create'),
    updated: changed('update'),
    removed: changed('delete'),
    failed: runs.filter(isSent).reduce((total, { counts }) => total + counts.failed, 0),
    lastAt: last?.startedAt ?? null,
    lastState: last?.state ?? null
  }
}

/** It went to its end. */
const isSent = ({ state }: RunRecord): boolean => state === 'done' || state === 'partly'

function arrivedOf(run: RunRecord): Arrived {
  if (run.arrived) return run.arrived
  return isSent(run) ? run.counts : { create: 0, update: 0, delete: 0 }
}

/** Troubles of a link, most frequent first. */
export function troublesOf(runs: readonly RunRecord[]): Trouble[] {
  const found = new Map<TroubleKind, Trouble>()
  for (const run of runs) {
    const kind = troubleOf(run)
    if (kind === null) continue
    const known = found.get(kind)
    found.set(kind, {
      kind,
      times: (known?.times ?? 0) + 1,
      firstAt: Math.min(known?.firstAt ?? run.startedAt, run.startedAt),
      lastAt: Math.max(known?.lastAt ?? run.startedAt, run.startedAt)
    })
  }
  return [...found.values()].sort((one, other) => other.times - one.times)
}

const away = ['site-unreachable', 'site-timeout', 'site-busy', 'site-maintenance', 'certificate-invalid']
const refused = ['site-refused', 'key-without-grants', 'key-missing', 'site-marker-differs']
const asks = ['needs-confirmation', 'removals-need-confirmation']

function troubleOf({ state, reason }: RunRecord): TroubleKind | null {
  if (state === 'partly') return 'partly'
  if (state !== 'stopped' && state !== 'waiting' && state !== 'interrupted') return null
  const code = reason?.code ?? ''
  if (away.includes(code)) return 'away'
  if (refused.includes(code)) return 'refused'
  return asks.includes(code) ? 'asks' : 'failed'
}
