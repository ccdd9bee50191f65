/** A data directory with a large fleet that was never asked anything: what the window has to draw, and nothing that answers. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { ItemRecord, RunRecord } from '../../../src-main/core/sync/records.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const environments = ['production', 'staging', 'test'] as const
const itemStates = ['done', 'done', 'done', 'done', 'failed'] as const
/** An hour ago: what is older than the program keeps items would be cleared away when it starts. */
const begin = Date.now() - 3_600_000
const noCounts = { create: 0, update: 0, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 }

export interface LargeFleetWish {
  readonly sites: number
  readonly links?: number
  /** Items of one run of the first link. */
  readonly items?: number
}

export interface LargeFleet {
  readonly dataDirectory: string
  /** The run with the items. */
  readonly runId: string
  close(): Promise<void>
}

const siteId = (at: number): string => `site${String(at).padStart(4, '0')}`
const linkId = (at: number): string => `link${String(at).padStart(4, '0')}`

function addSites(store: Store, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const id = siteId(at)
    store.sites.insert({
      id,
      name: `Gemeinde Nummer ${at}`,
      // Nobody listens here.
      baseUrl: `http://127.0.0.1:9/${id}`,
      mainDomain: `${id}.example`,
      tablePrefix: 'contrexx_',
      tags: [`region-${at % 12}`, `kunde-${at % 40}`],
      environment: environments[at % 3]!,
      readOnly: false,
      allowHttp: true,
      state: 'enrolled',
      marker: null,
      keyRef: `key-${id}`,
      demo: false,
      addedAt: at
    })
  }
}

/** A fifth of the sites are primaries; some of the others pass on what they get. */
function addLinks(store: Store, count: number, sites: number): void {
  const primaries = Math.max(1, Math.floor(sites / 5))
  const pairs = new Set<string>()
  for (let step = 0; pairs.size < count; step += 1) {
    const from = step % 9 === 0 ? primaries + (step % (sites - primaries)) : step % primaries
    const to = primaries + ((step * 7 + Math.floor(step / primaries)) % (sites - primaries))
    const pair = `${from} ${to}`
    if (from === to || pairs.has(pair)) continue
    const at = pairs.size
    pairs.add(pair)
    store.links.insert({
      id: linkId(at),
      primaryId: siteId(from),
      replicaId: siteId(to),
      twinId: null,
      models: [
        { model: rewriteRule, primaryEndpoint: 'rewriterule', replicaEndpoint: 'rewriterule', ids: null }
      ],
      delivery: 'compare',
      state: 'ready',
      keyRef: `key-${linkId(at)}`,
      createdAt: at
    })
    store.runs.insert(runOf(at))
  }
}

function runOf(at: number): RunRecord {
  const failed = at % 9 === 4
  return {
    id: `run${String(at).padStart(6, '0')}`,
    linkId: linkId(at),
    primaryName: 'Gemeinde',
    replicaName: 'Kopie',
    state: failed ? 'stopped' : 'done',
    counts: { ...noCounts, unchanged: 100 },
    sent: 0,
    requests: 4,
    arrived: null,
    bytes: 4,
    planOnly: false,
    lastIds: {},
    startedBy: 'window',
    startedAt: begin + at,
    endedAt: begin + 1_000 + at,
    reason: failed ? { code: 'site-timeout', message: 'no answer', details: {} } : null
  }
}

function addItems(store: Store, runId: string, count: number): void {
  const item = (position: number): ItemRecord => ({
    runId,
    position,
    model: rewriteRule,
    foreignId: String(position + 1),
    localId: String(position + 5),
    title: `/alt-${position} → /neu`,
    action: position % 4 === 0 ? 'create' : 'update',
    state: itemStates[position % 5]!,
    why: null,
    differences: [],
    failure:
      position % 5 === 4
        ? {
            code: 'site-refused',
            message: 'refused',
            status: 403,
            request: 'PUT /api/sync/v1/json/rewriterule'
          }
        : null,
    tries: 1,
    changedAt: begin + 500
  })
  for (let from = 0; from < count; from += 5_000) {
    const size = Math.min(5_000, count - from)
    store.runs.addItems(Array.from({ length: size }, (_, i) => item(from + i)))
  }
}

export async function openLargeFleet(wish: LargeFleetWish): Promise<LargeFleet> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-large-'))
  const store = openStore(dataDirectory, { clock: { now: () => Date.now() } })
  addSites(store, wish.sites)
  addLinks(store, wish.links ?? 0, wish.sites)
  const { id: runId } = runOf(0)
  if (wish.items) addItems(store, runId, wish.items)
  store.close()
  return { dataDirectory, runId, close: () => rm(dataDirectory, { recursive: true, force: true }) }
}
