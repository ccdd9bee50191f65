/** Answers of a program whose sites put HTML and scripts into every text that they own. */
import type { Handlers } from '../../src-main/contract/calls.ts'
import type { ErrorView } from '../../src-main/contract/shapes.ts'
import { answers } from './every-call.ts'
import { aLink, aRun, aSite, aWorkflow } from './views.ts'

export const hostile =
  '<img src=x onerror="window.pwned=1"><script>window.pwned=2</script><svg onload=pwned=3>{{pwned=4}}'

const error: ErrorView = {
  code: 'site-refused',
  message: hostile,
  details: { site: hostile, siteMessage: hostile, list: [hostile] }
}
const more = {
  baseUrl: `https://evil.example/?${hostile}`,
  mainDomain: hostile,
  tags: [hostile],
  tablePrefix: hostile
}
const sites = [
  { ...aSite(hostile, more), id: 'site-portal' },
  { ...aSite(`${hostile} ${'long '.repeat(2000)}`, more), id: 'site-town' }
]
const models = [
  { name: hostile, shortName: hostile, primaryEndpoint: hostile, replicaEndpoint: hostile, ids: [hostile] }
]
const link = aLink('link-1', 'Portal', 'Town', { models, status: 'failed', lastRunId: 'run-1', lastRunAt: 1 })
const run = aRun('run-1', link.id, { state: 'stopped', startedBy: hostile, reason: error })
const workflow = aWorkflow('wf-1', {
  state: 'failed',
  linkId: link.id,
  failure: error,
  steps: [
    {
      position: 0,
      stepId: hostile,
      kind: hostile,
      siteId: 'site-portal',
      state: 'failed',
      effects: [{ act: 'create', what: hostile, name: hostile, why: hostile }],
      sql: hostile,
      failure: error,
      startedAt: 0,
      endedAt: 1
    }
  ]
})
const item = {
  position: 0,
  model: hostile,
  shortName: hostile,
  foreignId: hostile,
  localId: hostile,
  action: 'update',
  state: 'failed',
  why: hostile,
  differences: [{ field: hostile, primary: hostile, replica: [hostile] }],
  failure: { code: 'value-refused', message: hostile, status: 400, request: hostile },
  tries: 1,
  changedAt: 1
} as const

const host = { rowId: 1, host: hostile, active: false, state: 0, waiting: 1 }

export const hostileAnswers: Partial<Handlers> = {
  ...answers,
  'sites.list': async () => sites,
  'sites.script': async () => [{ text: hostile, part: hostile }],
  'models.list': async () => [
    { name: hostile, shortName: hostile, replicable: true, why: null, needs: [hostile] }
  ],
  'topology.get': async () => ({ sites, links: [link], positions: {} }),
  'topology.targets': async () => [{ siteId: 'site-town', legal: false, why: hostile }],
  'links.list': async () => [link],
  'links.show': async () => link,
  'links.discover': async () => ({
    proposals: [
      {
        primaryId: 'site-town',
        replicaId: 'site-portal',
        linkId: null,
        delivery: 'live',
        host,
        evidence: ['name'],
        notes: ['host-name-differs', hostile],
        models: [null, hostile].map(notReplicable => ({
          name: `${hostile}${notReplicable ?? ''}`,
          shortName: hostile,
          ids: [hostile],
          notReplicable,
          active: false,
          granted: false,
          mapped: 1
        }))
      }
    ],
    pairs: (['pairs-crossed', null] as const).map(hitch => ({
      primaryId: 'site-town',
      replicaId: 'site-portal',
      models: [hostile],
      delivery: 'queue',
      hitch,
      crossed: 1
    })),
    strangers: [{ ...host, siteId: 'site-portal' }],
    unread: [{ siteId: 'site-town', error }]
  }),
  'workflows.list': async () => [workflow],
  'workflows.show': async () => workflow,
  'runs.list': async () => [run],
  'runs.show': async () => run,
  'runs.items': async () => ({ items: [{ ...item, differences: [...item.differences] }] as never, total: 1 }),
  'activity.list': async () => [
    {
      id: 'a',
      at: 0,
      siteId: 'site-portal',
      actor: { kind: 'run', id: 'run-1', step: hostile },
      startedBy: hostile,
      workflow: hostile,
      request: { method: 'PUT', path: hostile, body: hostile },
      outcome: 'failed',
      status: 400,
      answer: hostile,
      durationMs: 1
    }
  ]
}
