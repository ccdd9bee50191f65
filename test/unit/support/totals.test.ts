import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { candidates } from '../../support/chromium.ts'
import { add, closingLines, ofPlaywright, ofRunner, ofVitest } from '../../support/totals.ts'

const vitest = {
  success: false,
  testResults: [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a good' },
        { status: 'failed', fullName: 'a bad' },
        { status: 'pending', fullName: 'a later' }
      ]
    },
    { name: 'broken.test.ts', status: 'failed', assertionResults: [] }
  ]
}

const playwright = {
  suites: [
    {
      title: 'desktop/real.spec.ts',
      specs: [],
      suites: [
        {
          title: 'the window',
          specs: [
            { title: 'opens', tests: [{ status: 'skipped' }] },
            { title: 'wavers', tests: [{ status: 'flaky' }] }
          ]
        }
      ]
    }
  ],
  errors: []
}

test('both runners are added up, files that do not load included', () => {
  const totals = add([ofVitest(vitest), ofPlaywright(playwright)])
  expect(closingLines(totals, ['conformance SKIPPED'])).toEqual([
    'FAILED: a bad',
    'FAILED: broken.test.ts',
    'skipped: a later',
    'skipped: desktop/real.spec.ts > the window > opens',
    'conformance SKIPPED',
    '2 passed, 2 failed, 2 skipped'
  ])
})

test('a runner that crashed is a failure, whatever it reported', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'rexxfleet-totals-')), 'report.json')
  expect(ofRunner('vitest', file, 0, ofVitest).failed).toBe(1)
  writeFileSync(file, '{broken')
  expect(ofRunner('vitest', file, 0, ofVitest).failed).toBe(1)
  writeFileSync(file, '{"success":true,"testResults":[]}')
  expect(ofRunner('vitest', file, 0, ofVitest).failed).toBe(0)
  expect(ofRunner('vitest', file, 134, ofVitest).failures).toEqual(['vitest ended with 134'])
})

test('a browser is looked for where each system has it, the given one first', () => {
  expect(candidates({ CHROMIUM_PATH: '/mine', PATH: '/a' }, 'linux').slice(0, 2)).toEqual([
    '/mine',
    '/a/chromium'
  ])
  expect(candidates({}, 'darwin')).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  expect(candidates({ PROGRAMFILES: 'C:' }, 'win32')[0]).toMatch(/chrome\.exe$/)
})
