import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { allMigrations } from '../../../src-main/adapters/sqlite/migrations/all.ts'
import { openStore, type Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import { openDatabase } from '../../../src-main/adapters/sqlite/opening/database.ts'
import type { Migration } from '../../../src-main/adapters/sqlite/opening/migration.ts'
import * as schema from '../../../src-main/adapters/sqlite/schema/all.ts'
import { clock, item, run, site, storeIn, temporaryDirectory, thrownBy } from './fixtures.ts'

const next: Migration = {
  name: '9000_next',
  sql: 'ALTER TABLE settings ADD note text;\n--> statement-breakpoint\nCREATE TABLE extra (id integer primary key);'
}
const broken: Migration = {
  name: '9001_broken',
  sql: `${next.sql} DELETE FROM sites; INSERT INTO nowhere VALUES (1);`
}

const openWith = (directory: string, ...more: Migration[]): Store =>
  openStore(directory, { clock, migrations: [...allMigrations, ...more] })

function usedDirectory(): string {
  const directory = temporaryDirectory()
  const store = storeIn(directory)
  store.sites.insert(site('a'))
  store.close()
  return directory
}

const backups = (directory: string): string[] =>
  existsSync(join(directory, 'backups')) ? readdirSync(join(directory, 'backups')) : []

describe('migrations', () => {
  test.each(allMigrations.map(({ name }, index) => [name, index] as const))(
    '%s brings a database of the version before it up to date',
    (_, index) => {
      const directory = temporaryDirectory()
      const file = join(directory, 'rexxfleet.db')
      openDatabase(file, allMigrations.slice(0, index), clock.now).close()
      const store = storeIn(directory)
      store.sites.insert(site('a'))
      store.runs.insert(run('r1'))
      store.runs.addItems([item('r1', 0)])
      expect(store.runs.items('r1')).toEqual([item('r1', 0)])
    }
  )

  test('give runs of before the names that their sites have now', () => {
    const directory = temporaryDirectory()
    const before = allMigrations.findIndex(({ name }) => name.endsWith('runs-keep-names'))
    const database = openDatabase(join(directory, 'rexxfleet.db'), allMigrations.slice(0, before), clock.now)
    for (const id of ['a', 'b'])
      database.exec(`insert into sites values ('${id}', 'Site ${id}', '${id}', 'https://${id}.example', '${id}.example', '', '[]',
        'test', 0, 0, 'enrolled', null, '${id}', 0, 1)`)
    database.exec("insert into links values ('l1', 'a', 'b', null, '[]', 'compare', 'ready', 'k', 1)")
    for (const [run, link] of [
      ['r1', 'l1'],
      ['r2', 'gone']
    ])
      database.exec(`insert into runs (id, link_id, state, counts, sent, requests, started_by, started_at)
        values ('${run}', '${link}', 'done', '{}', 0, 0, 'window', 1)`)
    database.close()
    const names = Object.fromEntries(
      new Database(storeFile(directory))
        .prepare('select id, primary_name, replica_name from runs')
        .all()
        .map(row => Object.values(row as object))
        .map(([id, ...both]) => [id, both])
    ) as Record<string, string[]>
    expect(names).toEqual({ r1: ['Site a', 'Site b'], r2: ['', ''] })
  })

  test('of a new database make no backup, nor does a database that is up to date', () => {
    const directory = usedDirectory()
    storeIn(directory)
    expect(backups(directory)).toEqual([])
  })

  test('copy an existing database first, for its owner only', () => {
    const directory = usedDirectory()
    const store = openWith(directory, next)
    expect(store.sites.list()).toHaveLength(1)
    store.close()
    const version = allMigrations.length
    expect(backups(directory)).toEqual([`rexxfleet-${version}-20261103T101500000Z.db`])
    const copy = join(directory, 'backups', backups(directory)[0]!)
    expect(statSync(copy).mode & 0o777).toBe(0o600)

    writeFileSync(join(directory, 'rexxfleet.db'), readFileSync(copy))
    expect(storeIn(directory).sites.list()).toHaveLength(1)
  })

  test('that fail leave the database as it was, and say where the copy is', () => {
    const directory = usedDirectory()
    const before = dump(directory)
    const failed = thrownBy(() => openWith(directory, next, broken))
    const copy = join(directory, 'backups', backups(directory)[0]!)
    expect(failed).toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining(copy) as string,
      details: { migration: '9001_broken', backup: copy }
    })
    expect(dump(directory)).toEqual(before)
    expect(storeIn(directory).sites.list()).toHaveLength(1)
  })

  test('that would tear rows from what they refer to fail', () => {
    const directory = usedDirectory()
    const store = storeIn(directory)
    store.layout.place('a', { x: 1, y: 1 })
    store.close()
    const tearing: Migration = { name: '9002_tearing', sql: 'DELETE FROM sites;' }
    expect(thrownBy(() => openWith(directory, tearing))).toMatchObject({ code: 'migration-failed' })
    expect(storeIn(directory).layout.positions().size).toBe(1)
  })

  test('do not start where the copy cannot be made', () => {
    const directory = usedDirectory()
    writeFileSync(join(directory, 'backups'), 'a file in place of the folder')
    expect(thrownBy(() => openWith(directory, next))).toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('Nothing was changed') as string
    })
    expect(storeIn(directory).sites.list()).toHaveLength(1)
  })

  test('that this program does not know make the database too new for it, and nothing is written', () => {
    const directory = usedDirectory()
    openWith(directory, next).close()
    const before = [readdirSync(directory), readFileSync(join(directory, 'rexxfleet.db'), 'latin1')]
    const failed = thrownBy(() => storeIn(directory))
    expect(failed).toMatchObject({
      code: 'database-newer',
      message: expect.stringContaining('newer Rexxfleet') as string,
      details: { version: allMigrations.length + 1 }
    })
    expect([readdirSync(directory), readFileSync(join(directory, 'rexxfleet.db'), 'latin1')]).toEqual(before)
  })

  test('make exactly the tables of the schema', () => {
    const directory = usedDirectory()
    const database = new Database(join(directory, 'rexxfleet.db'), { readonly: true })
    const tables = Object.values(schema).map(table => getTableConfig(table as SQLiteTable))
    const columnsOf = (name: string): string[] =>
      (database.pragma(`table_info(${name})`) as { name: string }[]).map(column => column.name).sort()
    for (const { name, columns } of tables) {
      expect(columnsOf(name), name).toEqual(columns.map(column => column.name).sort())
    }
    const kinds = database.pragma('table_list') as { name: string; schema: string; wr: number }[]
    const own = kinds.filter(table => table.schema === 'main' && !table.name.startsWith('sqlite_'))
    expect(own.map(table => table.name).sort()).toEqual(tables.map(({ name }) => name).sort())
    expect(own.filter(table => table.wr === 1).map(table => table.name)).toEqual(
      expect.arrayContaining(['agreed_states', 'items'])
    )
    database.close()
  })
})

/** The file, brought up to date. */
function storeFile(directory: string): string {
  storeIn(directory).close()
  return join(directory, 'rexxfleet.db')
}

/** Schema and rows, whatever pages they are on. */
function dump(directory: string): unknown[] {
  const database = new Database(join(directory, 'rexxfleet.db'), { readonly: true })
  const rows = [
    database.prepare('select name, sql from sqlite_schema order by name').all(),
    database.prepare('select * from sites').all(),
    database.pragma('user_version')
  ]
  database.close()
  return rows
}
