import { CsvError, parse, type Info } from 'csv-parse/sync'
import { AppError } from '../../core/shared/app-error.ts'
import { columnOf, type SheetColumn, type SheetLine } from '../../core/fleet/sheet/sheet.ts'

/** More sites than any agency has; what is longer is another file. */
const mostLines = 5_000

export interface ParsedSheet {
  readonly lines: readonly SheetLine[]
  /** Titles of columns that are not used. What stands in them is not looked at. */
  readonly ignored: readonly string[]
}

/** The lines of a CSV text with a head. Comma, semicolon or tab, whichever the head has most of: spreadsheets differ by country. */
export function sheetLines(text: string): ParsedSheet {
  const records = recordsOf(text)
  const titles = records[0]?.record ?? []
  const columns = titles.map(columnOf)
  if (!columns.includes('name') || !columns.includes('address'))
    throw unusable('Its first line has to name the columns, with name and address among them.')
  if (new Set(columns.filter(Boolean)).size !== columns.filter(Boolean).length)
    throw unusable('A column is in it twice.')
  if (records.length - 1 > mostLines) throw unusable(`It has more than ${mostLines} lines.`)
  return {
    lines: records.slice(1).map(({ record, info }) => ({
      line: info.lines,
      cells: cellsOf(record, columns),
      uneven: record.length !== titles.length
    })),
    ignored: titles
      .filter((title, at) => columns[at] === null && title.trim() !== '')
      .map(title => title.slice(0, 60))
  }
}

function recordsOf(text: string): { record: string[]; info: Info }[] {
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const count = (delimiter: string): number => head.split(delimiter).length
  const delimiter = [';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most), ',')
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true
    }) as unknown as { record: string[]; info: Info }[]
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    const at = typeof thrown['lines'] === 'number' ? ` (line ${thrown['lines']})` : ''
    throw unusable(`It is no proper CSV${at}: a quote is open, or stands where none can be.`)
  }
}

function cellsOf(
  record: readonly string[],
  columns: readonly (SheetColumn | null)[]
): Partial<Record<SheetColumn, string>> {
  return Object.fromEntries(
    columns.flatMap((column, at) => (column === null ? [] : [[column, record[at] ?? ''] as const]))
  )
}

function unusable(why: string): AppError {
  return new AppError('sheet-unusable', `This table of sites cannot be used. ${why}`, { why })
}
