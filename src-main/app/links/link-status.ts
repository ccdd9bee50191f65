import type { LinkView } from '../../contract/link-shapes.ts'
import type { RunRecord } from '../../core/sync/records.ts'
import { remainsWorkflow } from '../../core/replication/steps/leave-remains.ts'
import type { Link } from '../../core/topology/link.ts'
import type { WorkflowRecord } from '../../core/workflow/records.ts'
import type { NotedQueue } from '../queue/queue-looks.ts'

/** What a comparison found, and when. */
export interface NotedDrift {
  readonly drifted: number
  readonly at: number
}

/** What is remembered of a link beside its runs and workflows. */
export interface Noted {
  readonly drift: NotedDrift | null
  readonly queue: NotedQueue | null
}

type Status = Pick<LinkView, 'status' | 'drift'>

/**
 * What an edge shows: the newest of what workflows, runs, comparisons and looks at the queue say about the link. A run that ended later has
 * emptied the queue. Differences that may all be waiting in the queue are no drift of their own. Pure.
 */
export function linkStatus(
  link: Link,
  lastRun: RunRecord | null,
  workflow: WorkflowRecord | null,
  noted: Noted
): Pick<LinkView, 'status' | 'drift' | 'queue'> {
  const known = withoutQueue(link, lastRun, workflow, noted.drift)
  if (link.delivery === 'compare' || !noted.queue || noted.queue.at < (lastRun?.endedAt ?? 0))
    return { ...known, queue: null }
  const queue = noted.queue.waiting
  const calm = ['unknown', 'in-step'].includes(known.status)
  const covered = known.status === 'drift' && (known.drift ?? 0) <= queue
  return queue > 0 && (calm || covered) ? { ...known, status: 'queue', queue } : { ...known, queue }
}

function withoutQueue(
  link: Link,
  lastRun: RunRecord | null,
  workflow: WorkflowRecord | null,
  noted: NotedDrift | null
): Status {
  if (workflow?.state === 'applying') return { status: 'running', drift: null }
  if (workflow?.state === 'waiting') return { status: 'paused', drift: null }
  // One side is cleaned; the other one is waited for.
  if (workflow?.kind === remainsWorkflow.kind && workflow.state !== 'failed')
    return { status: 'paused', drift: null }
  if (link.state !== 'ready') return { status: 'failed', drift: null }
  if (lastRun && ['planning', 'pushing'].includes(lastRun.state)) return { status: 'running', drift: null }
  if (noted && noted.at >= (lastRun?.endedAt ?? 0)) return ofDrift(noted.drifted)
  return lastRun ? ofRun(lastRun) : { status: 'unknown', drift: null }
}

function ofDrift(drift: number): Status {
  return { status: drift > 0 ? 'drift' : 'in-step', drift }
}

function ofRun({ state, counts }: RunRecord): Status {
  const open = counts.create + counts.update + counts.delete + counts.conflict + counts.blocked
  switch (state) {
    case 'done':
      return ofDrift(0)
    case 'waiting':
      return ofDrift(open)
    case 'partly':
      return counts.failed > 0 ? { status: 'failed', drift: null } : ofDrift(counts.conflict + counts.blocked)
    case 'paused':
    case 'cancelled':
      return { status: 'paused', drift: null }
    default:
      return { status: 'failed', drift: null }
  }
}
