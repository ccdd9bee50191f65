import type { ChangeRow, HostRow } from '../../fleet/management.ts'
import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import { translationOf } from '../../languages/translation.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { joinId, type ModelName } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Clock } from '../../shared/ports.ts'
import type { Link } from '../../topology/link.ts'
import { hostState, receiverOf } from '../../topology/receiver.ts'
import type { RunRepository } from '../records.ts'
import { takeOut, type DeliveryNotes } from './delivery-notes.ts'
import { pauseReceiver } from './pause-receiver.ts'

export interface QueueDeps {
  readonly primary: SiteWriter
  readonly link: Link
  readonly replica: { readonly baseUrl: string }
  readonly clock: Clock
  readonly notes: DeliveryNotes
}

/** What waited for a link when its run began. What comes later belongs to the next run. */
export interface NotedQueue {
  readonly host: HostRow
  readonly changes: readonly { readonly row: ChangeRow; readonly model: ModelName | null }[]
  /** Cloudrexx pushed by itself before, and shall again. */
  readonly wasLive: boolean
}

/**
 * Pauses the receiver of a `queue` or `live` link and notes what waits for it: from here on nobody else sends to the replica (F42, F44).
 * Null where the link has no receiver. Fails with 'site-busy' where Cloudrexx itself pushes for too long.
 */
export async function takeQueue(deps: QueueDeps): Promise<NotedQueue | null> {
  const { primary, link, clock } = deps
  if (link.delivery === 'compare') return null
  const { host: name } = receiverOf(deps.replica)
  const message = `Cloudrexx pushes to '${name}' just now. Run the link again when it has ended.`
  const host = await pauseReceiver({
    read: () => receiverRow(primary, deps.replica),
    stop: id => primary.updateRow('host', id, { state: hostState.stopped }),
    waiting: async id => (await changesFor(primary, id)).length,
    clock,
    busy: () => new AppError('site-busy', message, { host: name })
  })
  if (!host) return null
  return { host, changes: await waitingFor(primary, link, host.id), wasLive: link.delivery === 'live' }
}

/** The primary's row for a replica that it sends to. */
export async function receiverRow(
  primary: SiteReader,
  replica: { readonly baseUrl: string }
): Promise<HostRow | null> {
  const { host } = receiverOf(replica)
  return (await primary.rows('host', { host })).find(row => row.host === host) ?? null
}

/** The changes that wait for a receiver. */
export async function changesFor(primary: SiteReader, hostId: number): Promise<ChangeRow[]> {
  const rows: ChangeRow[] = []
  for await (const page of primary.rowPages('change'))
    rows.push(...page.filter(row => row.hostIds.includes(hostId)))
  return rows
}

/** The changes that wait for a receiver, with the model of the link that each is about; null for rows that are none of its own. */
export async function waitingFor(
  primary: SiteReader,
  link: Link,
  hostId: number
): Promise<NotedQueue['changes']> {
  const rows = await changesFor(primary, hostId)
  const syncs = new Map((await primary.rows('sync')).map(sync => [sync.id, sync.endpoint?.name]))
  const byEndpoint = new Map(link.models.map(({ model, primaryEndpoint }) => [primaryEndpoint, model]))
  return rows.map(row => ({ row, model: byEndpoint.get(syncs.get(row.syncId) ?? '') ?? null }))
}

/**
 * Takes out of the queue what the run has brought to its end, and lets Cloudrexx push again where it did before and nothing is left. A run
 * compares what is, not what the queue says: deletions are queued without their id (F31), and contents are stale or broken (F24, F25). A
 * change that waits for another replica as well stays, and with it the receiver stopped: Cloudrexx would send it here once more.
 */
export async function settleQueue(
  deps: QueueDeps,
  { host, changes, wasLive }: NotedQueue,
  runs: RunRepository,
  runId: string
): Promise<void> {
  const open = unfinished(runs, runId)
  const left = { forItself: 0, forOthers: 0 }
  for (const { row, model } of changes) {
    if (model !== null && open.has(`${model} ${entityOf(row, model, deps.link)}`)) left.forItself += 1
    else if (!(await takeOut(deps.primary, deps.notes, row, host.id))) left.forOthers += 1
  }
  if (!wasLive) return
  deps.notes.noteAhead(deps.link.id, left.forItself === 0 && left.forOthers > 0)
  if (left.forItself + left.forOthers === 0)
    await deps.primary.updateRow('host', host.id, { state: hostState.idle })
}

/**
 * Lets Cloudrexx push again as it did before where a run ended before it settled the queue. Never fails, and not while something of the run
 * may still be at work on the replica (F44): then the next run does it.
 */
export async function putQueueBack(
  { primary }: Pick<QueueDeps, 'primary'>,
  { host, wasLive }: NotedQueue,
  runs: RunRepository,
  runId: string
): Promise<void> {
  if (!wasLive || host.state !== hostState.idle) return
  if (runs.countItems(runId, { states: ['sending', 'unknown'] }) > 0) return
  await primary.updateRow('host', host.id, { state: hostState.idle }).catch(() => undefined)
}

function unfinished(runs: RunRepository, runId: string): Set<string> {
  const items = runs.items(runId, {
    states: ['open', 'sending', 'failed', 'unknown', 'skipped'],
    limit: 1_000_000
  })
  return new Set(items.map(item => `${item.model} ${item.foreignId}`))
}

/** As the run names it: in the replica's languages. */
function entityOf(row: ChangeRow, name: ModelName, { languages }: Link): string {
  const model = modelNamed(name)
  const own = joinId(model.identifier.map(field => row.entityIndex[field.name] ?? ''))
  return (languages && translationOf(model, languages)?.id(own)) ?? own
}
