import type {
  AdminEdit,
  ContentAmounts,
  Fault,
  SiteDouble,
  SiteSnapshot,
  SqlStatement
} from '../site-double-types.ts'

/** What can be asked of a double from another process: the name of the call, and its arguments as data. */
export interface Command {
  readonly call: string
  readonly args?: readonly unknown[]
}

type Handler = (double: SiteDouble, args: readonly unknown[]) => unknown

/** Faults that were added from outside, by a number that can cross a process border. */
type ArmedFaults = Map<number, { remove(): void; hits(): number }>

const armedBy = new WeakMap<SiteDouble, ArmedFaults>()

function armed(double: SiteDouble): ArmedFaults {
  const known = armedBy.get(double) ?? new Map<number, { remove(): void; hits(): number }>()
  armedBy.set(double, known)
  return known
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  edit: ({ admin }, [edit]) => admin.edit(edit as AdminEdit),
  push: ({ admin }) => admin.push(),
  sql: ({ admin }, [statement]) => admin.sql(statement as SqlStatement),
  sqlAll: ({ admin }, [statements]) => {
    for (const statement of statements as readonly SqlStatement[]) admin.sql(statement)
  },
  rows: ({ admin }, [table]) => admin.rows(String(table)),
  seed: ({ admin }, [amounts]) => admin.seed(amounts as ContentAmounts),
  database: ({ admin }, [state]) => admin.database(state === 'down' ? 'down' : 'up'),
  cacheFolder: ({ admin }, [state]) => admin.cacheFolder(state === 'read-only' ? 'read-only' : 'writable'),
  setMainDomain: ({ admin }, [domain]) => admin.setMainDomain(String(domain)),
  enrol: ({ admin }, [key, options]) => admin.enrol(String(key), (options ?? {}) as { readOnly?: boolean }),
  maintenance: ({ faults }, [on]) => faults.maintenance(on === true),
  latency: ({ faults }, [ms]) => faults.latency(Number(ms)),
  addFault: (double, [fault]) => {
    const faults = armed(double)
    const id = faults.size + 1
    faults.set(id, double.faults.add(fault as Fault))
    return id
  },
  removeFault: (double, [id]) => armed(double).get(Number(id))?.remove(),
  faultHits: (double, [id]) => armed(double).get(Number(id))?.hits() ?? 0,
  clearFaults: ({ faults }) => faults.clear(),
  log: ({ log }) => ({
    requests: log.requests,
    maxParallel: log.maxParallel,
    maxParallelPerEntity: log.maxParallelPerEntity,
    connections: log.connections
  }),
  clearLog: ({ log }) => log.clear(),
  keepLog: ({ log }, [keep]) => {
    log.keep = keep === true
  },
  snapshot: double => double.snapshot(),
  restore: (double, [snapshot]) => double.restore(snapshot as SiteSnapshot),
  memory: () => process.memoryUsage.rss(),
  close: double => double.close()
}

/** Carries out a command; rejects for one that does not exist. */
export async function runCommand(double: SiteDouble, { call, args = [] }: Command): Promise<unknown> {
  const handler = Object.hasOwn(HANDLERS, call) ? HANDLERS[call] : undefined
  if (!handler) throw new Error(`no such call: ${call}`)
  return (await handler(double, args)) ?? null
}
