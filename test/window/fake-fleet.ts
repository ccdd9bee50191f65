/** A small made-up fleet, for looking at the window and for its tests. */
import type { ActivityView } from '@contract/activity-shapes.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import type { QueueView } from '@contract/queue-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { ModelView, SiteView } from '@contract/shapes.ts'

const now = Date.now()
const minute = 60_000

type Health = NonNullable<SiteView['health']>['state']

function site(
  id: string,
  name: string,
  host: string,
  environment: SiteView['environment'],
  tags: string[],
  health: Health = 'ok',
  latencyMs: number | null = 120
): SiteView {
  return {
    id,
    name,
    baseUrl: `https://${host}`,
    mainDomain: host,
    tablePrefix: 'contrexx_',
    tags,
    environment,
    readOnly: false,
    state: 'enrolled',
    demo: false,
    addedAt: now - 40 * 24 * 60 * minute,
    health: {
      state: health,
      checkedAt: now - 4 * minute,
      latencyMs,
      code: health === 'unreachable' ? 'site-timeout' : null
    },
    links: 0
  }
}

export function fakeSites(): SiteView[] {
  const manyTags = ['vereine', 'kunde-gold', 'musik', 'oberland', 'schule', 'bildung', 'kultur', 'region']
  return [
    site('bern', 'Kanton Bern Portal', 'portal.bern.example', 'production', ['behörden', 'bern']),
    site('abnahme', 'Bern Abnahme', 'abnahme.bern.example', 'staging', ['bern']),
    site('vorlagen', 'Agentur Vorlagen', 'vorlagen.agentur.example', 'staging', ['intern']),
    site('tourismus', 'Thun Tourismus', 'tourismus.thun.example', 'production', ['oberland', 'tourismus']),
    site(
      'interlaken',
      'Interlaken Events',
      'events.interlaken.example',
      'production',
      ['oberland'],
      'unreachable',
      null
    ),
    site('thun', 'Stadt Thun', 'www.thun.example', 'production', ['behörden', 'oberland']),
    site('koeniz', 'Gemeinde Köniz', 'www.koeniz.example', 'production', ['behörden', 'bern'], 'slow', 1_900),
    site(
      'musik',
      'Musikschule Region Thun-Oberhofen-Hilterfingen und Umgebung',
      'musikschule.example',
      'production',
      [...manyTags, 'verein', 'jugend', 'kurse', 'anlässe']
    ),
    site('labor', 'Testlabor', 'labor.agentur.example', 'test', ['intern']),
    site('kopie', 'Labor Kopie', 'kopie.agentur.example', 'test', ['intern']),
    site('spiez', 'Spiez', 'www.spiez.example', 'production', ['oberland']),
    site('aare', 'Verein Aaregarten', 'aaregarten.example', 'test', ['vereine'])
  ]
}

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'

export const fakeModels: ModelView[] = [
  { name: rewriteRule, shortName: 'RewriteRule', replicable: true, why: null, needs: [] },
  {
    name: 'Cx\\Modules\\Guide\\Model\\Entity\\Region',
    shortName: 'guide-region',
    changeDate: 'updatedAt',
    added: true,
    replicable: true,
    why: null,
    needs: []
  },
  {
    name: `${calendar}Event`,
    shortName: 'Event',
    replicable: true,
    why: null,
    needs: [`${calendar}Category`, `${calendar}EventField`, `${calendar}RegistrationForm`]
  },
  {
    name: `${calendar}Category`,
    shortName: 'Category',
    replicable: true,
    why: null,
    needs: [`${calendar}CategoryName`]
  },
  {
    name: `${calendar}CategoryName`,
    shortName: 'CategoryName',
    replicable: true,
    why: null,
    needs: [],
    notMapped: [{ field: 'langId', of: 'language' }]
  },
  { name: `${calendar}EventField`, shortName: 'EventField', replicable: true, why: null, needs: [] },
  {
    name: `${calendar}RegistrationForm`,
    shortName: 'RegistrationForm',
    replicable: true,
    why: null,
    needs: []
  },
  {
    name: 'Cx\\Core\\User\\Model\\Entity\\User',
    shortName: 'User',
    replicable: false,
    why: 'personal-data',
    needs: []
  },
  {
    name: 'Cx\\Core\\ContentManager\\Model\\Entity\\Page',
    shortName: 'Page',
    replicable: false,
    why: 'versioned',
    needs: []
  }
]

