/** What the made-up program holds, and what happens in it. One for each program; the calls share it. */
import type { CallInput, CallName, CallOutput } from '@contract/calls.ts'
import type { EventListener, EventMessage } from '@contract/events.ts'
import type { LinkView, WorkflowView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { fakeLinks, fakeRuns, fakeSites, lengthened, manyLinks, manySites } from './fake-fleet.ts'
import { fakeItems } from './fake-items.ts'
import { Refusal, type FakeOptions } from './fake-options.ts'

/** What answers some of the calls. */
export type FakeHandlers = {
  [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
}

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

export function need<T>(found: T | undefined, code: string): T {
  if (found === undefined) throw new Refusal(code)
  return found
}

export class FakeWorld {
  readonly options: FakeOptions
  readonly pace: number
  readonly listeners = new Set<EventListener>()
  sites: SiteView[]
  links: LinkView[]
  runs: RunView[]
  items: ReturnType<typeof fakeItems>
  readonly workflows: Map<string, WorkflowView>
  readonly positions: Record<string, { x: number; y: number }> = {}
  /** Sites whose findings were mended. */
  readonly mended = new Set<string>()
  #serial = 0

  constructor(options: FakeOptions) {
    this.options = options
    this.pace = options.pace ?? 0
    const { empty, many } = options
    const sites = empty ? [] : many ? manySites(many.sites) : fakeSites()
    this.sites = options.long ? sites.map(lengthened) : sites
    this.links = empty ? [] : many ? manyLinks(many.links, many.sites) : fakeLinks()
    this.runs = empty ? [] : fakeRuns()
    this.items = fakeItems(options.items)
    this.workflows = new Map((options.workflows ?? []).map(one => [one.id, one]))
    this.countLinks()
  }

  emit(message: EventMessage): void {
    this.listeners.forEach(listener => listener(message))
  }

  /** A name that nothing has yet: `run-3`. */
  next(kind: 'site' | 'workflow' | 'run'): string {
    return `${kind}-${++this.#serial}`
  }

  site(id: string): SiteView {
    return need(
      this.sites.find(site => site.id === id),
      'unknown-site'
    )
  }

  link(id: string): LinkView {
    return need(
      this.links.find(link => link.id === id),
      'unknown-link'
    )
  }

  run(id: string): RunView {
    return need(
      this.runs.find(one => one.id === id),
      'unknown-run'
    )
  }

  workflow(id: string): WorkflowView {
    return need(this.workflows.get(id), 'unknown-workflow')
  }

  putSite(next: SiteView): SiteView {
    this.sites = this.sites.map(site => (site.id === next.id ? next : site))
    return next
  }

  putRun(next: RunView): RunView {
    this.runs = [next, ...this.runs.filter(one => one.id !== next.id)]
    this.emit({ name: 'run.changed', data: { run: next } })
    return next
  }

  putWorkflow(workflow: WorkflowView): WorkflowView {
    this.workflows.set(workflow.id, workflow)
    this.emit({ name: 'workflow.changed', data: { workflow } })
    return workflow
  }

  linkChanged(linkId: string): void {
    this.emit({ name: 'link.changed', data: { linkId } })
  }

  countLinks(): void {
    const counts = new Map<string, number>()
    for (const { primaryId, replicaId } of this.links)
      for (const id of [primaryId, replicaId]) counts.set(id, (counts.get(id) ?? 0) + 1)
    this.sites = this.sites.map(site => ({ ...site, links: counts.get(site.id) ?? 0 }))
  }
}
