import Database from 'better-sqlite3'

type Method = (this: unknown, ...given: unknown[]) => unknown

/** Milliseconds that this process has spent inside SQLite: statements, commits and the waits for the disk in them. */
export interface DatabaseTime {
  readonly milliseconds: number
  stop(): void
}

/**
 * Watches every statement of this process. All that the program keeps goes through there: the run's journal, the activity log, the
 * agreed states and the run's own record.
 */
export function watchDatabaseTime(): DatabaseTime {
  const probe = new Database(':memory:')
  const prototype = Object.getPrototypeOf(probe.prepare('select 1')) as Record<string, Method>
  probe.close()
  const known = new Map(['run', 'get', 'all'].map(name => [name, prototype[name]!]))
  let total = 0
  for (const [name, method] of known) {
    prototype[name] = function (...given) {
      const start = performance.now()
      try {
        return method.apply(this, given)
      } finally {
        total += performance.now() - start
      }
    }
  }
  return {
    get milliseconds() {
      return total
    },
    stop() {
      for (const [name, method] of known) prototype[name] = method
    }
  }
}
