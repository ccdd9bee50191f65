/** `npm test`: everything, with a browser that it finds or gets, and one line at the end that adds it all up. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { rebuild } from './support/build.ts'
import { obtainChromium } from './support/chromium.ts'
import { add, closingLines, ofPlaywright, ofRunner, ofVitest, type Totals } from './support/totals.ts'

const root = resolve(import.meta.dirname, '..')
const reports = join(root, 'test-results')
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')
const startedAt = Date.now()

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Runs a package's program with the very Node that runs this, whatever is on the PATH. */
function runProgram(program: string, given: string[], env: Record<string, string> = {}): number {
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  const { status } = spawnSync(process.execPath, [program, ...given], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...env }
  })
  return status ?? 1
}

function programOf(name: string, file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
}

function vitest(): Totals {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const exitCode = runProgram(programOf('vitest', 'vitest.mjs'), ['run', ...reporters])
  return ofRunner('vitest', vitestReport, exitCode, ofVitest)
}

function playwright(): Totals {
  const chromium = obtainChromium()
  if (chromium === null)
    return {
      passed: 0,
      failed: 1,
      skipped: [],
      failures: ['no Chromium could be found or installed for the browser tests']
    }
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_REPORT: playwrightReport }
  const exitCode = runProgram(programOf('@playwright/test', 'cli.js'), ['test'], env)
  return ofRunner('playwright', playwrightReport, exitCode, ofPlaywright)
}

function notes(): string[] {
  const recordings = resolve(root, process.env['REXXFLEET_RECORDINGS'] ?? '../shared/cloudrexx')
  return existsSync(join(recordings, 'exchanges.jsonl'))
    ? []
    : [
        `conformance SKIPPED: there are no recordings in ${recordings} (REXXFLEET_RECORDINGS names another folder)`
      ]
}

async function build(): Promise<Totals> {
  const nothing = { passed: 0, failed: 0, skipped: [], failures: [] }
  return rebuild().then(
    () => nothing,
    (error: unknown) => ({ ...nothing, failed: 1, failures: [String(error)] })
  )
}

rmSync(vitestReport, { force: true })
rmSync(playwrightReport, { force: true })
mkdirSync(reports, { recursive: true })
const totals = add([await build(), vitest(), playwright()])
say('')
say(`Took ${Math.round((Date.now() - startedAt) / 1000)} s`)
for (const line of closingLines(totals, notes())) say(line)
process.exitCode = totals.failed > 0 ? 1 : 0
