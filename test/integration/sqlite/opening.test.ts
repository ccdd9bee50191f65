import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import { atTheEnd, child, clock, item, run, site, storeIn, temporaryDirectory, thrownBy } from './fixtures.ts'

const open = (directory: string): Store => openStore(directory, { clock })
const failing = (directory: string): unknown => thrownBy(() => open(directory).close())

/** A directory with a closed store in it, big enough to have pages worth damaging. */
function usedDirectory(): string {
  const directory = temporaryDirectory()
  const store = storeIn(directory)
  store.sites.insert(site('a'))
  store.runs.insert(run('r1'))
  store.runs.addItems(Array.from({ length: 2_000 }, (_, position) => item('r1', position)))
  store.close()
  return directory
}

/** Names and contents of all files of a directory. */
function everythingIn(directory: string): Map<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile()
  )
  return new Map(
    files.map(entry => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'latin1')
    ])
  )
}

describe('the data directory', () => {
  test('is made where it is missing, for its owner only', () => {
    const directory = join(temporaryDirectory(), 'new', 'deep')
    const store = storeIn(directory)
    store.sites.insert(site('a'))
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777, name).toBe(0o600)
    }
    expect(readdirSync(directory)).toContain('rexxfleet.db-wal')
    store.close()
    store.close()
    expect(readdirSync(directory).sort()).toEqual(['rexxfleet.db', 'rexxfleet.lock'])
  })

  test('takes the rights of others away from a database that was copied in', () => {
    const directory = usedDirectory()
    chmodSync(join(directory, 'rexxfleet.db'), 0o644)
    storeIn(directory)
    expect(statSync(join(directory, 'rexxfleet.db')).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['is a file', (base: string) => join(base, 'file')],
    ['lies in a file', (base: string) => join(base, 'file', 'below')],
    ['has a database that is a folder', (base: string) => join(base, 'odd')]
  ])('is refused where it %s', (_, path) => {
    const base = temporaryDirectory()
    writeFileSync(join(base, 'file'), '')
    mkdirSync(join(base, 'odd', 'rexxfleet.db'), { recursive: true })
    const before = everythingIn(base)
    expect(failing(path(base))).toMatchObject({
      name: 'AppError',
      code: 'data-directory-not-writable'
    })
    expect(everythingIn(base)).toEqual(before)
  })

  const frozen = canFreeze()
  test.skipIf(!frozen)('is refused where nobody may write, not even root (chattr +i)', () => {
    const base = temporaryDirectory()
    const fresh = join(base, 'fresh')
    mkdirSync(fresh)
    for (const directory of [fresh, usedDirectory()]) {
      const before = everythingIn(directory)
      freeze(directory)
      expect(failing(directory)).toMatchObject({
        code: 'data-directory-not-writable',
        message: expect.stringContaining('--data-dir') as string
      })
      expect(failing(join(directory, 'new'))).toMatchObject({ code: 'data-directory-not-writable' })
      expect(everythingIn(directory)).toEqual(before)
    }
  })

  test.skipIf(!frozen)('is refused where the database itself may not be written (chattr +i)', () => {
    const directory = usedDirectory()
    freeze(join(directory, 'rexxfleet.db'))
    expect(failing(directory)).toMatchObject({ code: 'data-directory-not-writable' })
  })

  test.skipIf(process.getuid?.() === 0)('is refused where this user may not write', () => {
    const directory = temporaryDirectory()
    chmodSync(directory, 0o500)
    expect(failing(directory)).toMatchObject({ code: 'data-directory-not-writable' })
    expect(readdirSync(directory)).toEqual([])
  })
})

