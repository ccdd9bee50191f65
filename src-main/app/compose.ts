import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAddressProber } from '../adapters/cloudrexx/probe/address-prober.ts'
import { createSiteAccess } from '../adapters/cloudrexx/site-access.ts'
import { openKeyStore } from '../adapters/keychain/open-key-store.ts'
import { openLog } from '../adapters/log/open-log.ts'
import { openStore, type Store } from '../adapters/sqlite/open-store.ts'
import type { Program } from '../contract/door.ts'
import type { WorkflowView } from '../contract/link-shapes.ts'
import type { KeyStore } from '../core/fleet/keys.ts'
import type { Site, SiteId } from '../core/fleet/site.ts'
import { leaseMs } from '../core/lease/lease.ts'
import { Leases } from '../core/lease/leases.ts'
import { moveSite } from '../core/relaunch/move-site.ts'
import { mendFinding } from '../core/doctor/mend/mend-finding.ts'
import { deregisterLink, deregisterRest } from '../core/replication/deregister-link.ts'
import { editLink } from '../core/replication/edit/edit-link.ts'
import { purgeSite } from '../core/replication/purge-site.ts'
import { setUpLink } from '../core/replication/set-up-link.ts'
import type { ReplicationDeps } from '../core/replication/steps/deps.ts'
import { AppError } from '../core/shared/app-error.ts'
import { settleNotes } from '../core/topology-file/settle-notes.ts'
import { deliveryNotes } from '../core/sync/run/delivery-notes.ts'
import { RunEngine } from '../core/sync/run/engine.ts'
import type { Link, LinkId } from '../core/topology/link.ts'
import { WorkflowMachine } from '../core/workflow/machine.ts'
import { createActivityHandlers } from './activity/activity-handlers.ts'
import { createDecisionHandlers } from './decisions/decision-handlers.ts'
import { finishCutOff } from './backup/restore-backup.ts'
import { writeBackup } from './backup/write-backup.ts'
import { createDemoHandlers } from './demo/demo-handlers.ts'
import { DemoFleet } from './demo/demo-fleet.ts'
import { notedExaminations } from './doctor/noted-examinations.ts'
import { createAppHandlers } from './diagnostics/app-handlers.ts'
import { createDiscoveryHandlers } from './discovery/discovery-handlers.ts'
import { createDispatch } from './dispatch.ts'
import { createDoctorHandlers } from './doctor/doctor-handlers.ts'
import { EventBus } from './event-bus.ts'
import { shortHash, systemClock, timeSortedIds } from './identity.ts'
import { Limits } from './limits/limits.ts'
import { Remains } from './links/remains.ts'
import { createLinkHandlers } from './links/link-handlers.ts'
import { leaseHolder } from './lease/lease-holder.ts'
import { LinkViews, type LinkViewDeps } from './links/link-views.ts'
import { driftNotes } from './links/noted-drift.ts'
import { RequestCounter } from './metrics/counted-requests.ts'
import { createPlainHandlers } from './plain-handlers.ts'
import { planPurge } from './purge/plan-purge.ts'
import { createPreflightHandlers } from './preflight/preflight-handlers.ts'
import type { ProgramOptions } from './program.ts'
import { planMove } from './relaunch/plan-move.ts'
import { createQueueHandlers } from './queue/queue-handlers.ts'
import { Housekeeping } from './report/housekeeping.ts'
import { createReportHandlers } from './report/report-handlers.ts'
import { createRunHandlers } from './runs/run-handlers.ts'
import { runView } from './runs/run-view.ts'
import { createSiteHandlers, fleetDefinitions } from './sites/create-site-handlers.ts'
import { createScheduler } from './schedule/create-scheduler.ts'
import { createScheduleHandlers } from './schedule/schedule-handlers.ts'
import { createTopologyFileHandlers } from './topology-file/topology-file-handlers.ts'
import { createWorkflowHandlers } from './workflows/workflow-handlers.ts'
import { workflowView } from './workflows/workflow-view.ts'

/** Puts the program together: adapters into core's ports, services behind the contract's calls. The only place that knows them all. */
export async function compose(options: ProgramOptions): Promise<Program> {
  finishCutOff(options.dataDirectory)
  const store = openStore(options.dataDirectory, { clock: options.clock ?? systemClock })
  try {
    const { dataDirectory, passphrase, preferVault = false } = options
    const keys = await openKeyStore({ dataDirectory, passphrase, preferVault })
    return await composeOn(store, keys, options)
  } catch (thrown) {
    store.close()
    throw thrown
  }
}

