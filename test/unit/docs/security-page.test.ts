/** docs/security.md: each point of Electron's checklist names a place and a test that are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rows = page
  .split('\n')
  .filter(line => /^\| \d+ /.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))

test('there are twenty points', () => {
  expect(rows.map(row => Number(row[1]))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
})

describe('each point', () => {
  test.each(rows.map(row => [row[1], row[4], row[5]] as const))('%s', (_number, place, proof) => {
    expect(existsSync(join(root, (place ?? '').replaceAll('`', '')))).toBe(true)
    const [file = '', title = ''] = (proof ?? '').split(' › ')
    expect(readFileSync(join(root, file.replaceAll('`', '')), 'utf8')).toContain(title)
  })
})

test('every other file that the page names is there', () => {
  const named = [...page.matchAll(/`((?:test|src-main|packaging|docs)\/[\w/.-]+)`/g)].map(
    ([, path]) => path ?? ''
  )
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
})
