import { describe, expect, it } from 'vitest'
import { examine } from '../../../src-main/core/doctor/examine.ts'
import { findingId, findingKinds, type Finding } from '../../../src-main/core/doctor/finding.ts'
import type { FleetKnowledge } from '../../../src-main/core/doctor/rule.ts'
import { rules } from '../../../src-main/core/doctor/rules/all.ts'
import type { SiteSnapshot } from '../../../src-main/core/doctor/snapshot.ts'
import { managementKinds } from '../../../src-main/core/fleet/management.ts'
import { markerHost, markerType } from '../../../src-main/core/fleet/marker.ts'
import { event, group, host, knowledge, link, rule, site, snapshot } from './snapshots.ts'

const look = (one: SiteSnapshot, fleet: Partial<FleetKnowledge> = {}): Finding[] =>
  examine(one, knowledge([one], fleet))
const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind)

const town = site('town')
const plain = { fieldList: {}, accessCondition: {}, allowedOutputMethods: {} }

describe('the rules', () => {
  it('are one for each kind of finding, and none twice', () => {
    expect(rules.map(({ kind }) => kind).sort()).toEqual([...findingKinds].sort())
  })

  it('find nothing where nothing is', () => {
    expect(look(snapshot())).toEqual([])
  })

  it('say nothing about what was not read', () => {
    const read = new Set(managementKinds.filter(kind => kind !== 'grant'))
    const keys = [{ id: 7, print: 'print:x', length: 32 }]
    expect(kinds(look(snapshot({ keys })))).toEqual(['key-without-grants'])
    expect(look(snapshot({ keys, read }))).toEqual([])
  })

  it('put the worst first, and name the same thing the same way each time', () => {
    const one = snapshot({
      hosts: [host({ urlTemplate: '' })],
      keys: [{ id: 7, print: 'print:x', length: 32 }]
    })
    const findings = look(one)
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'info'])
    expect(findings.map(findingId)).toEqual([
      'portal/template-unsafe/host/1',
      'portal/key-without-grants/apikey/7'
    ])
  })
})

describe('data sources', () => {
  const former = 'Cx\\Modules\\Calendar\\Model\\Entity\\RegistrationFormName'
  const source = { id: 9, identifier: former, options: {} }
  const endpoint = { id: 9, name: 'names', dataSource: source, ...plain }

  it('with a class that was renamed weigh more where Cloudrexx pushes them', () => {
    const idle = snapshot({ dataSources: [source], endpoints: [endpoint] })
    const sync = { id: 1, toUri: '', active: true, endpoint: { id: 9, name: 'names' } }
    expect(look(idle)[0]).toMatchObject({ kind: 'data-source-broken', severity: 'warning' })
    expect(look({ ...idle, syncs: [sync] })[0]).toMatchObject({ severity: 'error' })
  })

  it('of an unknown class are only mentioned', () => {
    const strange = { id: 3, identifier: 'Cx\\Modules\\Own\\Model\\Entity\\Thing', options: {} }
    expect(look(snapshot({ dataSources: [strange] }))).toMatchObject([{ severity: 'info', mend: null }])
  })
})

describe('endpoints', () => {
  it('with a field list hide what they should; with an empty entry everything', () => {
    const shown = (fieldList: Record<string, string>) =>
      snapshot({ endpoints: [{ id: 4, name: 'x', dataSource: null, ...plain, fieldList }] })
    expect(look(shown({ 0: 'title' }))).toEqual([])
    expect(look(shown({ 0: '', 1: 'title' }))).toMatchObject([
      { kind: 'endpoint-hides-fields', mend: { change: { to: { fieldList: { 0: 'title' } } } } }
    ])
  })
})

