/** What is in the bundles, as the bundler says, and whether the list of licences says the same. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { beforeAll, expect, test } from 'vitest'
import { builtOf, packageOf } from '../../../packaging/bundled-packages.ts'
import { licencePage, shipped } from '../../../packaging/licences.ts'
import { locked, nameOf } from '../../../packaging/lock-file.ts'
import { ensureBuilt, root } from '../../support/build.ts'

beforeAll(ensureBuilt, 120_000)

const bundled = (): string[] => builtOf(join(root, 'out/packages'))
const names = (): string[] => bundled().map(nameOf)

test('every package in a bundle is in the lock file', () => {
  expect(bundled().filter(path => locked[path] === undefined)).toEqual([])
})

test('the list of licences is that of the bundles (npm run licences writes it)', async () => {
  const path = join(root, 'docs/licences.md')
  const options = { ...(await resolveConfig(path)), parser: 'markdown' }
  expect(readFileSync(path, 'utf8')).toBe(await format(licencePage(shipped(bundled())), options))
})

test('the text of every licence goes along: what is bundled is a copy', () => {
  const texts = readFileSync(join(root, 'out/licences.txt'), 'utf8')
  for (const { name, version } of shipped(bundled())) expect(texts).toContain(`\n${name} ${version}\n`)
  // One of each kind that is asked for in words of its own.
  for (const words of ['Yuxi (Evan) You', 'Apache License', 'Redistributions of source code', 'Joshua Wise'])
    expect(texts).toContain(words)
})

test('what is native, and what only builds, is in none', () => {
  for (const name of ['fastify', '@vue/runtime-core', 'axios', 'zod', 'electron-updater'])
    expect(names()).toContain(name)
  const strange =
    /^(@napi-rs\/|@babel\/|@jridgewell\/|better-sqlite3$|electron$|vite$|typescript$|unplugin|postcss)/
  expect(names().filter(name => strange.test(name))).toEqual([])
})

test.each([
  ['/node_modules/ajv/node_modules/fast-uri/index.js', 'node_modules/ajv/node_modules/fast-uri'],
  ['/node_modules/@vue/shared/dist/shared.mjs?x', 'node_modules/@vue/shared'],
  ['/src-main/core/shared/ports.ts', null]
])('%s is of %s', (path, owner) => {
  expect(packageOf(`${root}${path}`)).toBe(owner)
  expect(packageOf(`\0${root}${path}?commonjs-proxy`)).toBe(owner)
})
