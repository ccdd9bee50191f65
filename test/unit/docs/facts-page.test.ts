import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const page = readFileSync(resolve(root, 'docs/facts.md'), 'utf8')
const told = [...page.matchAll(/^- \*\*F(\d+)\.\*\* /gm)].map(([, number]) => Number(number))

test('each fact is told once, without a gap', () => {
  expect(told.toSorted((one, other) => one - other)).toEqual(told.map((_, at) => at + 1))
  expect(told.length).toBeGreaterThanOrEqual(45)
})

test('a fact that code, tests or pages name is one of them', () => {
  const files = globSync('{src-main,src-renderer/src,test,docs}/**/*.{ts,vue,md}', { cwd: root })
  expect(files.length).toBeGreaterThan(1000)
  const named = files.flatMap(file => readFileSync(resolve(root, file), 'utf8').match(/\bF[1-9]\d?\b/g) ?? [])
  const unknown = new Set(named.map(name => Number(name.slice(1))).filter(number => !told.includes(number)))
  expect([...unknown]).toEqual([])
})
