import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type {
  AdminEdit,
  ContentAmounts,
  EditResult,
  Fault,
  PushReport,
  Row,
  SiteLog,
  SiteSnapshot,
  SqlStatement
} from '../site-double-types.ts'

/** How a double in a process of its own is started. */
export interface ProcessOptions {
  mainDomain: string
  port?: number
  seed?: number
  rewriteRules?: number
  lazyRewriteRules?: number
  events?: number
  latencyMs?: number
  costPerRowMicros?: number
  managementKey?: string
  /** Without it requests are counted and not kept: for long benches. */
  keepLog?: boolean
}

/** A double in a process of its own: the same calls as `SiteDouble`, each of them a message. */
export interface SiteDoubleProcess {
  readonly url: string
  readonly pid: number
  edit(edit: AdminEdit): Promise<EditResult>
  push(): Promise<PushReport>
  sql(statement: SqlStatement): Promise<number>
  /** Many statements in one message: tables of a hundred thousand rows are filled in seconds. */
  sqlAll(statements: readonly SqlStatement[]): Promise<void>
  rows(table: string): Promise<Row[]>
  seed(amounts: ContentAmounts): Promise<void>
  enrol(managementKey: string, options?: { readOnly?: boolean }): Promise<void>
  database(state: 'down' | 'up'): Promise<void>
  cacheFolder(state: 'read-only' | 'writable'): Promise<void>
  setMainDomain(domain: string): Promise<void>
  maintenance(on: boolean): Promise<void>
  latency(ms: number): Promise<void>
  /** Adds a fault whose match is data; answers its number. */
  addFault(fault: Fault): Promise<number>
  removeFault(id: number): Promise<void>
  faultHits(id: number): Promise<number>
  clearFaults(): Promise<void>
  log(): Promise<Omit<SiteLog, 'clear' | 'keep'>>
  clearLog(): Promise<void>
  snapshot(): Promise<SiteSnapshot>
  restore(snapshot: SiteSnapshot): Promise<void>
  /** Resident memory of the double's process, in bytes. */
  memory(): Promise<number>
  close(): Promise<void>
}

const MAIN = resolve(import.meta.dirname, '../main.ts')

/** Starts a double in a process of its own, so that a bench does not measure the double. */
export async function startSiteDoubleProcess(options: ProcessOptions): Promise<SiteDoubleProcess> {
  const child = spawn(process.execPath, [MAIN, ...argumentsOf(options)], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  child.stdin.end(options.managementKey ?? '')
  const exited = new Promise<void>(done => child.once('exit', () => done()))
  const line = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).once('line', found)
    child.once('error', failed)
    void exited.then(() => failed(new Error('the double ended before it was ready')))
  })
  const { url, pid, control, token } = JSON.parse(line) as Record<'url' | 'control' | 'token', string> & {
    pid: number
  }
  const call = <T>(name: string, ...args: unknown[]): Promise<T> => send<T>(control, token, name, args)
  return {
    url,
    pid,
    edit: edit => call('edit', edit),
    push: () => call('push'),
    sql: statement => call('sql', statement),
    sqlAll: statements => call('sqlAll', statements),
    rows: table => call('rows', table),
    seed: amounts => call('seed', amounts),
    enrol: (key, more) => call('enrol', key, more),
    database: state => call('database', state),
    cacheFolder: state => call('cacheFolder', state),
    setMainDomain: domain => call('setMainDomain', domain),
    maintenance: on => call('maintenance', on),
    latency: ms => call('latency', ms),
    addFault: fault => call('addFault', fault),
    removeFault: id => call('removeFault', id),
    faultHits: id => call('faultHits', id),
    clearFaults: () => call('clearFaults'),
    log: () => call('log'),
    clearLog: () => call('clearLog'),
    snapshot: () => call('snapshot'),
    restore: snapshot => call('restore', snapshot),
    memory: () => call('memory'),
    close: async () => {
      child.kill('SIGTERM')
      await exited
    }
  }
}

function argumentsOf(options: ProcessOptions): string[] {
  const given: [string, string | number | undefined][] = [
    ['--main-domain', options.mainDomain],
    ['--port', options.port],
    ['--seed', options.seed],
    ['--rewrite-rules', options.rewriteRules],
    ['--lazy-rewrite-rules', options.lazyRewriteRules],
    ['--events', options.events],
    ['--latency', options.latencyMs],
    ['--cost-per-row', options.costPerRowMicros]
  ]
  const args = given.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
  if (options.managementKey !== undefined) args.push('--management-key-stdin')
  if (options.keepLog === false) args.push('--no-log')
  return args
}

async function send<T>(control: string, token: string, call: string, args: readonly unknown[]): Promise<T> {
  const response = await fetch(control, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-double-token': token },
    body: JSON.stringify({ call, args })
  })
  const answer = (await response.json()) as
    { ok: true; result: T } | { ok: false; name: string; message: string }
  if (answer.ok) return answer.result
  const error = new Error(answer.message)
  error.name = answer.name
  throw error
}
