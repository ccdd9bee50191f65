import type { CallOutput, ParsedInput } from '../../contract/calls.ts'
import { fileName } from '../../core/fleet/fleet-rules.ts'
import { csvLine } from '../../core/report/csv.ts'
import { runHtml, runMark } from '../../core/report/run-html.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { ItemRecord, RunRecord, RunRepository } from '../../core/sync/records.ts'
import { exportPath } from '../files/exports-folder.ts'
import { writeOut } from '../files/outgoing-file.ts'

export interface RunExportDeps {
  readonly runs: RunRepository
  readonly dataDirectory: string
}

const pageSize = 2_000
const columns = [
  ...['run', 'position', 'model', 'foreignId', 'localId', 'action', 'state', 'why'],
  ...['code', 'message', 'status', 'request', 'tries', 'changedAt', 'differences', 'title']
]
const csvHead = csvLine(columns)
const jsonHead = '{"format":"rexxfleet-run","version":1,'
/** How a file of each kind begins, and may be written over. */
const isOurs = {
  csv: (head: string) => head.startsWith(csvHead),
  json: (head: string) => head.startsWith(jsonHead),
  html: (head: string) => head.includes(runMark)
}

/** Writes a run's items to a file, page by page: a run may have a hundred thousand. */
export async function exportRun(
  { runs, dataDirectory }: RunExportDeps,
  { runId, path, format, language }: ParsedInput<'runs.export'>
): Promise<CallOutput<'runs.export'>> {
  const run = runs.get(runId)
  if (!run) throw new AppError('unknown-run', `There is no run ${runId}.`, { run: runId })
  const items = new CountedItems(runs, runId)
  const pieces = {
    csv: () => csvPieces(items),
    json: () => jsonPieces(run, items),
    html: () => runHtml(run, `${run.primaryName} → ${run.replicaName}`, items, language)
  }[format]()
  const target = path ?? (await exportPath(dataDirectory, `${usualName(run)}.${format}`))
  const written = await writeOut(target, pieces, isOurs[format])
  return { path: written, items: items.count }
}

/** The end of the id tells runs of one link apart. */
function usualName({ id, primaryName, replicaName }: RunRecord): string {
  return `${fileName(`${primaryName} ${replicaName}`)}-${id.slice(-8).toLowerCase()}`
}

class CountedItems implements Iterable<ItemRecord> {
  readonly #runs: RunRepository
  readonly #runId: string
  count = 0

  constructor(runs: RunRepository, runId: string) {
    this.#runs = runs
    this.#runId = runId
  }

  *[Symbol.iterator](): Iterator<ItemRecord> {
    for (let after = -1; ;) {
      const page = this.#runs.items(this.#runId, { after, limit: pageSize })
      this.count += page.length
      yield* page
      const last = page.at(-1)
      if (last === undefined || page.length < pageSize) return
      after = last.position
    }
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
      ...[item.differences.length === 0 ? null : JSON.stringify(item.differences), item.title]
    ])
  }
}

function* jsonPieces(run: RunRecord, items: Iterable<ItemRecord>): Generator<string> {
  const named = { id: run.linkId, primary: run.primaryName || null, replica: run.replicaName || null }
  yield `${jsonHead}"run":${JSON.stringify(run)},\n"link":${JSON.stringify(named)},\n"items":[`
  let separator = '\n'
  for (const { runId: _run, ...item } of items) {
    yield separator + JSON.stringify(item)
    separator = ',\n'
  }
  yield '\n]}\n'
}
