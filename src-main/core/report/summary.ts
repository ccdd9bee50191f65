import type { RunRecord, RunState } from '../sync/records.ts'

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

/** Only runs that sent what they planned count as changes: a plan that was never confirmed changed nothing. */
export function summarise(runs: readonly RunRecord[]): Summary {
  const sent = runs.filter(({ state }) => state === 'done' || state === 'partly')
  const sum = (of: (run: RunRecord) => number): number => sent.reduce((total, run) => total + of(run), 0)
  const last = runs.reduce<RunRecord | null>(
    (newest, run) => (newest === null || run.startedAt >= newest.startedAt ? run : newest),
    null
  )
  return {
    runs: runs.length,
    well: runs.filter(({ state }) => state === 'done').length,
    created: sum(({ counts }) => counts.create),
    updated: sum(({ counts }) => counts.update),
    removed: sum(({ counts }) => counts.delete),
    failed: sum(({ counts }) => counts.failed),
    lastAt: last?.startedAt ?? null,
    lastState: last?.state ?? null
  }
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
