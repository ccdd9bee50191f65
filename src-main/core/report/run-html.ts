import { findModel } from '../models/catalogue.ts'
import type { FieldDifference, ItemRecord, RunRecord } from '../sync/records.ts'
import { escaped } from './html-text.ts'
import { pageEnd, pageStart } from './page-html.ts'
import { reportWords } from './report-words.ts'
import type { ReportLanguage } from './report.ts'
import { runWords, type RunWords } from './run-words.ts'

/** How each page about a run begins; one that begins like this may be written over. */
export const runMark = 'data-made-by="rexxfleet-run"'

/** A run and all of its items as one page, piece by piece: there may be a hundred thousand. */
export function* runHtml(
  run: RunRecord,
  link: string,
  items: Iterable<ItemRecord>,
  language: ReportLanguage
): Generator<string> {
  const words = runWords[language]
  const { locale, state, created, updated, removed, failed } = reportWords[language]
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' })
  const { counts } = run
  yield pageStart({ language, title: `${words.run}: ${link}`, mark: runMark })
  yield `<h1>${escaped(link)}</h1>\n<p>${escaped(`${words.run}: ${state[run.state]}`)}</p>\n`
  yield `<p class="quiet">${escaped(`${words.started}: ${moment.format(run.startedAt)}`)}</p>\n`
  const took = Math.max(0, (run.endedAt ?? run.startedAt) - run.startedAt) / 1_000
  const figures: (readonly [number, string])[] = [
    [counts.create, created],
    [counts.update, updated],
    [counts.delete, removed],
    [counts.unchanged, words.unchanged],
    [counts.conflict, words.action.conflict],
    [counts.blocked, words.action.blocked],
    [counts.failed, failed],
    [run.requests, words.requests],
    [run.bytes / 1_000_000, words.megabytes],
    [took, words.seconds],
    [took > 0 ? run.sent / took : 0, words.perSecond]
  ]
  yield `<div class="figures">${figures
    .map(([value, name]) => `<div><strong>${count.format(value)}</strong>${escaped(name)}</div>`)
    .join('')}</div>\n`
  yield `<h2>${escaped(words.items)}</h2>\n<table>\n<thead>${row('th', words.columns)}</thead>\n<tbody>\n`
  for (const item of items) yield row('td', cellsOf(item, words))
  yield `</tbody>\n</table>\n${pageEnd}`
}

function row(tag: 'td' | 'th', cells: readonly string[]): string {
  return `<tr>${cells.map(text => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>\n`
}

function cellsOf(item: ItemRecord, words: RunWords): string[] {
  const differs = item.differences.map(one => differenceText(one, words.empty)).join('; ')
  return [
    findModel(item.model)?.shortName ?? item.model,
    item.title ?? '',
    item.foreignId,
    item.localId ?? '',
    words.action[item.action],
    words.itemState[item.state],
    item.failure ? `${item.failure.message} (${item.failure.code})` : differs
  ]
}

function differenceText({ field, primary, replica }: FieldDifference, empty: string): string {
  const text = (value: FieldDifference['primary']): string =>
    value === null || value === '' ? empty : Array.isArray(value) ? value.join(', ') : String(value)
  return `${field}: ${text(replica)} → ${text(primary)}`
}
