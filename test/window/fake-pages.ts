/** What the made-up program answers to the pages around the fleet: sheets, inventory, schedules, files, history. */
import type { ActivityView } from '@contract/activity-shapes.ts'
import type { CallInput, CallName, CallOutput } from '@contract/calls.ts'
import type { MailView } from '../../src-main/contract/mail-shapes.ts'
import type { ScheduleView } from '@contract/schedule-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { fakeActivity } from './fake-fleet.ts'

type Handlers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>> }

const hour = 3_600_000
const now = Date.now()

export function fakeSchedules(): ScheduleView[] {
  const plain = {
    zone: 'Europe/Zurich',
    missed: 'skip' as const,
    quiet: [],
    maintenance: [],
    webhook: null,
    enabled: true,
    links: []
  }
  return [
    {
      ...plain,
      id: 'schedule-oberland',
      target: { tag: 'oberland' },
      rhythm: { minutes: 30 },
      links: ['thun-koeniz', 'tourismus-interlaken'],
      lastRunAt: now - hour / 5,
      nextRunAt: now + hour * 0.3
    },
    {
      ...plain,
      id: 'nightly',
      target: { tag: 'behörden' },
      rhythm: { cron: '30 2 * * *' },
      missed: 'once',
      quiet: [{ from: '06:00', to: '22:00', days: [] }],
      webhook: 'https://hooks.agentur.example/…',
      lastRunAt: now - 12 * hour,
      nextRunAt: now + 11 * hour
    },
    {
      ...plain,
      id: 'off',
      target: { tag: 'intern' },
      rhythm: { cron: '15 4 1 * *' },
      enabled: false,
      lastRunAt: null,
      nextRunAt: null
    }
  ]
}

function fits(filter: CallInput<'activity.list'>) {
  return ({ siteId, actor, outcome, request, answer }: ActivityView): boolean =>
    (!filter.siteId || filter.siteId === siteId) &&
    (!filter.actorKind || filter.actorKind === actor.kind) &&
    (!filter.outcome || filter.outcome === outcome) &&
    (!filter.text ||
      `${request.path} ${request.body} ${answer}`.toLowerCase().includes(filter.text.toLowerCase()))
}