describe('keys and grants', () => {
  const key = { id: 7, print: 'print:x', length: 32 }

  it('that Rexxfleet made and nobody needs may go; such of a link that is being set up are none', () => {
    const one = snapshot({ keys: [key] })
    expect(look(one, { wasMade: () => true })[0]).toMatchObject({ mend: { act: 'remove-key', keyId: 7 } })
    expect(look(one, { wasMade: () => true, usersOf: () => ['l1'] })).toEqual([])
    expect(look(snapshot({ keys: [{ ...key, id: 1 }] }))).toEqual([])
  })

  it('lead nowhere only where the answer tells keys and endpoints at all', () => {
    const useless = { id: 2, readOnly: false, apiKeyId: null, endpoint: { id: 1, name: 'a' } }
    const good = { id: 1, readOnly: false, apiKeyId: 1, endpoint: { id: 1, name: 'a' } }
    expect(look(snapshot({ grants: [useless] }))).toEqual([])
    expect(look(snapshot({ grants: [good, useless] }))).toMatchObject([
      { kind: 'grant-leads-nowhere', evidence: { count: 1, withoutKey: 1 } }
    ])
  })
})

describe('hosts', () => {
  const change = { id: 1, syncId: 5, originSyncId: 5, hostIds: [1] }
  const forModel = (model: string): Partial<SiteSnapshot> => ({
    dataSources: [],
    endpoints: [{ id: 3, name: 'x', dataSource: { id: 1, identifier: model }, ...plain }],
    syncs: [{ id: 5, toUri: '', active: false, endpoint: { id: 3, name: 'x' } }]
  })

  it('that a link with a queue keeps stopped are as they should be', () => {
    const one = snapshot({ hosts: [host({ state: 2 })] })
    const sites = [one.site, town]
    expect(kinds(look(one, { sites }))).toEqual(['host-stopped'])
    const links = [link('l1', 'portal', 'town', { delivery: 'queue' })]
    expect(look(one, { sites, links })).toEqual([])
    expect(kinds(look(one, { sites, links: [link('l1', 'portal', 'town')] }))).toEqual(['host-stopped'])
  })

  it('hold a lock as long as a push may honestly take', () => {
    const locked = (minutes: number, waiting: number): SiteSnapshot =>
      snapshot({
        ...forModel(rule),
        hosts: [
          host({
            state: 1,
            lastUpdate: new Date(Date.parse('2026-05-01T12:00:00Z') - minutes * 60_000).toISOString()
          })
        ],
        hostEntities: [{ syncId: 5, hostId: 1, entityId: '*' }],
        changes: Array.from({ length: waiting }, (_, at) => ({ ...change, id: at }))
      })
    expect(kinds(look(locked(4, 0)))).toEqual([])
    expect(kinds(look(locked(6, 0)))).toEqual(['host-locked'])
    expect(kinds(look(locked(6, 100)))).toEqual([])
    expect(look({ ...locked(6, 0), siteTime: null })).toEqual([])
  })

  it('without host entities would remove, except for events, whose targets nobody can see', () => {
    const waiting = (model: string): SiteSnapshot =>
      snapshot({ ...forModel(model), hosts: [host()], changes: [change] })
    expect(kinds(look(waiting(rule)))).toEqual(['host-would-remove'])
    expect(kinds(look(waiting(event)))).toEqual([])
  })

  it('are all that a change may wait for', () => {
    const one = snapshot({
      changes: [
        { ...change, hostIds: [1, 2] },
        { ...change, id: 2, hostIds: [] }
      ]
    })
    expect(look(one)).toMatchObject([{ kind: 'change-without-receiver', mend: { ids: [1, 2] } }])
  })
})

describe('templates', () => {
  const flaw = (urlTemplate: string, hostName = 'town.example', sites = [town]) =>
    look(snapshot({ hosts: [host({ urlTemplate, host: hostName })] }), { sites: [site('portal'), ...sites] })
      .filter(({ kind }) => kind === 'template-unsafe')
      .map(({ evidence, mend }) => [evidence['flaw'], mend?.act === 'set-fields' && mend.change.to])

  it.each([
    ['https://[[HOST]]/x', []],
    ['HTTPS://[[HOST]]/x', []],
    ['http://127.0.0.1:8080/x', []],
    ['http://[[HOST]]/x', [['http', { urlTemplate: 'https://[[HOST]]/x' }]]],
    ['[[HOST]]/x', [['no-scheme', { urlTemplate: 'https://[[HOST]]/x' }]]],
    ['//[[HOST]]/x', [['no-scheme', { urlTemplate: 'https://[[HOST]]/x' }]]],
    ['[[HOST]]/x?apikey=secret', [['no-scheme', false]]],
    ['http://me:secret@[[HOST]]/x', [['http', false]]]
  ])('%s', (template, expected) => {
    expect(flaw(template)).toEqual(expected)
  })

  it('over http to an unknown receiver are not changed: nobody knows whether it has https', () => {
    expect(flaw('http://[[HOST]]/x', 'elsewhere.example')).toEqual([['http', false]])
  })
})

