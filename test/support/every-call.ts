/** Made-up answers for calls of every kind, so that each command gets to its end. */
import type { Handlers } from '../../src-main/contract/calls.ts'
import { aLink, aRun, aSite, aWorkflow } from './views.ts'

export const sites = [aSite('Portal'), aSite('Town')]
export const link = aLink('link-1', 'Portal', 'Town')
const applied = aWorkflow('wf-1', { state: 'applied', linkId: link.id })
const planned = aWorkflow('wf-1', { confirmation: { kind: 'none', expected: null }, linkId: link.id })
const run = aRun('run-1', link.id)

const aMail = {
  settings: {
    host: 'mail.example',
    port: 587,
    tls: 'starttls' as const,
    user: 'u',
    from: 'a@b.example',
    to: ['c@d.example']
  },
  hasPassword: true
}

export const answers: Partial<Handlers> = {
  'app.info': async () => ({
    version: '1',
    dataDirectory: '/d',
    filesFolder: '/f',
    keyStore: 'vault',
    clipboard: false
  }),
  'app.metrics': async () => [{ name: 'n', help: 'h', type: 'gauge', labels: { state: 'ok' }, value: 1 }],
  'app.diagnostics': async () => ({ text: 'Rexxfleet 1\n' }),
  'settings.get': async () => ({ language: 'de' }),
  'settings.set': async () => ({}),
  'limits.get': async () => ({ requestsPerSite: 4, sitesAtOnce: 40 }),
  'limits.set': async () => ({}),
  'mail.get': async () => aMail,
  'mail.set': async () => aMail,
  'mail.setPassword': async () => aMail,
  'mail.test': async () => ({}),
  'mail.remove': async () => ({}),
  'sites.list': async () => sites,
  'sites.probe': async () => ({ baseUrl: 'https://x.example', mainDomainHints: [], latencyMs: 1 }),
  'sites.add': async () => aSite('New', { state: 'pending' }),
  'sites.update': async () => sites[0]!,
  'sites.provideKey': async () => ({}),
  'sites.script': async () => [{ text: 'INSERT', part: 'key' }],
  'sites.saveScript': async () => ({ path: '/tmp/x.sql' }),
  'sites.checkEnrolment': async () => ({ ready: true, endpoints: [] }),
  'sites.enrol': async () => aSite('New'),
  'sites.check': async () => [],
  'sites.health': async () => [{ state: 'ok', checkedAt: 0, latencyMs: 5, code: null }],
  'sites.inventory': async () => ({
    at: 0,
    endpoints: [{ name: 'RewriteRule', model: 'X', own: false }],
    keys: [{ rowId: 1, length: 32, own: true, grants: [{ endpoint: 'RewriteRule', readOnly: true }] }],
    hosts: [{ rowId: 1, host: 'h', active: true, state: 0, waiting: 0 }],
    waiting: 0,
    mappings: [],
    gaps: []
  }),
  'sites.rotateKey': async () => planned,
  'sites.remove': async () => ({ sql: null }),
  'models.list': async () => [],
  'models.planAdd': async () => planned,
  'models.planChangeDate': async () => planned,
  'models.remove': async () => ({}),
  'topology.get': async () => ({ sites, links: [link], positions: {} }),
  'topology.targets': async () => [{ siteId: sites[1]!.id, legal: false, why: 'link-exists' }],
  'links.show': async () => link,
  'links.list': async () => [link],
  'links.plan': async () => planned,
  'links.planDeregister': async () => planned,
  'workflows.list': async () => [applied],
  'workflows.show': async () => applied,
  'workflows.apply': async () => applied,
  'workflows.resume': async () => applied,
  'workflows.undo': async () => planned,
  'workflows.discard': async () => aWorkflow('wf-1', { state: 'discarded' }),
  'runs.start': async () => [run],
  'runs.confirm': async () => run,
  'runs.list': async () => [run],
  'runs.show': async () => run,
  'runs.models': async () => [],
  'runs.items': async () => ({ items: [], total: 0 }),
  'runs.resume': async () => run,
  'runs.retry': async () => run,
  'runs.pause': async () => run,
  'runs.cancel': async () => run,
  'drift.check': async () => [],
  'queue.show': async () => [],
  'queue.deliver': async () => [run],
  'activity.list': async () => [],
  'activity.export': async ({ path }) => ({ path, entries: 0 }),
  'demo.start': async () => sites,
  'demo.remove': async () => ({}),
  'demo.runSql': async () => ({})
}