describe('the lock', () => {
  test('keeps a second opening in this process out, also by another path', () => {
    const directory = temporaryDirectory()
    const store = storeIn(directory)
    const alias = join(temporaryDirectory(), 'alias')
    symlinkSync(directory, alias)
    for (const path of [directory, alias]) {
      expect(failing(path)).toMatchObject({
        code: 'data-directory-in-use',
        details: { pid: process.pid }
      })
    }
    store.sites.insert(site('a'))
    store.close()
    expect(storeIn(alias).sites.list()).toHaveLength(1)
  })

  test('names the process that holds it, and is free when that is killed', async () => {
    const directory = usedDirectory()
    const other = child('hold-store.ts', directory)
    await other.said(/^open/)
    expect(failing(directory)).toMatchObject({
      code: 'data-directory-in-use',
      message: expect.stringContaining(String(other.process.pid)) as string,
      details: { pid: other.process.pid }
    })
    await other.killed()
    expect(storeIn(directory).sites.list()).toHaveLength(1)
  })

  test('holds without the file that names its holder', async () => {
    const directory = temporaryDirectory()
    const other = child('hold-store.ts', directory)
    await other.said(/^open/)
    writeFileSync(join(directory, 'rexxfleet.pid'), 'nonsense')
    expect(failing(directory)).toMatchObject({ code: 'data-directory-in-use', details: { pid: null } })
    await other.killed()
  })

  test('is given back when opening fails', () => {
    const directory = usedDirectory()
    damage(join(directory, 'rexxfleet.db'))
    for (let time = 0; time < 2; time += 1) {
      expect(failing(directory)).toMatchObject({ code: 'database-damaged' })
    }
    expect(existsSync(join(directory, 'rexxfleet.pid'))).toBe(false)
  })
})

describe('a damaged database', () => {
  test.each([
    ['text', Buffer.from('this is no database, and long enough to have a header'.repeat(9))],
    ['a few bytes', Buffer.from('SQLite')],
    ['a database of another program', foreignDatabase()]
  ])('is refused where it is %s, and nothing is written', (_, contents) => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'rexxfleet.db'), contents)
    const before = everythingIn(directory)
    expect(failing(directory)).toMatchObject({ name: 'AppError', code: 'database-damaged' })
    expect(everythingIn(directory)).toEqual(before)
  })

  test('is refused where pages were overwritten, and left as it is', () => {
    const directory = usedDirectory()
    const file = join(directory, 'rexxfleet.db')
    damage(file)
    const before = readFileSync(file)
    expect(failing(directory)).toMatchObject({
      code: 'database-damaged',
      message: expect.stringMatching(/add the sites again/) as string
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('is refused where it was cut short', () => {
    const directory = usedDirectory()
    const file = join(directory, 'rexxfleet.db')
    writeFileSync(file, readFileSync(file).subarray(0, 40_000))
    expect(failing(directory)).toMatchObject({ code: 'database-damaged' })
  })

  test('names the newest copy that was made before an update', () => {
    const directory = usedDirectory()
    const file = join(directory, 'rexxfleet.db')
    mkdirSync(join(directory, 'backups'))
    for (const name of ['10-20250101T000000000Z', '2-20260101T000000000Z', '9-20240101T000000000Z']) {
      copyFileSync(file, join(directory, 'backups', `rexxfleet-${name}.db`))
    }
    damage(file)
    const failed = failing(directory)
    expect(failed).toMatchObject({
      code: 'database-damaged',
      message: expect.stringContaining('rexxfleet-2-20260101T000000000Z.db') as string
    })
  })
})

test('a row that Rexxfleet did not write is not taken for one of its own', () => {
  const directory = usedDirectory()
  const database = new Database(join(directory, 'rexxfleet.db'))
  for (const tags of ['no json', '{"not":"a list"}']) {
    database.prepare('update sites set tags = ?').run(tags)
    const store = storeIn(directory)
    expect(thrownBy(() => store.sites.list())).toMatchObject({ code: 'database-damaged' })
    store.close()
  }
  database.close()
})

/** Overwrites everything behind the first pages. */
function damage(file: string): void {
  const contents = readFileSync(file)
  contents.fill(0xff, 4_096 * 20)
  writeFileSync(file, contents)
}

function foreignDatabase(): Buffer {
  const header = Buffer.alloc(4_096)
  header.write('SQLite format 3\0', 'latin1')
  return header
}

function freeze(path: string): void {
  execFileSync('chattr', ['+i', path])
  atTheEnd(() => execFileSync('chattr', ['-i', path]))
}

/** Immutable files need root and a file system that knows them. */
function canFreeze(): boolean {
  const probe = join(tmpdir(), `rexxfleet-probe-${process.pid}`)
  try {
    writeFileSync(probe, '')
    execFileSync('chattr', ['+i', probe], { stdio: 'ignore' })
    execFileSync('chattr', ['-i', probe], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(probe, { force: true })
  }
}
