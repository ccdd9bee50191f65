import type Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { translated } from './sqlite-errors.ts'

/** An open database, as the repositories use it. */
export interface Connection {
  readonly sqlite: Database.Database
  readonly orm: BetterSQLite3Database
  /** Runs work in which SQLite's errors become errors that a user understands. */
  guard<T>(work: () => T): T
  /** Several statements as one; nests. */
  together<T>(work: () => T): T
  /**
   * For what may be lost when the computer (not the program) dies: spares the wait for the disk. Inside a transaction it changes
   * nothing, because the whole commits as one.
   */
  relaxed<T>(work: () => T): T
  /** The statement for this text, compiled once. */
  prepared<P extends unknown[], R = unknown>(sql: string): Database.Statement<P, R>
}

export function connection(sqlite: Database.Database, file: string): Connection {
  const statements = new Map<string, Database.Statement>()
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (thrown) {
      throw translated(thrown, file)
    }
  }
  return {
    sqlite,
    orm: drizzle(sqlite),
    guard,
    together: work => sqlite.transaction(work).immediate(),
    relaxed(work) {
      if (sqlite.inTransaction) return work()
      sqlite.pragma('synchronous = NORMAL')
      try {
        return work()
      } finally {
        sqlite.pragma('synchronous = FULL')
      }
    },
    prepared<P extends unknown[], R>(sql: string) {
      const statement = statements.get(sql) ?? sqlite.prepare(sql)
      statements.set(sql, statement)
      return statement as unknown as Database.Statement<P, R>
    }
  }
}

/** The same object, each of whose calls is guarded. */
export function guarded<T extends object>(guard: Connection['guard'], inner: T): T {
  return new Proxy(inner, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => guard(() => Reflect.apply(member, target, given) as unknown)
    }
  })
}
