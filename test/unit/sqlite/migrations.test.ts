import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
  type DrizzleSQLiteSnapshotJSON
} from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import { embeddedMigrations } from '../../../src-main/adapters/sqlite/embed-migrations.ts'
import { allMigrations } from '../../../src-main/adapters/sqlite/migrations/all.ts'
import * as schema from '../../../src-main/adapters/sqlite/schema/all.ts'

const folder = join(import.meta.dirname, '../../../src-main/adapters/sqlite/migrations')

test('the embedded migrations are the .sql files, numbered without a gap (else: npm run migration)', () => {
  expect(readFileSync(join(folder, 'all.ts'), 'utf8')).toBe(embeddedMigrations())
  expect(allMigrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(
    allMigrations.map((_, index) => index)
  )
})

test('the schema has no change that is not in a migration (else: npm run migration)', async () => {
  const newest = readdirSync(join(folder, 'meta'))
    .filter(name => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1)!
  const before = JSON.parse(readFileSync(join(folder, 'meta', newest), 'utf8')) as DrizzleSQLiteSnapshotJSON
  const now = await generateSQLiteDrizzleJson(schema, before.id)
  expect(await generateSQLiteMigration(before, now)).toEqual([])
})