export function linkModels(names: readonly string[]): LinkView['models'] {
  return names.map(name => {
    const shortName = name.split('\\').at(-1) ?? name
    return {
      name,
      shortName,
      primaryEndpoint: shortName.toLowerCase(),
      replicaEndpoint: shortName.toLowerCase(),
      ids: null
    }
  })
}

function link(
  primaryId: string,
  replicaId: string,
  models: readonly string[],
  status: LinkView['status'],
  more: Partial<LinkView> = {}
): LinkView {
  return {
    id: `${primaryId}-${replicaId}`,
    primaryId,
    replicaId,
    twinId: null,
    models: linkModels(models),
    delivery: 'compare',
    languages: {},
    state: 'ready',
    status,
    drift: status === 'drift' ? 14 : status === 'in-step' ? 0 : null,
    queue: null,
    lastRunId: null,
    lastRunAt: now - 12 * minute,
    workflowId: null,
    createdAt: now - 20 * 24 * 60 * minute,
    ...more
  }
}

const event = [`${calendar}Event`, `${calendar}Category`, `${calendar}EventField`]

export function fakeLinks(): LinkView[] {
  return [
    link('bern', 'abnahme', [rewriteRule], 'in-step', { twinId: 'abnahme-bern' }),
    link('abnahme', 'bern', [rewriteRule], 'in-step', { twinId: 'bern-abnahme' }),
    link('abnahme', 'spiez', [rewriteRule], 'queue', { delivery: 'queue', queue: 3 }),
    link('vorlagen', 'koeniz', event, 'running', { lastRunId: 'run-live' }),
    link('tourismus', 'interlaken', event, 'failed', { delivery: 'live', lastRunId: 'run-failed' }),
    link('thun', 'koeniz', [rewriteRule], 'drift', { lastRunId: 'run-partly' }),
    link('koeniz', 'interlaken', [rewriteRule], 'in-step'),
    link('koeniz', 'musik', event, 'in-step'),
    link('labor', 'kopie', event, 'in-step', { delivery: 'live', twinId: 'kopie-labor' }),
    link('kopie', 'labor', event, 'in-step', { delivery: 'live', twinId: 'labor-kopie' }),
    link('kopie', 'musik', [rewriteRule], 'paused', { delivery: 'queue' }),
    link('kopie', 'aare', [rewriteRule], 'in-step', { delivery: 'live' })
  ]
}

/** What waits for a link: where its push failed, Cloudrexx pushes no more. */
export function fakeQueue({ id: linkId, delivery, models, queue, status }: LinkView): QueueView {
  const waiting = queue ?? 0
  const jammed = delivery === 'live' && status === 'failed'
  const [first] = models
  return {
    linkId,
    delivery,
    receiver: { host: `${linkId}.example`, active: true, state: jammed ? 'stopped' : 'idle' },
    waiting,
    models:
      first && waiting > 0
        ? [
            {
              model: first.name,
              shortName: first.shortName,
              changes: waiting,
              entities: waiting - 1,
              deletions: 1
            }
          ]
        : [],
    jammed,
    error: null
  }
}

export function run(
  id: string,
  linkId: string,
  state: RunView['state'],
  more: Partial<RunView> = {}
): RunView {
  return {
    id,
    revision: 1,
    linkId,
    primaryName: 'Stadt Thun',
    replicaName: 'Gemeinde Köniz',
    state,
    counts: { create: 412, update: 90, delete: 6, unchanged: 1_318, conflict: 3, blocked: 6, failed: 5 },
    sent: 508,
    toSend: 508,
    requests: 1_021,
    bytes: 3_400_000,
    startedBy: 'window',
    startedAt: now - 8 * minute,
    endedAt: now - 5 * minute,
    durationMs: 3 * minute + 12_400,
    reason: null,
    ...more
  }
}

