import Database from 'better-sqlite3'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../core/shared/app-error.ts'
import { sqliteRefused, translated } from '../sqlite-errors.ts'

/** The locks of this process. Here and nowhere else, for a connection that nobody refers to is closed by the garbage collector. */
const held = new Map<string, Database.Database>()

/** For the second opening in one process, which must not even touch the files: see `fileHeader`. */
export function refuseIfHeldHere(directory: string): void {
  if (held.has(directory)) throw inUse(directory, process.pid)
}

/**
 * Holds a data directory for this process, until the returned function is called or the process dies, however it dies: the lock is an
 * exclusive transaction on a SQLite file of its own, which the operating system frees. Never open `rexxfleet.lock` with anything else
 * in this process: closing it would drop the lock.
 */
export function lockDirectory(directory: string): () => void {
  refuseIfHeldHere(directory)
  const lockFile = join(directory, 'rexxfleet.lock')
  const pidFile = join(directory, 'rexxfleet.pid')
  let lock: Database.Database | null = null
  try {
    closeSync(openSync(lockFile, 'a', 0o600))
    lock = new Database(lockFile, { timeout: 300 })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    lock?.close()
    if (sqliteRefused(thrown, 'SQLITE_BUSY')) throw inUse(directory, pidIn(pidFile))
    throw translated(thrown, lockFile)
  }
  held.set(directory, lock)
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  } catch {
    // Only names the holder to others; the lock holds without it.
  }
  return () => {
    const holding = held.get(directory)
    if (holding === undefined) return
    held.delete(directory)
    rmSync(pidFile, { force: true })
    holding.close()
  }
}

function pidIn(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isInteger(pid) ? pid : null
  } catch {
    return null
  }
}

function inUse(directory: string, pid: number | null): AppError {
  const who = pid === null ? 'Another Rexxfleet' : `Another Rexxfleet (process ${pid})`
  return new AppError(
    'data-directory-in-use',
    `${who} works with ${directory}. Close it first, or choose another folder with --data-dir.`,
    { directory, pid }
  )
}
