import { cpus, totalmem, type as system, release } from 'node:os'
import type { Figure, Measured } from './figure.ts'

/** A number as a person reads it: three digits that say something. */
function shown(value: number | null): string {
  if (value === null) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function row({ name, value, unit, bound, ratio, target, pass }: Figure): string {
  const cells = [name, `${shown(value)} ${unit}`, bound === null ? '–' : `${shown(bound)} ${unit}`]
  return `| ${[...cells, shown(ratio), target, pass ? 'yes' : '**no**'].join(' | ')} |`
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  return [
    '| figure | value | bound | ratio | must reach | met |',
    '| --- | --- | --- | --- | --- | --- |',
    ...figures.map(row)
  ].join('\n')
}

/** On what the figures were taken. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const { length } = cpus()
  return `${system()} ${release()}, ${length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gigabytes} GB, Node ${process.version}`
}

const from = '<!-- figures: written by npm run bench -->'
const to = '<!-- end of figures -->'
const unformatted = '<!-- prettier-ignore-start -->'
const formatted = '<!-- prettier-ignore-end -->'

/** The page with its figures replaced; what people wrote around them stays. */
export function withFigures(page: string, measured: ReadonlyMap<string, Measured>, date: string): string {
  const all = [...measured.values()].flatMap(({ figures }) => figures)
  const how = [...measured].map(([name, { how: said }]) => `- **${name}**: ${said}`)
  const taken = `${date}, ${machine()}.`
  const block = [from, unformatted, '', taken, '', table(all), '', ...how, '', formatted, to].join('\n')
  const start = page.indexOf(from)
  const end = page.indexOf(to)
  if (start === -1 || end === -1) return `${page.trimEnd()}\n\n${block}\n`
  return page.slice(0, start) + block + page.slice(end + to.length)
}