export function fakeRuns(): RunView[] {
  const clean = { create: 2, update: 5, delete: 1, unchanged: 310, conflict: 0, blocked: 0, failed: 0 }
  return [
    run('run-live', 'vorlagen-koeniz', 'pushing', {
      sent: 1_840,
      toSend: 2_968,
      endedAt: null,
      durationMs: 200_000,
      startedAt: now - 200_000,
      counts: { create: 2_800, update: 162, delete: 6, unchanged: 1_318, conflict: 3, blocked: 6, failed: 5 }
    }),
    run('run-waiting', 'koeniz-musik', 'waiting', {
      endedAt: null,
      sent: 0,
      toSend: 214,
      startedAt: now - 3 * minute,
      durationMs: 8_000,
      counts: { ...clean, create: 0, update: 0, delete: 214 },
      reason: {
        code: 'removals-need-confirmation',
        message: '214 of 310 entities',
        details: { removals: 214, mapped: 310 }
      }
    }),
    run('run-partly', 'thun-koeniz', 'partly'),
    run('run-failed', 'tourismus-interlaken', 'stopped', {
      startedAt: now - 3 * 60 * minute,
      sent: 0,
      toSend: 31,
      counts: { ...clean, create: 31 },
      durationMs: 24_000,
      reason: { code: 'site-timeout', message: 'no answer within 8 s', details: {} }
    }),
    run('run-done', 'koeniz-interlaken', 'done', {
      counts: clean,
      sent: 8,
      toSend: 8,
      requests: 11,
      durationMs: 4_200,
      startedAt: now - 12 * minute
    }),
    run('run-old', 'kopie-aare', 'done', {
      counts: { ...clean, create: 0, update: 0, delete: 0 },
      sent: 0,
      toSend: 0,
      requests: 2,
      durationMs: 900,
      startedAt: now - 26 * 60 * minute,
      startedBy: 'schedule'
    })
  ]
}

const longWords = [
  'Donaudampfschifffahrtsgesellschaft',
  'Grundstückverkehrsgenehmigungszuständigkeit'
] as const

/** The site with a name of sixty characters that does not break where one would like, and with twelve tags. */
export function lengthened(site: SiteView, at: number): SiteView {
  const name = `${site.name} ${longWords[at % 2]} ${longWords[(at + 1) % 2]}`.slice(0, 60)
  const tags = Array.from({ length: 12 }, (_, tag) =>
    tag % 3 === 0 ? `Veranstaltungskalender-${tag}` : `kunde-${tag}`
  )
  return { ...site, name, tags, mainDomain: `www.${longWords[1].toLowerCase().replace('ü', 'ue')}.example` }
}

/** A fleet of any size: a fifth of the sites are primaries of the others. */
export function manySites(count: number): SiteView[] {
  const environments = ['production', 'staging', 'test'] as const
  return Array.from({ length: count }, (_, i) =>
    site(`s${i}`, `Gemeinde Nummer ${i}`, `site-${i}.example`, environments[i % 3]!, [`region-${i % 12}`])
  )
}

export function manyLinks(count: number, sites: number): LinkView[] {
  const first = Math.max(1, Math.floor(sites / 5))
  const statuses = ['in-step', 'in-step', 'in-step', 'drift', 'in-step', 'failed'] as const
  const pairs = new Map<string, LinkView>()
  for (let i = 0; pairs.size < count && i < count * 4; i += 1) {
    const made = link(
      `s${i % first}`,
      `s${first + ((i * 7 + Math.floor(i / first)) % (sites - first))}`,
      [rewriteRule],
      statuses[i % 6]!
    )
    pairs.set(made.id, made)
  }
  return [...pairs.values()]
}

export function fakeActivity(): ActivityView[] {
  return Array.from({ length: 40 }, (_, i) => ({
    id: `activity-${i}`,
    at: Date.now() - i * 61_000,
    siteId: i % 3 === 0 ? 'koeniz' : 'thun',
    actor: {
      kind: i % 4 === 0 ? ('workflow' as const) : ('run' as const),
      id: 'run-partly',
      step: i % 4 === 0 ? 'koeniz/endpoint/RewriteRule' : null
    },
    startedBy: i % 4 === 0 ? 'window' : 'schedule',
    workflow: i % 4 === 0 ? 'set-up-link' : null,
    request: {
      method: i % 4 === 0 ? 'POST' : 'PUT',
      path: `/api/sync/v1/json/rewriterule/${300 + i}?apikey=[redacted]`,
      body: 'regularExpression=%23%5E%2Fherbstmarkt%24%23'
    },
    outcome: i % 9 === 4 ? ('failed' as const) : ('done' as const),
    status: i % 9 === 4 ? 400 : 200,
    answer: i % 9 === 4 ? 'Exception of type "FileSystemException"' : null,
    durationMs: 480
  }))
}