async function composeOn(store: Store, keys: KeyStore, options: ProgramOptions): Promise<Program> {
  const { dataDirectory, startedBy } = options
  const clock = options.clock ?? systemClock
  const ids = timeSortedIds()
  const log = openLog(dataDirectory, 'info')
  const bus = new EventBus(fault => log.error('a listener failed', { fault }))
  const closing = new AbortController()
  const requests = new RequestCounter()
  const onRequest = requests.count.bind(requests)
  const limits = new Limits(store.settings, ({ requestsPerSite }) => access.allow(requestsPerSite))
  const access = createSiteAccess({
    ...{ keys, activity: store.activity, clock, ids, log, onRequest },
    concurrency: limits.now.requestsPerSite
  })
  const prober = createAddressProber()
  const fleet = options.demoFleet ?? new DemoFleet(dataDirectory)

  const site = (id: SiteId): Site => {
    const found = store.sites.get(id)
    if (!found) throw new AppError('unknown-site', `There is no site ${id}.`, { site: id })
    return found
  }
  const link = (id: LinkId): Link => {
    const found = store.links.get(id)
    if (!found) throw new AppError('unknown-link', `There is no link ${id}.`, { link: id })
    return found
  }

  const viewOfWorkflow = (workflowId: string): WorkflowView =>
    workflowView(store.workflows.get(workflowId)!, store.workflows.steps(workflowId), store.sites)

  const holder = leaseHolder(store.settings, dataDirectory)
  const leases = new Leases({ holder, clock, whole: options.leaseMs ?? leaseMs })
  const replication: ReplicationDeps = {
    ...store,
    keys,
    clock,
    ids,
    hash: shortHash,
    notes: store.settings,
    runs: { isBusy: linkId => engine.isBusy(linkId), cancel: linkId => engine.cancelOf(linkId) }
  }
  const machine = new WorkflowMachine({
    workflows: store.workflows,
    access,
    site,
    leases,
    definitions: [
      setUpLink(replication),
      deregisterLink(replication),
      deregisterRest(replication),
      editLink(replication),
      purgeSite(replication),
      mendFinding({
        ...store,
        clock,
        sendersTo: siteId =>
          store.links
            .list()
            .filter(({ replicaId }) => replicaId === siteId)
            .map(({ primaryId }) => site(primaryId).mainDomain),
        refuseWhileRunning: siteId => {
          for (const one of store.links.list()) if (one.replicaId === siteId) refuseBusy(one.id)
        }
      }),
      moveSite({
        ...replication,
        isBusy: linkId => engine.isBusy(linkId),
        siteChanged: siteId => bus.emit('site.changed', { siteId })
      }),
      ...fleetDefinitions({ ...store, keys })
    ],
    clock,
    ids,
    changed(workflowId) {
      const record = store.workflows.get(workflowId)!
      if (record.endedAt !== null) {
        const { kind, state, failure } = record
        log.info('a workflow ended', { workflow: workflowId, kind, state, why: failure?.code })
      }
      bus.emit('workflow.changed', { workflow: viewOfWorkflow(workflowId) })
      if (record.linkId) bus.emit('link.changed', { linkId: record.linkId })
    }
  })
  const engine = new RunEngine({
    access,
    site,
    link,
    store,
    hash: shortHash,
    leases,
    deliveryNotes: deliveryNotes(store.settings),
    clock,
    ids,
    changed(runId) {
      const run = store.runs.get(runId)!
      if (run.endedAt !== null) {
        log.info('a run ended', {
          run: runId,
          link: run.linkId,
          state: run.state,
          ...run.counts,
          why: run.reason?.code
        })
      }
      bus.emit('run.changed', { run: runView(run, store.runs, clock.now()) })
      bus.emit('link.changed', { linkId: run.linkId })
    },
    ...(options.quietMs === undefined ? {} : { quietMs: options.quietMs })
  })
  engine.markInterrupted()
  const housekeeping = new Housekeeping({ ...store, clock, log })
  const scheduleChanged = (scheduleId: string): void => bus.emit('schedule.changed', { scheduleId })
  const scheduling = createScheduler({
    ...store,
    engine,
    clock,
    log,
    version: version(),
    changed: scheduleChanged,
    failed: failure => bus.emit('schedule.failed', failure)
  })
  const remains = new Remains({
    ...store,
    machine,
    keys,
    linkChanged: linkId => bus.emit('link.changed', { linkId })
  })
  bus.listen(({ name, data }) => {
    if (name === 'workflow.changed' && data.workflow.state === 'applied') settleNotes(store)
    if (name === 'site.changed') remains.consider(data.siteId)
  })

  const refuseBusy = (linkId: LinkId): void => {
    if (engine.isBusy(linkId)) {
      throw new AppError('link-busy', 'A run of this link is at work. Wait for it, or cancel it.', {
        link: linkId
      })
    }
  }
  const drift = driftNotes(store.settings, clock)
  const viewDeps: LinkViewDeps = { ...store, notedDrift: drift.noted }
  const views = new LinkViews(viewDeps)
  const siteHandlers = createSiteHandlers({
    ...store,
    machine,
    workflowView: viewOfWorkflow,
    access,
    prober,
    keys,
    clock,
    ids,
    log,
    dataDirectory,
    startedBy,
    sitesAtOnce: () => limits.now.sitesAtOnce,
    ...(options.clipboard ? { clipboard: options.clipboard } : {}),
    emit: (name, data) => bus.emit(name, data)
  })
  const dispatch = createDispatch(
    {
      ...createPlainHandlers({
        ...store,
        views,
        version: version(),
        dataDirectory,
        keyStore: keys.kind,
        clipboard: options.clipboard !== undefined,
        siteViews: () => siteHandlers['sites.list']({})
      }),
      ...createAppHandlers({
        ...store,
        version: version(),
        dataDirectory,
        keyStore: keys.kind,
        logPath: log.path,
        siteViews: () => siteHandlers['sites.list']({}),
        linkViews: () => views.list(),
        requests,
        process
      }),
      ...siteHandlers,
      'sites.planMove': wish =>
        planMove({ ...store, machine, workflowView: viewOfWorkflow, access, prober, startedBy }, wish),
      ...createLinkHandlers({
        ...store,
        access,
        clock,
        ids,
        machine,
        views,
        site,
        link,
        refuseBusy,
        notes: store.settings,
        startedBy
      }),
      ...createDoctorHandlers({
        ...store,
        access,
        hash: shortHash,
        clock,
        ids,
        machine,
        site,
        link,
        workflowView: viewOfWorkflow,
        startedBy,
        signal: closing.signal,
        examined: siteId => bus.emit('site.changed', { siteId })
      }),
      ...limits.handlers(),
      ...createActivityHandlers({
        activity: store.activity,
        siteName: siteId => store.sites.get(siteId)?.name ?? null
      }),
      ...createDiscoveryHandlers({ ...store, access, signal: closing.signal }),
      ...createPreflightHandlers({ ...store, access, site }),
      'links.planPurge': wish =>
        planPurge(
          {
            ...store,
            ...{ access, machine, ids, site, refuseBusy, startedBy },
            notes: store.settings,
            workflowView: viewOfWorkflow
          },
          wish
        ),
      ...createWorkflowHandlers({ ...store, machine, startedBy, dataDirectory, refuseBusy, remains }),
      ...createRunHandlers({
        engine,
        runs: store.runs,
        link,
        drift: { access, site, link, agreed: store.agreed, decisions: store.decisions, hash: shortHash },
        noteDrift(linkId, drifted) {
          drift.note(linkId, drifted)
          bus.emit('link.changed', { linkId })
        },
        startedBy,
        clock,
        signal: closing.signal
      }),
      ...createQueueHandlers({ ...store, access, link, site, engine, startedBy, clock }),
      'backup.write': ({ path }) =>
        writeBackup(
          {
            ...{ dataDirectory, store, clock, keys: keys.kind, version: version() },
            keepDemo: () => fleet.keep()
          },
          path
        ),
      ...createReportHandlers({
        ...store,
        dataDirectory,
        clock,
        housekeeping,
        examined: notedExaminations(store.settings).noted
      }),
      ...createScheduleHandlers({
        ...store,
        scheduler: scheduling.scheduler,
        clock,
        ids,
        changed: scheduleChanged
      }),
      ...createTopologyFileHandlers({
        ...store,
        keys,
        clock,
        ids,
        version: version(),
        siteChanged: siteId => bus.emit('site.changed', { siteId })
      }),
      ...createDecisionHandlers({ ...store, engine, link, clock }),
      ...createDemoHandlers({
        ...store,
        fleet,
        keys,
        dataDirectory,
        siteHandlers,
        changed: siteId => bus.emit('site.changed', { siteId })
      })
    },
    log
  )
  if (store.sites.list().some(one => one.demo)) await fleet.thaw()

  if (options.schedules === true) {
    scheduling.scheduler.start()
    housekeeping.start()
  }

  let closed: Promise<void> | null = null
  async function close(): Promise<void> {
    closing.abort()
    await scheduling.stop()
    await housekeeping.stop()
    await engine.stopAll()
    await machine.idle()
    await remains.idle()
    access.close()
    await fleet.freeze()
    log.close()
    store.close()
  }
  return { ...dispatch, listen: listener => bus.listen(listener), close: () => (closed ??= close()) }
}

/** The version of the package that this code belongs to. */
function version(): string {
  let folder = import.meta.dirname
  for (;;) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
    } catch {
      const parent = join(folder, '..')
      if (parent === folder) return '0.0.0'
      folder = parent
    }
  }
}
