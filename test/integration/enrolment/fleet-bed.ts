/** A fleet without doors: real store, real client, keys in memory; the sites are doubles. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAddressProber } from '../../../src-main/adapters/cloudrexx/probe/address-prober.ts'
import { createSiteAccess } from '../../../src-main/adapters/cloudrexx/site-access.ts'
import { openStore, type Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import { EventBus } from '../../../src-main/app/event-bus.ts'
import { QueueLooks } from '../../../src-main/app/queue/queue-looks.ts'
import { createSiteHandlers, fleetDefinitions } from '../../../src-main/app/sites/create-site-handlers.ts'
import { calls, type CallInput, type CallOutput, type Handlers } from '../../../src-main/contract/calls.ts'
import type { EventMessage } from '../../../src-main/contract/events.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { SiteView } from '../../../src-main/contract/shapes.ts'
import type { KeyStore } from '../../../src-main/core/fleet/keys.ts'
import { knownSite } from '../../../src-main/core/fleet/steps/deps.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'
import { leaseMs } from '../../../src-main/core/lease/lease.ts'
import { Leases } from '../../../src-main/core/lease/leases.ts'
import { WorkflowMachine } from '../../../src-main/core/workflow/machine.ts'
import type { LoggedRequest, Row, SiteDouble } from '../../../src-main/demo/site-double.ts'

export const managementKey = '0123456789abcdef0123456789abcdef'

type SiteCall = Exclude<Extract<keyof Handlers, `sites.${string}`>, 'sites.planMove'>

export interface FleetBed {
  readonly store: Store
  readonly keys: Map<string, string>
  readonly events: EventMessage[]
  readonly directory: string
  readonly clipboard: string[]
  readonly log: string[]
  call<N extends SiteCall>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Adds a double and enrols it. */
  enrolled(name: string, double: SiteDouble, options?: Partial<CallInput<'sites.add'>>): Promise<SiteView>
  /** The site's whole record, with what no view shows. */
  record(siteId: string): ReturnType<typeof knownSite>
  close(): Promise<void>
}

export interface BedOptions {
  readonly clipboard?: boolean
  readonly directory?: string
  /** What the keychain does besides; for a locked one, or a crash. */
  readonly beforeKeys?: (call: keyof KeyStore, ref: string) => void
}

export async function openBed(options: BedOptions = {}): Promise<FleetBed> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'rexxfleet-bed-')))
  let tick = 0
  const clock = {
    now: () => Date.now(),
    steady: () => performance.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal) =>
      void (await pause(milliseconds, null, { signal }))
  }
  const ids = { next: () => `${Date.now().toString(36)}-${(++tick).toString().padStart(8, '0')}` }
  const lines: string[] = []
  const note = (message: string, facts?: Record<string, unknown>): void =>
    void lines.push(`${message} ${JSON.stringify(facts ?? {})}`)
  const log = { debug: note, info: note, warn: note, error: note }
  const store = openStore(directory, { clock })
  const keys = new Map<string, string>()
  const keyStore = memoryKeys(keys, options.beforeKeys ?? (() => undefined))
  const events: EventMessage[] = []
  const clipboard: string[] = []
  const bus = new EventBus(fault => note(String(fault)))
  bus.listen(message => void events.push(message))
  const access = createSiteAccess({
    keys: keyStore,
    activity: store.activity,
    clock,
    ids,
    log,
    budgetMs: 2_000
  })
  const machine = new WorkflowMachine({
    workflows: store.workflows,
    access,
    leases: new Leases({ holder: { id: 'test', computer: 'test' }, clock, whole: leaseMs }),
    site: id => knownSite(store.sites, id),
    definitions: fleetDefinitions({ sites: store.sites, keys: keyStore, provenance: store.provenance }),
    clock,
    ids,
    changed: () => undefined
  })
  const handlers = createSiteHandlers({
    sites: store.sites,
    links: store.links,
    queues: new QueueLooks({
      access,
      site: id => knownSite(store.sites, id),
      notes: store.settings,
      clock,
      linkChanged: () => undefined
    }),
    workflows: store.workflows,
    machine,
    workflowView: id => workflowView(store, id),
    keys: keyStore,
    access,
    prober: createAddressProber({ budgetMs: 2_000 }),
    clock,
    ids,
    log,
    emit: (name, data) => bus.emit(name, data),
    dataDirectory: directory,
    startedBy: 'terminal',
    ...(options.clipboard ? { clipboard: (text: string) => void clipboard.push(text) } : {})
  })

  async function call<N extends SiteCall>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const handler = handlers[name] as (input: unknown) => Promise<unknown>
    return calls[name].output.parse(await handler(calls[name].input.parse(input))) as CallOutput<N>
  }

  return {
    store,
    keys,
    events,
    directory,
    clipboard,
    log: lines,
    call,
    async enrolled(name, double, more = {}) {
      const { id } = await call('sites.add', { name, address: double.url, key: 'given', ...more })
      await call('sites.provideKey', { siteId: id, key: managementKey })
      return call('sites.enrol', { siteId: id })
    },
    record: siteId => knownSite(store.sites, siteId),
    async close() {
      access.close()
      store.close()
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true })
    }
  }
}

/** What the script of another Rexxfleet does to a site that is enrolled already: one more key with all grants. */
export function addKey(site: SiteDouble, key: string): number {
  const id = site.admin.sql({ insert: 'core_module_data_access_apikey', row: { api_key: key } })
  for (const endpoint of site.admin.rows('core_module_data_access')) {
    if (!String(endpoint['name']).startsWith('rexxfleet-')) continue
    const row = { api_key_id: id, data_access_id: endpoint['id']!, read_only: 0 }
    site.admin.sql({ insert: 'core_module_data_access_data_access_apikey', row })
  }
  return id
}

/** What Rexxfleet itself left in the id mapping of a site. */
export function markerRows(site: SiteDouble): Row[] {
  return site.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => row['foreign_host'] === 'rexxfleet.invalid')
}

/** The requests that could have changed something. */
export function writes(site: SiteDouble): LoggedRequest[] {
  return site.log.requests.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
}

function memoryKeys(keys: Map<string, string>, before: NonNullable<BedOptions['beforeKeys']>): KeyStore {
  let made = 0
  return {
    kind: 'vault',
    async has(ref) {
      before('has', ref)
      return keys.has(ref)
    },
    async create(ref) {
      before('create', ref)
      if (!keys.has(ref)) keys.set(ref, `made${(++made).toString().padStart(4, '0')}${'x'.repeat(24)}`)
    },
    async put(ref, key) {
      before('put', ref)
      keys.set(ref, key)
    },
    async putSecret(ref, secret) {
      before('put', ref)
      keys.set(ref, secret)
    },
    async remove(ref) {
      before('remove', ref)
      keys.delete(ref)
    },
    async read(ref) {
      const key = keys.get(ref)
      if (key === undefined) throw new AppError('key-missing', `no key ${ref}`)
      return key
    }
  }
}

function workflowView(store: Store, id: string): WorkflowView {
  const workflow = store.workflows.get(id)!
  return {
    ...workflow,
    revision: 1,
    siteIds: [...workflow.siteIds],
    confirmation: { kind: 'none', expected: null },
    steps: store.workflows.steps(id).map(step => ({ ...step, effects: [...step.effects] }))
  }
}
