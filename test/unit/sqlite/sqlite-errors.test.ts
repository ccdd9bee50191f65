import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { translated } from '../../../src-main/adapters/sqlite/sqlite-errors.ts'

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_CORRUPT_INDEX', 'database-damaged'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_READONLY_DBMOVED', 'data-directory-not-writable'],
  ['SQLITE_CANTOPEN', 'data-directory-not-writable'],
  ['SQLITE_BUSY_SNAPSHOT', 'data-directory-in-use']
])('%s reaches the user as %s', (sqlite, code) => {
  const thrown = new Database.SqliteError('reason', sqlite)
  expect(translated(thrown, '/data/rexxfleet.db')).toMatchObject({ name: 'AppError', code, cause: thrown })
})

test('what only a bug can cause stays what it is', () => {
  for (const thrown of [
    new Database.SqliteError('UNIQUE constraint failed: runs.id', 'SQLITE_CONSTRAINT_PRIMARYKEY'),
    new TypeError('no'),
    'text'
  ]) {
    expect(translated(thrown, '/data/rexxfleet.db')).toBe(thrown)
  }
})
