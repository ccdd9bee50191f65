import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

test('an image is built of the sources alone, by Docker as by Podman', () => {
  const kept = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean)
  expect(['.git/', ...ignored].filter(name => !kept.includes(name))).toEqual([])
})
