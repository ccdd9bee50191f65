/** The shapes that this house does not have: the god store, the god view, and a canvas that knows where its data comes from. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../support/build.ts'

const folder = join(root, 'src-renderer/src')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path =>
  path.replaceAll('\\', '/')
)
const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8')
const linesOf = (path: string): number => textOf(path).trimEnd().split('\n').length
const longerThan = (most: number, paths: readonly string[]): string[] =>
  paths.filter(path => linesOf(path) > most).map(path => `${path}: ${linesOf(path)} lines`)

const stores = files.filter(path => path.endsWith('.ts') && textOf(path).includes('defineStore('))
const canvas = files.filter(path => /^features\/topology\/canvas\/.*\.(ts|vue)$/.test(path))

describe('the window', () => {
  test('has no store of more than 150 lines', () => {
    expect(stores.length).toBeGreaterThan(5)
    expect(longerThan(150, stores)).toEqual([])
  })

  test('has no component of more than 300 lines', () => {
    const components = files.filter(path => path.endsWith('.vue'))
    expect(components.length).toBeGreaterThan(50)
    expect(longerThan(300, components)).toEqual([])
  })

  test('has a canvas that knows no store: it is given what it draws', () => {
    expect(canvas.length).toBeGreaterThan(5)
    const knowing = canvas.filter(path =>
      /from '(?:[^']*-store\.ts|pinia|@\/bridge\/[^']*)'/.test(textOf(path))
    )
    expect(knowing).toEqual([])
  })
})
