import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../docs/adr')

test('the decisions are numbered without a gap, each once, in its name and in its title', () => {
  const numbered = readdirSync(folder)
    .sort()
    .map(file => [Number(file.slice(0, 4)), readFileSync(join(folder, file), 'utf8').split('\n')[0]])
  expect(numbered.length).toBeGreaterThan(0)
  for (const [at, [number, title]] of numbered.entries()) {
    expect(number).toBe(at + 1)
    expect(title).toMatch(new RegExp(`^# 0*${at + 1}[.:] `))
  }
})
