/** Runs as data for scripts and as lines for people. */
import type { RunView } from '../../contract/run-shapes.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { linkNameById, type Fleet } from './naming.ts'
import { duration, plain, table } from './table.ts'

/** The link's name as it is now; of a link that is gone, as it was. */
function runName(run: RunView, fleet: Fleet): string {
  const isGone = !fleet.links.some(({ id }) => id === run.linkId)
  return isGone && run.primaryName !== ''
    ? `${run.primaryName}→${run.replicaName}`
    : linkNameById(fleet, run.linkId)
}

/** The shape that scripts read: it only ever grows. */
export function runData(run: RunView, fleet: Fleet): Record<string, unknown> {
  return {
    id: run.id,
    link: run.linkId,
    linkName: runName(run, fleet),
    state: run.state,
    counts: run.counts,
    requests: run.requests,
    bytes: run.bytes,
    durationMs: run.durationMs,
    sent: run.sent,
    toSend: run.toSend,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    reason: run.reason
  }
}

const countNames = ['create', 'update', 'delete', 'unchanged', 'conflict', 'blocked', 'failed'] as const

export function runLines(runs: readonly RunView[], fleet: Fleet): string[] {
  const rows = runs.map(run => [
    runName(run, fleet),
    run.state,
    ...countNames.map(name => String(run.counts[name])),
    String(run.requests),
    (run.bytes / 1_000_000).toFixed(1),
    duration(run.durationMs),
    run.id
  ])
  const columns = [
    'LINK',
    'STATE',
    ...countNames.map(name => name.toUpperCase()),
    'REQUESTS',
    'MB',
    'TIME',
    'RUN'
  ]
  const reasons = runs.flatMap(run =>
    run.reason ? [`${runName(run, fleet)}: ${plain(run.reason.message)} (${run.reason.code})`] : []
  )
  return [...table(columns, rows), ...reasons]
}

/** A run that was to push. A conflict that nobody decided leaves it partly done. */
export function runExitCode(run: RunView): ExitCode {
  switch (run.state) {
    case 'done':
      return run.counts.conflict + run.counts.failed > 0 ? exitCodes.partly : exitCodes.done
    case 'partly':
      return exitCodes.partly
    case 'waiting':
      return exitCodes.needsConfirmation
    default:
      return run.reason ? exitCodeOf(run.reason.code) : exitCodes.failed
  }
}
