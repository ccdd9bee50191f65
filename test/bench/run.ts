import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches/all.ts'
import type { Measured } from './figure.ts'
import { table, withFigures } from './report.ts'

/**
 * `npm run bench` takes every figure, prints the table and writes it into docs/benchmarks.md; `-- --only NAME` takes those of one bench
 * and only prints them; `-- --json FILE` writes them as JSON too. Ends with 1 where a target is not met.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'string' } }
})
const page = join(import.meta.dirname, '../../docs/benchmarks.md')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const wanted = values.only ? benches.filter(({ name }) => values.only?.includes(name)) : benches
if (wanted.length === 0) {
  say(`There is no such bench. There are: ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const measured = new Map<string, Measured>()
const broken: string[] = []
for (const { name, run } of wanted) {
  const start = performance.now()
  // One that breaks costs its own figures, not the quarter of an hour of all others.
  const taken = await run().catch((thrown: unknown) => void process.stderr.write(`${String(thrown)}\n`))
  const seconds = ((performance.now() - start) / 1_000).toFixed(0)
  process.stderr.write(`${name}: ${taken ? '' : 'BROKEN after '}${seconds} s\n`)
  if (!taken) broken.push(name)
  else {
    measured.set(name, taken)
    process.stderr.write(`${table(taken.figures)}\n`)
  }
}

const figures = [...measured.values()].flatMap(one => one.figures)
say(table(figures))
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
if (broken.length > 0) say(`No figures of: ${broken.join(', ')}`)
if (!values.only) {
  const date = new Date().toISOString().slice(0, 10)
  await writeFile(page, withFigures(await readFile(page, 'utf8'), measured, date))
}
process.exit(broken.length === 0 && figures.every(({ pass }) => pass) ? 0 : 1)
