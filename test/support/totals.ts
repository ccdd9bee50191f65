/** Adds up what the runners report. */
import { existsSync, readFileSync } from 'node:fs'

export interface Totals {
  passed: number
  failed: number
  /** By name. */
  skipped: string[]
  failures: string[]
}

interface VitestReport {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

interface PlaywrightSuite {
  title: string
  specs?: { title: string; tests: { status: string; projectName?: string }[] }[]
  suites?: PlaywrightSuite[]
}

interface PlaywrightReport {
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
}

const none = (): Totals => ({ passed: 0, failed: 0, skipped: [], failures: [] })

function count(totals: Totals, status: string, name: string): void {
  if (status === 'passed' || status === 'expected' || status === 'flaky') totals.passed += 1
  else if (status === 'failed' || status === 'unexpected') {
    totals.failed += 1
    totals.failures.push(name)
  } else totals.skipped.push(name)
}

export function ofVitest(report: VitestReport): Totals {
  const totals = none()
  for (const file of report.testResults) {
    for (const test of file.assertionResults) count(totals, test.status, test.fullName)
    // A file that could not even be loaded has no tests to fail.
    if (file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'))
      count(totals, 'failed', file.name)
  }
  return totals
}

export function ofPlaywright(report: PlaywrightReport): Totals {
  const totals = none()
  const walk = (suite: PlaywrightSuite, path: string[]): void => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) count(totals, test.status, [...path, spec.title].join(' > '))
    for (const inner of suite.suites ?? []) walk(inner, [...path, inner.title])
  }
  for (const suite of report.suites) walk(suite, [suite.title])
  for (const error of report.errors) count(totals, 'failed', error.message ?? 'an error outside all tests')
  return totals
}

/** One runner's totals. A runner that failed without a failed test, or left no report, counts as one failure. */
export function ofRunner<R>(
  name: string,
  file: string,
  exitCode: number,
  read: (report: R) => Totals
): Totals {
  let totals = none()
  try {
    if (existsSync(file)) totals = read(JSON.parse(readFileSync(file, 'utf8')) as R)
    else count(totals, 'failed', `${name} left no report`)
  } catch (error) {
    count(totals, 'failed', `${name} left a report that cannot be read: ${String(error)}`)
  }
  if (exitCode !== 0 && totals.failed === 0) count(totals, 'failed', `${name} ended with ${exitCode}`)
  return totals
}

export function add(all: readonly Totals[]): Totals {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.flatMap(one => one.skipped),
    failures: all.flatMap(one => one.failures)
  }
}

/** What the run ends with; the last line is the one that others read. */
export function closingLines(totals: Totals, notes: readonly string[]): string[] {
  const skipped = totals.skipped.length > 0 ? `, ${totals.skipped.length} skipped` : ''
  return [
    ...totals.failures.map(name => `FAILED: ${name}`),
    ...totals.skipped.map(name => `skipped: ${name}`),
    ...notes,
    `${totals.passed} passed, ${totals.failed} failed${skipped}`
  ]
}
