import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'
import { openStore, type Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import type { ItemRecord, RunRecord } from '../../../src-main/core/sync/records.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'
import type { StepRecord, WorkflowRecord } from '../../../src-main/core/workflow/records.ts'

export const clock = { now: () => Date.UTC(2026, 10, 3, 10, 15) }
export const model = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp()
})
export const atTheEnd = (cleanUp: () => void): void => void cleanUps.push(cleanUp)

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rexxfleet-store-'))
  atTheEnd(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** A store that is closed when the test ends. */
export function storeIn(directory: string): Store {
  const store = openStore(directory, { clock })
  atTheEnd(() => store.close())
  return store
}

export const freshStore = (): Store => storeIn(temporaryDirectory())

/** What `work` throws. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  throw new Error('nothing was thrown')
}

/** Another process on the same files. `said` waits for a line that it prints. */
export function child(
  script: string,
  ...given: string[]
): { process: ChildProcess; said(line: RegExp): Promise<string>; lines: string[]; killed(): Promise<void> } {
  const path = join(import.meta.dirname, 'children', script)
  const started = spawn(process.execPath, ['--expose-gc', path, ...given], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  atTheEnd(() => started.kill('SIGKILL'))
  const ended = new Promise<void>(resolve => started.once('close', () => resolve()))
  const lines: string[] = []
  const waiting = new Set<() => void>()
  createInterface({ input: started.stdout! }).on('line', line => {
    lines.push(line)
    for (const look of waiting) look()
  })
  return {
    process: started,
    lines,
    said: wanted =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines.find(candidate => wanted.test(candidate))
          if (line === undefined) return
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        void ended.then(() => reject(new Error(`${script} ended without saying ${wanted.source}`)))
        look()
      }),
    async killed() {
      started.kill('SIGKILL')
      await ended
    }
  }
}

export const site = (id: string, changes: Partial<Site> = {}): Site => ({
  id,
  name: `Site ${id}`,
  baseUrl: `https://${id}.example.ch`,
  mainDomain: `${id}.example.ch`,
  tablePrefix: 'contrexx_',
  tags: ['agency', 'zürich'],
  environment: 'production',
  readOnly: false,
  allowHttp: false,
  state: 'enrolled',
  marker: `marker-${id}`,
  keyRef: `site/${id}`,
  demo: false,
  addedAt: 1,
  ...changes
})

export const link = (
  id: string,
  primaryId: string,
  replicaId: string,
  changes: Partial<Link> = {}
): Link => ({
  id,
  primaryId,
  replicaId,
  twinId: null,
  models: [{ model, primaryEndpoint: 'a', replicaEndpoint: 'b', ids: null }],
  delivery: 'compare',
  state: 'ready',
  keyRef: `link/${id}`,
  createdAt: 1,
  ...changes
})

export const run = (id: string, changes: Partial<RunRecord> = {}): RunRecord => ({
  id,
  linkId: 'l1',
  primaryName: 'Portal',
  replicaName: 'Town',
  state: 'pushing',
  counts: { create: 0, update: 0, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 },
  sent: 0,
  requests: 0,
  arrived: null,
  bytes: 0,
  planOnly: false,
  lastIds: { [model]: 17 },
  startedBy: 'terminal',
  startedAt: 1,
  endedAt: null,
  reason: null,
  ...changes
})

export const item = (runId: string, position: number, changes: Partial<ItemRecord> = {}): ItemRecord => ({
  runId,
  position,
  model,
  foreignId: String(position + 1),
  localId: null,
  title: null,
  action: 'create',
  state: 'open',
  why: null,
  differences: [{ field: 'regularExpression', primary: '#^/old$#', replica: null }],
  failure: null,
  tries: 0,
  changedAt: 1,
  ...changes
})

export const workflow = (id: string, changes: Partial<WorkflowRecord> = {}): WorkflowRecord => ({
  id,
  kind: 'set-up-link',
  params: { models: [model], nested: { deep: [1, null, true] } },
  linkId: 'l1',
  siteIds: ['a', 'b'],
  state: 'planned',
  startedBy: 'window',
  createdAt: 1,
  endedAt: null,
  failure: null,
  ...changes
})

export const step = (
  workflowId: string,
  position: number,
  changes: Partial<StepRecord> = {}
): StepRecord => ({
  workflowId,
  position,
  stepId: `replica/endpoint/${position}`,
  kind: 'make-endpoint',
  siteId: 'b',
  state: 'planned',
  effects: [{ act: 'create', what: 'endpoint', name: 'rule' }],
  result: null,
  sql: null,
  failure: null,
  startedAt: null,
  endedAt: null,
  ...changes
})
