/** The program, made up and in memory: enough of it to look at every page of the window. Only for tests. */
import { linkTargets } from '@contract/link-targets.ts'
import type { CallInput, CallName, CallOutput } from '@contract/calls.ts'
import type { ExclusionView, PolicyView } from '@contract/decision-shapes.ts'
import type { EventListener, EventMessage } from '@contract/events.ts'
import type { LinkView, WorkflowView } from '@contract/link-shapes.ts'
import type { Result } from '@contract/result.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import {
  fakeLinks,
  fakeModels,
  fakeQueue,
  fakeRuns,
  fakeSites,
  lengthened,
  linkModels,
  manyLinks,
  manySites,
  run
} from './fake-fleet.ts'
import { fakeItems, fakeRunModels, itemPage } from './fake-items.ts'
import { fakeDiscovery } from './fake-discovery.ts'
import { fakeExaminations, mendPlan } from './fake-doctor.ts'
import { asksOf, Refusal, type FakeOptions, type FakeProgram } from './fake-options.ts'
import { fakePages, fakeSchedules } from './fake-pages.ts'
import { checkOf, deregisterPlan, editPlan, scriptOf, setUpPlan } from './fake-plans.ts'

export type { FakeOptions, FakeProgram } from './fake-options.ts'

type JsonValue = CallOutput<'settings.get'>[string]
type Handlers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>> }

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

