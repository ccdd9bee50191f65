import type { Handlers } from '../../contract/calls.ts'
import type { DriftView, RunView } from '../../contract/run-shapes.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import type { Clock } from '../../core/shared/ports.ts'
import { noCounts } from '../../core/sync/counts.ts'
import type { ItemFilter, RunRecord, RunRepository } from '../../core/sync/records.ts'
import { measureDrift, type DriftDeps } from '../../core/sync/run/drift.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { errorView } from '../dispatch.ts'
import { hasQueue, type QueueLooks } from '../queue/queue-looks.ts'
import { modelViews } from './model-views.ts'
import { itemView, runView } from './run-view.ts'

export interface RunHandlerDeps {
  readonly engine: RunEngine
  readonly runs: RunRepository
  readonly link: (id: LinkId) => Link
  readonly drift: DriftDeps
  readonly queues: QueueLooks
  /** Remembers what a comparison found, for the graph. */
  readonly noteDrift: (linkId: LinkId, drifted: number) => void
  readonly startedBy: string
  readonly clock: Clock
  readonly signal: AbortSignal
}

type RunCalls =
  | 'runs.start'
  | 'runs.confirm'
  | 'runs.list'
  | 'runs.show'
  | 'runs.items'
  | 'runs.models'
  | 'runs.resume'
  | 'runs.retry'
  | 'runs.pause'
  | 'runs.cancel'
  | 'drift.check'

/** Runs behind the contract. */
export function createRunHandlers(deps: RunHandlerDeps): Pick<Handlers, RunCalls> {
  const { engine, runs } = deps
  const view = (run: RunRecord): RunView => runView(run, runs, deps.clock.now())

  return {
    async 'runs.start'({ linkIds, planOnly, allowRemovals, confirmOverwrites }) {
      // Both directions of a pair run, one after the other: what changed on either side goes to the other.
      const both = linkIds.flatMap(linkId => [linkId, deps.link(linkId).twinId ?? linkId])
      const options = {
        planOnly,
        allowRemovals: allowRemovals ?? 0,
        confirmOverwrites,
        startedBy: deps.startedBy
      }
      return engine.startAll(both, options).map(view)
    },
    async 'runs.confirm'({ runId, allowRemovals }) {
      return view(engine.confirm(runId, allowRemovals ?? 0))
    },
    async 'runs.list'({ linkId, limit }) {
      return runs.list({ ...(linkId ? { linkId } : {}), limit: limit ?? 100 }).map(view)
    },
    async 'runs.show'({ runId }) {
      return view(engine.record(runId))
    },
    async 'runs.items'({ runId, offset = 0, limit = 200, ...wish }) {
      engine.record(runId)
      const filter = Object.fromEntries(
        Object.entries(wish).filter(([, value]) => value !== undefined)
      ) as ItemFilter
      // Positions count from 0 without a gap: where nothing is filtered, the database need not count.
      const from = Object.keys(filter).length === 0 ? { after: offset - 1 } : { offset }
      const items = runs.items(runId, { ...filter, ...from, limit })
      return { items: items.map(itemView), total: runs.countItems(runId, filter) }
    },
    async 'runs.models'({ runId }) {
      engine.record(runId)
      return modelViews(runs.countByModel(runId))
    },
    async 'runs.resume'({ runId }) {
      return view(engine.resume(runId))
    },
    async 'runs.retry'({ runId, positions }) {
      return view(engine.retry(runId, positions))
    },
    async 'runs.pause'({ runId }) {
      return view(await engine.pause(runId))
    },
    async 'runs.cancel'({ runId }) {
      return view(await engine.cancel(runId))
    },
    'drift.check': ({ linkIds }) => Promise.all([...new Set(linkIds)].map(linkId => checkDrift(deps, linkId)))
  }
}

async function checkDrift(deps: RunHandlerDeps, linkId: LinkId): Promise<DriftView> {
  const link = deps.link(linkId)
  const startedAt = deps.clock.now()
  try {
    const { counts, requests } = await measureDrift(deps.drift, link, deps.signal)
    const drifted = counts.create + counts.update + counts.delete + counts.conflict + counts.blocked
    // The queue is part of how the link stands; where it cannot be read, the comparison still counts.
    if (hasQueue(link)) await deps.queues.look(link).catch(() => undefined)
    deps.noteDrift(linkId, drifted)
    return {
      linkId,
      counts,
      drifted: drifted > 0,
      requests,
      durationMs: deps.clock.now() - startedAt,
      error: null
    }
  } catch (thrown) {
    const error = errorView(asAppError(thrown))
    return {
      linkId,
      counts: noCounts,
      drifted: false,
      requests: 0,
      durationMs: deps.clock.now() - startedAt,
      error
    }
  }
}
