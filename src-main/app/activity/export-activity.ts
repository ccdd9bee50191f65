import type { CallOutput, ParsedInput } from '../../contract/calls.ts'
import { csvLine } from '../../core/report/csv.ts'
import type { ActivityEntry, ActivityFilter, ActivityLog } from '../../core/shared/activity.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import { writeOut } from '../files/outgoing-file.ts'
import { starters, type StartersDeps } from './starters.ts'

const pageSize = 1_000
const columns = [
  ...['id', 'at', 'site', 'by', 'byId', 'step', 'method', 'path', 'body'],
  ...['outcome', 'status', 'answer', 'durationMs', 'startedBy']
]
const csvHead = csvLine(columns)
const jsonHead = '{"format":"rexxfleet-activity","version":1,'

export interface ActivityExportDeps extends StartersDeps {
  readonly activity: ActivityLog
  /** The name of a site, as far as it is still in the fleet. */
  readonly siteName: (siteId: SiteId) => string | null
}

/** Writes the entries that are meant to a file, newest first, page by page. What the log holds has no keys in it. */
export async function exportActivity(
  deps: ActivityExportDeps,
  { path, format, ...wish }: ParsedInput<'activity.export'>
): Promise<CallOutput<'activity.export'>> {
  let entries = 0
  const counted = function* (): Generator<ActivityEntry> {
    for (const entry of entriesOf(deps.activity, wish as ActivityFilter)) {
      entries += 1
      yield entry
    }
  }
  const pieces = format === 'csv' ? csvPieces(deps, counted()) : jsonPieces(deps, counted())
  const head = format === 'csv' ? csvHead : jsonHead
  const written = await writeOut(path, pieces, text => text.startsWith(head))
  return { path: written, entries }
}

function* entriesOf(log: ActivityLog, filter: ActivityFilter): Generator<ActivityEntry> {
  let before: string | null = null
  for (;;) {
    const page: ActivityEntry[] = log.list({ ...filter, limit: pageSize, ...(before ? { before } : {}) })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    before = last.id
  }
}

function* csvPieces(deps: ActivityExportDeps, entries: Iterable<ActivityEntry>): Generator<string> {
  yield csvHead
  const started = starters(deps)
  for (const { id, at, siteId, actor, request, outcome, status, answer, durationMs } of entries) {
    yield csvLine([
      ...[id, new Date(at).toISOString(), deps.siteName(siteId) ?? siteId, actor.kind, actor.id, actor.step],
      ...[request.method, request.path, request.body, outcome, status, answer, durationMs],
      started(actor).startedBy
    ])
  }
}

function* jsonPieces(deps: ActivityExportDeps, entries: Iterable<ActivityEntry>): Generator<string> {
  yield `${jsonHead}"entries":[`
  let separator = '\n'
  const started = starters(deps)
  for (const entry of entries) {
    yield (
      separator +
      JSON.stringify({
        ...entry,
        site: deps.siteName(entry.siteId),
        startedBy: started(entry.actor).startedBy
      })
    )
    separator = ',\n'
  }
  yield '\n]}\n'
}