export function fakePages({
  sites,
  schedules: first
}: {
  sites: () => readonly SiteView[]
  schedules: readonly ScheduleView[]
}): Handlers {
  let schedules = [...first]
  let mail: MailView = { settings: null, hasPassword: false }
  let limits = { requestsPerSite: 4, sitesAtOnce: 40 }
  let retention = { itemsDays: 90, runsDays: 730, activityDays: 365 }
  let serial = 0

  return {
    'activity.list': filter => fakeActivity().filter(fits(filter)),
    'activity.export': ({ path, format: _, ...filter }) => ({
      path,
      entries: fakeActivity().filter(fits(filter)).length
    }),
    'sites.inventory': () => ({
      at: now,
      endpoints: [
        {
          name: 'rexxfleet-endpoint',
          model: 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccess',
          own: true
        },
        { name: 'RewriteRule', model: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule', own: false },
        { name: 'calendar-event', model: 'Cx\\Modules\\Calendar\\Model\\Entity\\Event', own: false },
        { name: 'calendar-registrationformname', model: null, own: false }
      ],
      keys: [
        { rowId: 7, length: 32, own: true, grants: [{ endpoint: 'rexxfleet-endpoint', readOnly: false }] },
        { rowId: 12, length: 32, own: false, grants: [{ endpoint: 'RewriteRule', readOnly: false }] },
        { rowId: 3, length: 20, own: false, grants: [] }
      ],
      hosts: [
        { rowId: 1, host: 'www.thun.example', active: true, state: 0, waiting: 3 },
        { rowId: 2, host: 'musikschule.example', active: true, state: 2, waiting: 14 }
      ],
      waiting: 17,
      mappings: [
        {
          foreignHost: 'www.thun.example',
          model: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule',
          count: 1_204
        },
        { foreignHost: 'www.thun.example', model: 'Cx\\Modules\\Calendar\\Model\\Entity\\Event', count: 87 }
      ],
      gaps: []
    }),
    'sites.planImport': ({ text }) => ({
      ignored: [],
      lines: text
        .split('\n')
        .slice(1)
        .filter(Boolean)
        .map((line, i) => {
          const [name = '', address = '', environment = '', tags = ''] = line.split(',')
          const taken = sites().some(site => site.name === name)
          return {
            line: i + 2,
            name,
            address,
            mainDomain: null,
            environment: environment === 'test' ? ('test' as const) : ('production' as const),
            tags: tags.split('|').filter(Boolean),
            tablePrefix: 'contrexx_',
            readOnly: false,
            allowHttp: false,
            problems: [
              ...(taken ? [{ column: 'name' as const, problem: 'name-taken' as const }] : []),
              ...(address === '' ? [{ column: 'address' as const, problem: 'address-missing' as const }] : [])
            ]
          }
        })
    }),
    'schedules.list': () => schedules,
    'schedules.add': input => {
      const made: ScheduleView = {
        id: `schedule-${++serial}`,
        target: input.target,
        rhythm: input.rhythm,
        zone: input.zone ?? 'Europe/Zurich',
        missed: input.missed ?? 'skip',
        quiet: (input.quiet ?? []).map(one => ({ ...one, days: one.days ?? [] })),
        maintenance: input.maintenance ?? [],
        webhook: input.webhook ?? null,
        enabled: input.enabled ?? true,
        links: 'linkId' in input.target ? [input.target.linkId] : [],
        lastRunAt: null,
        nextRunAt: now + hour
      }
      schedules = [...schedules, made]
      return made
    },
    'schedules.update': ({ scheduleId, ...patch }) => {
      schedules = schedules.map(one => (one.id === scheduleId ? ({ ...one, ...patch } as ScheduleView) : one))
      return schedules.find(one => one.id === scheduleId)!
    },
    'schedules.remove': ({ scheduleId }) => {
      schedules = schedules.filter(one => one.id !== scheduleId)
      return {}
    },
    'limits.get': () => limits,
    'limits.set': input => {
      limits = input
      return {}
    },
    'mail.get': () => mail,
    'mail.set': settings => (mail = { settings, hasPassword: false }),
    'mail.setPassword': () => (mail = { ...mail, hasPassword: true }),
    'mail.test': () => ({}),
    'mail.remove': () => {
      mail = { settings: null, hasPassword: false }
      return {}
    },
    'history.get': () => retention,
    'history.set': input => {
      retention = input
      return {}
    },
    'history.tidy': () => ({ forgotten: 1_204 }),
    'backup.write': ({ path }) => ({ path, files: 4, bytes: 12_400_000, keys: 'keychain' }),
    'report.write': ({ path }) => ({ path, sites: sites().length, links: 9, runs: 214 }),
    'topology.recent': () => [
      { path: '/home/anna/topology.json', act: 'exported', at: now - hour, there: true },
      { path: '/media/stick/agency.json', act: 'imported', at: now - 48 * hour, there: false }
    ],
    'topology.forgetRecent': () => ({}),
    'topology.notedLinks': () => [],
    'topology.dropNote': () => ({}),
    'topology.export': ({ path, passphrase }) => ({
      path,
      sites: sites().length,
      links: 9,
      agreedStates: 0,
      keys: passphrase ? sites().length : 0,
      withoutKey: [],
      leftOut: 0
    }),
    'topology.planImport': ({ path }) => fakeImport(path),
    'topology.import': ({ path }) => fakeImport(path)
  }
}

function fakeImport(path: string): CallOutput<'topology.import'> {
  const site = { mainDomain: 'neu.example', why: null, existing: null, key: true, plainHttp: false }
  return {
    path,
    digest: 'digest',
    writtenAt: now - 24 * hour,
    writtenBy: '0.1.0',
    keys: 2,
    sites: [
      {
        ...site,
        name: 'Kanton Bern Portal',
        baseUrl: 'https://portal.bern.example',
        outcome: 'known',
        existing: 'bern'
      },
      { ...site, name: 'Neue Gemeinde', baseUrl: 'https://neu.example', outcome: 'new' },
      {
        ...site,
        name: 'Stadt Thun',
        baseUrl: 'https://anders.example',
        outcome: 'conflict',
        why: 'name-taken'
      }
    ],
    links: [
      {
        primary: 'Kanton Bern Portal',
        replica: 'Neue Gemeinde',
        models: ['RewriteRule', 'Event'],
        delivery: 'compare',
        bothWays: false,
        agreedStates: 0,
        outcome: 'noted',
        why: null
      }
    ],
    models: [{ name: 'Cx\\Modules\\Guide\\Model\\Entity\\Place', outcome: 'new' }]
  }
}
