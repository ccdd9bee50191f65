/** Views as the program would give them, for tests of doors. */
import type { LinkView, WorkflowView } from '../../src-main/contract/link-shapes.ts'
import type { RunView } from '../../src-main/contract/run-shapes.ts'
import type { SiteView } from '../../src-main/contract/shapes.ts'

export function aSite(name: string, more: Partial<SiteView> = {}): SiteView {
  return {
    id: `site-${name.toLowerCase()}`,
    name,
    baseUrl: `https://${name.toLowerCase()}.example`,
    mainDomain: `${name.toLowerCase()}.example`,
    tablePrefix: 'contrexx_',
    tags: [],
    environment: 'production',
    readOnly: false,
    state: 'enrolled',
    demo: false,
    addedAt: 0,
    health: null,
    links: 0,
    ...more
  }
}

export function aLink(id: string, primary: string, replica: string, more: Partial<LinkView> = {}): LinkView {
  return {
    id,
    primaryId: `site-${primary.toLowerCase()}`,
    replicaId: `site-${replica.toLowerCase()}`,
    twinId: null,
    models: [],
    delivery: 'compare',
    languages: {},
    state: 'ready',
    status: 'unknown',
    drift: null,
    queue: null,
    lastRunId: null,
    lastRunAt: null,
    workflowId: null,
    createdAt: 0,
    ...more
  }
}

export function aRun(id: string, linkId: string, more: Partial<RunView> = {}): RunView {
  return {
    id,
    revision: 1,
    linkId,
    primaryName: 'Portal',
    replicaName: 'Town',
    state: 'done',
    counts: { create: 0, update: 0, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 },
    sent: 0,
    toSend: 0,
    requests: 0,
    bytes: 0,
    startedBy: 'terminal',
    startedAt: 0,
    endedAt: 1,
    durationMs: 1,
    reason: null,
    ...more
  }
}

export function aWorkflow(id: string, more: Partial<WorkflowView> = {}): WorkflowView {
  return {
    id,
    revision: 1,
    kind: 'set-up-link',
    linkId: null,
    siteIds: [],
    state: 'planned',
    startedBy: 'terminal',
    createdAt: 0,
    endedAt: null,
    failure: null,
    confirmation: { kind: 'yes', expected: null },
    steps: [],
    ...more
  }
}
