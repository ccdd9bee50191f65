import type { ItemView, RunView } from '../../contract/run-shapes.ts'
import { findModel } from '../../core/models/catalogue.ts'
import { nextRevision } from '../revision.ts'
import type { ItemRecord, RunRecord, RunRepository } from '../../core/sync/records.ts'

/** A run as the doors show it. `toSend` counts what its plan sends, held-back items left out. */
export function runView(run: RunRecord, runs: RunRepository, now: number): RunView {
  const toSend = runs.countItems(run.id, {
    actions: ['create', 'update', 'delete'],
    states: ['open', 'sending', 'unknown', 'done', 'failed']
  })
  return {
    id: run.id,
    revision: nextRevision(),
    linkId: run.linkId,
    primaryName: run.primaryName,
    replicaName: run.replicaName,
    state: run.state,
    counts: run.counts,
    sent: run.sent,
    toSend,
    requests: run.requests,
    bytes: run.bytes,
    startedBy: run.startedBy,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    durationMs: Math.max(0, (run.endedAt ?? now) - run.startedAt),
    reason: run.reason
  }
}

export function itemView(item: ItemRecord): ItemView {
  return {
    position: item.position,
    model: item.model,
    shortName: findModel(item.model)?.shortName ?? item.model,
    foreignId: item.foreignId,
    localId: item.localId,
    title: item.title,
    action: item.action,
    state: item.state,
    why: item.why,
    differences: item.differences.map(({ field, primary, replica, winner }) => ({
      field,
      ...(winner ? { winner } : {}),
      primary: Array.isArray(primary)
        ? [...primary]
        : (primary as ItemView['differences'][number]['primary']),
      replica: Array.isArray(replica) ? [...replica] : (replica as ItemView['differences'][number]['replica'])
    })),
    failure: item.failure,
    tries: item.tries,
    changedAt: item.changedAt
  }
}