describe('models for Sync', () => {
  const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
  const ready = (...names: string[]): Partial<SiteSnapshot> => ({
    dataSources: names.map((name, at) => ({ id: at + 1, identifier: calendar + name, options: {} })),
    endpoints: names.map((name, at) => ({
      id: at + 1,
      name,
      dataSource: { id: at + 1, identifier: calendar + name },
      ...plain
    })),
    syncs: names.map((name, at) => ({
      id: at + 1,
      toUri: '',
      active: at === 0,
      endpoint: { id: at + 1, name }
    }))
  })

  it('need what they are related to, an inactive Sync row being enough', () => {
    const all = ready(
      'Event',
      'RegistrationForm',
      'EventField',
      'Invite',
      'Registration',
      'Category',
      'CategoryName'
    )
    expect(look(snapshot(all))).toEqual([])
    const found = look(snapshot(ready('Event', 'RegistrationForm', 'EventField', 'Category', 'CategoryName')))
    expect(found).toMatchObject([
      {
        kind: 'related-model-missing',
        evidence: { count: 2, missing: ['calendar-invite', 'calendar-registration'] },
        mend: { act: 'ready-models' }
      }
    ])
  })

  it('of which none is active need nothing', () => {
    const { syncs = [], ...rest } = ready('Event')
    const inactive = syncs.map(sync => ({ ...sync, active: false }))
    expect(look(snapshot({ ...rest, syncs: inactive }))).toEqual([])
  })
})

describe('names', () => {
  const hosts = [host({ host: 'preview.example', urlTemplate: 'https://www.town.example/api/x' })]

  it('of hosts are compared only with a receiver that is known by more than its name', () => {
    const one = snapshot({ hosts })
    expect(look(one, { sites: [one.site, town] })).toMatchObject([
      { kind: 'host-name-differs', evidence: { host: 'preview.example', mainDomain: 'town.example' } }
    ])
    expect(look(snapshot({ hosts: [host({ host: 'TOWN.example' })] }), { sites: [town] })).toEqual([])
  })

  it('of senders are wrong where they look like one site of the fleet, and belong to none', () => {
    const portal = site('portal')
    const here = (foreignHost: string): SiteSnapshot =>
      snapshot({ site: town, mappings: [group(foreignHost, [1, '1', '1'])] })
    const found = (foreignHost: string, sites = [portal, town]): string[] =>
      kinds(look(here(foreignHost), { sites }))
    expect(found('www.portal.example')).toEqual(['sender-name-differs'])
    expect(found('PORTAL.example')).toEqual([])
    expect(found('stranger.test')).toEqual([])
    expect(found('portal.test', [portal, site('other', { mainDomain: 'portal.ch' }), town])).toEqual([])
  })
})

describe('markers', () => {
  const marker = (uuid: string, entityType = markerType) => ({
    id: 1,
    foreignHost: markerHost,
    entityType,
    foreignId: [uuid],
    localId: { id: uuid }
  })

  it('of another site make it a copy, whose hosts must not go on', () => {
    const copy = snapshot({ ownRows: [marker('marker-of-town')], hosts: [host(), host({ id: 2, state: 2 })] })
    const found = look(copy, { sites: [copy.site, town] })
    expect(found).toMatchObject([
      { kind: 'marker-shared', mend: { act: 'part-copy', hosts: [{ rowId: 1 }], formerRef: null, keys: [] } },
      { kind: 'host-stopped', mend: null, evidence: { notResumedBecause: 'copy-of-a-site' } }
    ])
  })

  it('of nobody in the fleet, and rows of other kinds, are mentioned', () => {
    const one = snapshot({
      ownRows: [
        marker('marker-of-portal'),
        marker('strange'),
        marker('x', 'RexxfleetFormerSource'),
        marker('y', 'RexxfleetGoingSource')
      ]
    })
    expect(look(one).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['own-rows-left', markerType],
      ['own-rows-left', 'RexxfleetGoingSource']
    ])
  })
})
