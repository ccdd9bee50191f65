import type { CallOutput, ParsedInput } from '../../contract/calls.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { csvLine } from '../../core/report/csv.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { ItemRecord, RunRecord, RunRepository } from '../../core/sync/records.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { writeOut } from '../files/outgoing-file.ts'

export interface RunExportDeps {
  readonly runs: RunRepository
  readonly links: LinkRepository
  readonly sites: SiteRepository
}

const pageSize = 2_000
const columns = [
  ...['run', 'position', 'model', 'foreignId', 'localId', 'action', 'state', 'why'],
  ...['code', 'message', 'status', 'request', 'tries', 'changedAt', 'differences']
]
const csvHead = csvLine(columns)
const jsonHead = '{"format":"rexxfleet-run","version":1,'

/** Writes a run's items to a file, page by page: a run may have a hundred thousand. */
export async function exportRun(
  deps: RunExportDeps,
  { runId, path, format }: ParsedInput<'runs.export'>
): Promise<CallOutput<'runs.export'>> {
  const run = deps.runs.get(runId)
  if (!run) throw new AppError('unknown-run', `There is no run ${runId}.`, { run: runId })
  let items = 0
  const counted = function* (): Generator<ItemRecord> {
    for (const item of itemsOf(deps.runs, runId)) {
      items += 1
      yield item
    }
  }
  const pieces = format === 'csv' ? csvPieces(counted()) : jsonPieces(deps, run, counted())
  const head = format === 'csv' ? csvHead : jsonHead
  const written = await writeOut(path, pieces, text => text.startsWith(head))
  return { path: written, items }
}

function* itemsOf(runs: RunRepository, runId: string): Generator<ItemRecord> {
  let after = -1
  for (;;) {
    const page = runs.items(runId, { after, limit: pageSize })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = last.position
  }
}

function* csvPieces(items: Iterable<ItemRecord>): Generator<string> {
  yield csvHead
  for (const item of items) {
    const { failure } = item
    yield csvLine([
      ...[item.runId, item.position, item.model, item.foreignId, item.localId, item.action, item.state],
      ...[item.why, failure?.code ?? null, failure?.message ?? null, failure?.status ?? null],
      ...[failure?.request ?? null, item.tries, new Date(item.changedAt).toISOString()],
      item.differences.length === 0 ? null : JSON.stringify(item.differences)
    ])
  }
}

function* jsonPieces(
  { links, sites }: RunExportDeps,
  run: RunRecord,
  items: Iterable<ItemRecord>
): Generator<string> {
  const link = links.get(run.linkId)
  const name = (siteId: string | undefined): string | null => (siteId && sites.get(siteId)?.name) || null
  const named = { id: run.linkId, primary: name(link?.primaryId), replica: name(link?.replicaId) }
  yield `${jsonHead}"run":${JSON.stringify(run)},\n"link":${JSON.stringify(named)},\n"items":[`
  let separator = '\n'
  for (const { runId: _run, ...item } of items) {
    yield separator + JSON.stringify(item)
    separator = ',\n'
  }
  yield '\n]}\n'
}