export function fakeProgram(options: FakeOptions = {}): FakeProgram {
  const pace = options.pace ?? 0
  const listeners = new Set<EventListener>()
  const calls: { name: CallName; input: unknown }[] = []
  let sites: SiteView[] = options.empty ? [] : options.many ? manySites(options.many.sites) : fakeSites()
  if (options.long) sites = sites.map(lengthened)
  let links: LinkView[] = options.empty
    ? []
    : options.many
      ? manyLinks(options.many.links, options.many.sites)
      : fakeLinks()
  let runs: RunView[] = options.empty ? [] : fakeRuns()
  const workflows = new Map((options.workflows ?? []).map(one => [one.id, one]))
  const positions: Record<string, { x: number; y: number }> = {}
  const settings: Record<string, JsonValue> = { ...options.settings } as Record<string, JsonValue>
  let items = fakeItems(options.items)
  const policies = new Map<string, PolicyView>()
  let exclusions: ExclusionView[] = []
  const mended = new Set<string>()
  let attempts = 0
  let serial = 0

  const emit = (message: EventMessage): void => listeners.forEach(listener => listener(message))
  const countLinks = (): void => {
    const counts = new Map<string, number>()
    for (const { primaryId, replicaId } of links) {
      for (const id of [primaryId, replicaId]) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    sites = sites.map(site => ({
      ...site,
      links: counts.get(site.id) ?? 0
    }))
  }
  countLinks()

  function need<T>(found: T | undefined, code: string): T {
    if (found === undefined) throw new Refusal(code)
    return found
  }
  const siteOf = (id: string): SiteView =>
    need(
      sites.find(site => site.id === id),
      'unknown-site'
    )
  const linkOf = (id: string): LinkView =>
    need(
      links.find(link => link.id === id),
      'unknown-link'
    )
  const runOf = (id: string): RunView =>
    need(
      runs.find(one => one.id === id),
      'unknown-run'
    )
  const workflowOf = (id: string): WorkflowView => need(workflows.get(id), 'unknown-workflow')

  function keep(workflow: WorkflowView): WorkflowView {
    workflows.set(workflow.id, workflow)
    emit({ name: 'workflow.changed', data: { workflow } })
    return workflow
  }

  function putRun(next: RunView): RunView {
    runs = [next, ...runs.filter(one => one.id !== next.id)]
    emit({ name: 'run.changed', data: { run: next } })
    return next
  }

  async function walk(workflow: WorkflowView): Promise<void> {
    let current = keep({ ...workflow, state: 'applying' })
    for (const step of workflow.steps) {
      const set = (state: 'running' | 'done'): WorkflowView =>
        keep({
          ...current,
          steps: current.steps.map(other => (other.position === step.position ? { ...other, state } : other))
        })
      current = set('running')
      await pause(pace)
      current = set('done')
    }
    finish(current)
    keep({ ...current, state: 'applied', endedAt: Date.now() })
  }

  function finish(workflow: WorkflowView): void {
    if (workflow.kind === 'mend-finding') {
      workflow.siteIds.forEach(siteId => mended.add(siteId))
      return
    }
    const linkId = workflow.linkId ?? ''
    const [purged] = workflow.siteIds.toReversed()
    links =
      workflow.kind === 'purge-site'
        ? links.filter(link => link.primaryId !== purged && link.replicaId !== purged)
        : workflow.kind === 'deregister-link'
          ? links.filter(link => link.id !== linkId)
          : links.map(link =>
              link.id === linkId ? { ...link, state: 'ready', status: 'unknown', workflowId: null } : link
            )
    countLinks()
    emit({ name: 'link.changed', data: { linkId } })
  }

  async function push(start: RunView): Promise<void> {
    let current = start
    while (current.sent < current.toSend) {
      await pause(pace)
      current = putRun({
        ...current,
        sent: Math.min(current.toSend, current.sent + 17),
        durationMs: current.durationMs + pace
      })
    }
    putRun({ ...current, state: 'done', endedAt: Date.now() })
    links = links.map(link =>
      link.id === current.linkId
        ? { ...link, status: 'in-step', drift: 0, lastRunId: current.id, lastRunAt: Date.now() }
        : link
    )
    emit({ name: 'link.changed', data: { linkId: current.linkId } })
  }

  const handlers: Handlers = {
    'app.info': () => ({
      version: '0.1.0',
      dataDirectory: '/home/agentur/.local/share/rexxfleet',
      filesFolder: '/home/agentur/Downloads',
      keyStore: 'keychain',
      clipboard: options.clipboard ?? true
    }),
    'settings.get': () => settings,
    'settings.set': ({ key, value }) => {
      settings[key] = value
      return {}
    },
    'sites.list': () => sites,
    'sites.probe': ({ address }) => {
      if (!address.includes('.')) throw new Refusal('address-invalid')
      const url = new URL(address.includes('://') ? address : `https://${address}`)
      return {
        baseUrl: url.origin,
        mainDomainHints: [url.hostname, url.hostname.replace(/^www\./, '')],
        latencyMs: 182
      }
    },
    'sites.add': input => {
      const host = new URL(input.address).hostname
      if (sites.some(site => site.baseUrl.endsWith(`//${host}`))) throw new Refusal('site-already-added')
      const added: SiteView = {
        id: `site-${++serial}`,
        name: input.name,
        baseUrl: input.address,
        mainDomain: input.mainDomain ?? host,
        tablePrefix: input.tablePrefix ?? 'contrexx_',
        tags: input.tags ?? [],
        environment: input.environment ?? 'production',
        readOnly: input.readOnly ?? false,
        state: 'pending',
        demo: false,
        addedAt: Date.now(),
        health: null,
        links: 0
      }
      sites = [...sites, added]
      attempts = 0
      emit({ name: 'site.changed', data: { siteId: added.id } })
      return added
    },
    'sites.update': ({ siteId, ...patch }) => {
      const next = { ...siteOf(siteId), ...(patch as Partial<SiteView>) }
      sites = sites.map(site => (site.id === siteId ? next : site))
      return next
    },
    'sites.provideKey': ({ key }) => {
      if (key.length !== 32) throw new Refusal('key-length')
      attempts = 4
      return {}
    },
    'sites.script': ({ siteId }) => scriptOf(siteOf(siteId)),
    'sites.saveScript': () => ({ path: '/home/agentur/Downloads/rexxfleet-enrolment.sql' }),
    'sites.copyScript': () => ({}),
    'sites.checkEnrolment': () => checkOf(attempts++),
    'sites.enrol': ({ siteId }) => {
      const next: SiteView = {
        ...siteOf(siteId),
        state: 'enrolled',
        health: { state: 'ok', checkedAt: Date.now(), latencyMs: 90, code: null }
      }
      sites = sites.map(site => (site.id === siteId ? next : site))
      return next
    },
    'sites.check': ({ siteIds }) =>
      sites
        .filter(site => !siteIds || siteIds.includes(site.id))
        .map(site => ({
          siteId: site.id,
          health: { state: 'ok', checkedAt: Date.now(), latencyMs: 95, code: null }
        })),
    'sites.health': ({ siteId }) => {
      const newest = siteOf(siteId).health
      return newest
        ? [newest, { ...newest, state: 'ok', latencyMs: 140, checkedAt: newest.checkedAt - 900_000 }]
        : []
    },
    'sites.remove': ({ siteId, keepEnrolment }) => {
      if (siteOf(siteId).links > 0) throw new Refusal('site-has-links')
      sites = sites.filter(site => site.id !== siteId)
      return {
        sql: keepEnrolment ? null : 'DELETE FROM contrexx_core_module_data_access_apikey WHERE id = 12;\n'
      }
    },
    'models.list': () => fakeModels,
    'topology.get': () => ({ sites, links, positions }),
    'topology.place': ({ siteId, position }) => {
      if (position) positions[siteId] = position
      else Reflect.deleteProperty(positions, siteId)
      return {}
    },
    'topology.targets': ({ siteId }) =>
      linkTargets(
        sites.find(site => site.id === siteId)!,
        sites,
        links.filter(link => link.state !== 'staged')
      ),
    'links.list': () => links,
    'links.show': ({ linkId }) => linkOf(linkId),
    'links.plan': input => {
      if (asksOf(options.notices, 'refuse').length > 0) throw new Refusal('preflight-refused')
      const bare = setUpPlan(
        `workflow-${++serial}`,
        siteOf(input.primaryId),
        siteOf(input.replicaId),
        input.models,
        input.bothWays ?? false
      )
      const workflow: WorkflowView = {
        ...bare,
        notices: [...(options.notices ?? [])],
        confirmation: { ...bare.confirmation, acknowledge: asksOf(options.notices, 'ask') }
      }
      const staged: LinkView = {
        ...need(fakeLinks()[0], 'internal'),
        id: workflow.linkId ?? '',
        primaryId: input.primaryId,
        replicaId: input.replicaId,
        twinId: null,
        models: linkModels(input.models).map(model => ({ ...model, ids: input.ids ?? null })),
        delivery: input.delivery ?? 'compare',
        state: 'staged',
        status: 'staged',
        drift: null,
        queue: null,
        lastRunId: null,
        lastRunAt: null,
        workflowId: workflow.id
      }
      links = [...links.filter(link => link.id !== staged.id), staged]
      emit({ name: 'link.changed', data: { linkId: staged.id } })
      return keep(workflow)
    },
    'links.preflight': () => ({
      refused: asksOf(options.notices, 'refuse').length > 0,
      asks: asksOf(options.notices, 'ask'),
      notices: [...(options.notices ?? [])]
    }),
    'links.discover': () => options.found ?? fakeDiscovery(),
    'links.planEdit': ({ linkId }) => keep(editPlan(`workflow-${++serial}`, linkOf(linkId))),
    'links.planPurge': ({ siteId }) => {
      const replica = siteOf(siteId)
      const own = links.filter(link => link.primaryId === siteId || link.replicaId === siteId)
      const first = need(own[0], 'invalid-input')
      const plan = deregisterPlan(`workflow-${++serial}`, first, siteOf(first.primaryId), replica, false)
      return keep({ ...plan, kind: 'purge-site', linkId: null })
    },
    'links.planDeregister': ({ linkId, keepData }) => {
      const link = linkOf(linkId)
      return keep(
        deregisterPlan(
          `workflow-${++serial}`,
          link,
          siteOf(link.primaryId),
          siteOf(link.replicaId),
          keepData ?? false
        )
      )
    },
    'workflows.list': () => [...workflows.values()],
    'workflows.show': ({ workflowId }) => workflowOf(workflowId),
    'workflows.apply': ({ workflowId, confirm, acknowledge }) => {
      const workflow = workflowOf(workflowId)
      if (workflow.confirmation.acknowledge?.some(kind => !acknowledge?.includes(kind))) {
        throw new Refusal('needs-confirmation')
      }
      if (workflow.confirmation.kind === 'name' && confirm !== workflow.confirmation.expected) {
        throw new Refusal('needs-confirmation')
      }
      void walk(workflow)
      return workflowOf(workflowId)
    },
    'workflows.discard': ({ workflowId }) => {
      const workflow = workflowOf(workflowId)
      links = links.filter(link => !(link.state === 'staged' && link.id === workflow.linkId))
      emit({ name: 'link.changed', data: { linkId: workflow.linkId ?? '' } })
      return keep({ ...workflow, state: 'discarded' })
    },
    'workflows.undo': ({ workflowId }) => {
      const done = workflowOf(workflowId)
      const steps = done.steps
        .toReversed()
        .map((step, position) => ({ ...step, position, state: 'planned' as const }))
      return keep({
        ...done,
        id: `workflow-${++serial}`,
        kind: 'undo',
        state: 'planned',
        steps,
        confirmation: { kind: 'yes', expected: null }
      })
    },
    'workflows.resume': ({ workflowId }) => {
      void walk(workflowOf(workflowId))
      return workflowOf(workflowId)
    },
    'runs.start': ({ linkIds }) =>
      linkIds.map(linkId => {
        const started = putRun(
          run(`run-${++serial}`, linkId, 'pushing', {
            sent: 0,
            toSend: 170,
            endedAt: null,
            durationMs: 0,
            startedAt: Date.now(),
            counts: { create: 90, update: 80, delete: 0, unchanged: 318, conflict: 0, blocked: 0, failed: 0 }
          })
        )
        void push(started)
        return started
      }),
    'runs.confirm': ({ runId }) => putRun({ ...runOf(runId), state: 'pushing', reason: null }),
    'runs.list': ({ linkId }) => runs.filter(one => !linkId || one.linkId === linkId),
    'runs.show': ({ runId }) => runOf(runId),
    'runs.items': wish => itemPage(items, wish),
    'runs.models': ({ runId }) => (runId === 'run-live' ? fakeRunModels() : []),
    'runs.export': ({ runId, format }) => ({
      path: `/home/agentur/.local/share/rexxfleet/exports/${runId}.${format}`,
      items: items.length
    }),
    'runs.retry': ({ runId }) => putRun({ ...runOf(runId), state: 'pushing' }),
    'runs.resume': ({ runId }) => putRun({ ...runOf(runId), state: 'pushing' }),
    'runs.pause': ({ runId }) => putRun({ ...runOf(runId), state: 'paused', endedAt: Date.now() }),
    'runs.cancel': ({ runId }) => putRun({ ...runOf(runId), state: 'cancelled', endedAt: Date.now() }),
    'conflicts.resolve': ({ runId, positions }) => {
      const former = runOf(runId)
      items = items.map(one =>
        one.action === 'conflict' && (!positions || positions.includes(one.position))
          ? { ...one, state: 'done' }
          : one
      )
      return putRun({ ...former, revision: former.revision + 1, counts: { ...former.counts, conflict: 0 } })
    },
    'links.policy': ({ linkId }) =>
      policies.get(linkId) ?? { conflicts: 'ask', removedThere: 'recreate', dated: [] },
    'links.setPolicy': ({ linkId, ...change }) => {
      const next = {
        conflicts: 'ask',
        removedThere: 'recreate',
        dated: [],
        ...policies.get(linkId),
        ...change
      } as PolicyView
      policies.set(linkId, next)
      return next
    },
    'exclusions.list': ({ linkId }) => exclusions.filter(one => !linkId || one.linkId === linkId),
    'exclusions.add': ({ linkId, model, foreignId, note }) => {
      const shortName = model.split('\\').at(-1) ?? model
      const made = { linkId, model, shortName, foreignId, note: note ?? '', at: Date.now() }
      exclusions = [...exclusions, made]
      return made
    },
    'exclusions.remove': ({ foreignId }) => {
      const removed = exclusions.some(one => one.foreignId === foreignId)
      exclusions = exclusions.filter(one => one.foreignId !== foreignId)
      return { removed }
    },
    'doctor.last': () => (options.empty ? [] : fakeExaminations(mended, options.undecided)),
    'doctor.examine': ({ siteIds }) =>
      fakeExaminations(mended, options.undecided).filter(one => !siteIds || siteIds.includes(one.siteId)),
    'doctor.planMend': ({ findingId, choice }) => {
      const found = fakeExaminations(mended, options.undecided)
        .flatMap(one => one.findings)
        .find(one => one.id === findingId)
      const finding = need(found, 'plan-outdated')
      if (finding.choices.length > 0 && !choice) throw new Refusal('mend-undecided')
      return keep(mendPlan(`workflow-${++serial}`, finding))
    },
    'conflicts.list': ({ linkId }) =>
      items
        .filter(one => one.action === 'conflict' && (!linkId || linkId === 'thun-koeniz'))
        .map(item => ({ runId: 'run-partly', linkId: 'thun-koeniz', item })),
    'queue.show': ({ linkId }) => links.filter(one => one.id === linkId).map(fakeQueue),
    'queue.deliver': () => [],
    'drift.check': ({ linkIds }) =>
      linkIds.map(linkId => ({
        linkId,
        counts: { create: 4, update: 9, delete: 1, unchanged: 304, conflict: 0, blocked: 0, failed: 0 },
        drifted: true,
        requests: 2,
        durationMs: 840,
        error: null
      })),
    ...fakePages({ sites: () => sites, schedules: options.empty ? [] : fakeSchedules() }),
    ...(options.empty ? { 'activity.list': () => [] } : {}),
    'demo.start': () => {
      sites = fakeSites()
        .slice(0, 3)
        .map(one => ({ ...one, demo: true }))
      links = []
      runs = []
      return sites
    },
    'demo.remove': () => ({}),
    'demo.runSql': () => ({})
  }

  async function invoke(name: CallName, input: unknown): Promise<Result<unknown>> {
    calls.push({ name, input })
    if (pace) await pause(Math.min(pace, 60))
    await options.held
    if (options.silent?.includes(name)) await new Promise(() => undefined)
    try {
      const code = options.failing?.[name]
      if (code) throw new Refusal(code)
      const handler = need(handlers[name], 'not-supported-here') as (given: unknown) => unknown
      return { ok: true, data: structuredClone(await handler(input)) }
    } catch (thrown) {
      const code = thrown instanceof Refusal ? thrown.code : 'internal'
      return {
        ok: false,
        error: { code: code as 'internal', message: `fake: ${String(thrown)}`, details: {} }
      }
    }
  }

  return {
    door: 'desktop',
    calls,
    emit,
    invoke,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
