import { describe, expect, it } from 'vitest'
import type { DataSourceRow, EndpointRow, HostRow, SyncRow } from '../../../src-main/core/fleet/management.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { withAllTheyNeed } from '../../../src-main/core/models/closure.ts'
import type { PreflightFacts, SideFacts } from '../../../src-main/core/preflight/facts.ts'
import { unacknowledged } from '../../../src-main/core/preflight/notice.ts'
import { MappingIndex } from '../../../src-main/core/sync/mapping-index.ts'
import { judgePreflight, refuseWhereForbidden } from '../../../src-main/core/preflight/preflight.ts'

function site(name: string, more: Partial<Site> = {}): Site {
  return {
    id: name,
    name,
    baseUrl: `https://${name}.example`,
    mainDomain: `${name}.example`,
    tablePrefix: 'contrexx_',
    tags: [],
    environment: 'test',
    readOnly: false,
    allowHttp: false,
    state: 'enrolled',
    marker: null,
    keyRef: `site/${name}`,
    demo: false,
    addedAt: 0,
    ...more
  }
}

function side(name: string, more: Partial<SideFacts> = {}): SideFacts {
  return {
    site: site(name),
    dataSources: [],
    endpoints: [],
    syncs: [],
    hosts: [],
    senders: new Map(),
    pairs: new Map(),
    unreadable: new Map(),
    foreignGrants: new Map(),
    languages: new Map(),
    locales: null,
    rewriteRules: [],
    ...more
  }
}

function facts(models: string[], more: Partial<PreflightFacts> = {}): PreflightFacts {
  const [primary, replica] = [more.primary ?? side('portal'), more.replica ?? side('town')]
  return {
    primary,
    replica,
    models: withAllTheyNeed(models.map(modelMeant)),
    delivery: 'compare',
    languages: {},
    bothWays: false,
    sites: [primary.site, replica.site],
    links: [],
    ...more
  }
}

const all = (given: PreflightFacts): string[] =>
  judgePreflight(given).map(({ kind, severity, about }) => `${severity} ${kind} ${about}`)

/** Without the notes that stand beside every link of such models: languages that these sites do not tell, and ids that arrive as they are. */
const kinds = (given: PreflightFacts): string[] =>
  all(given).filter(text => !/languages-unread|ids-not-mapped/.test(text))

const rule = ['RewriteRule']
const event = ['calendar-event']

function endpoint(id: number, model: string): EndpointRow {
  const identifier = modelMeant(model).name
  const empty = { fieldList: {}, accessCondition: {}, allowedOutputMethods: {} }
  return { id, name: model, dataSource: { id, identifier }, ...empty }
}
const syncOf = ({ id, name }: EndpointRow): SyncRow => ({
  id,
  toUri: '',
  active: false,
  endpoint: { id, name }
})
const host = (name: string, more: Partial<HostRow> = {}): HostRow => ({
  id: 1,
  host: name,
  active: true,
  keyPrint: 'k',
  apiVersion: 1,
  urlTemplate: '',
  state: 0,
  lastUpdate: '',
  ...more
})

describe('preflight', () => {
  it('has nothing to say of two quiet sites', () => {
    expect(judgePreflight(facts(rule))).toEqual([])
  })

  it('refuses a queue where saving would look for a Sync row that set-up cannot make (F26)', () => {
    expect(kinds(facts(rule, { delivery: 'queue' }))).toEqual([])
    // Invitations and registrations, to which saving an event leads, get theirs when the link is set up.
    const given = facts(event, { delivery: 'queue' })
    expect(kinds(given)).toEqual([])
    const category = endpoint(1, 'calendar-category')
    const hiding = { ...category, fieldList: { '0': 'id' } }
    const beside = { ...category, id: 9, name: 'categories' }
    const first = (...endpoints: EndpointRow[]): PreflightFacts => ({
      ...given,
      primary: side('portal', { endpoints })
    })
    expect(judgePreflight(first(hiding, beside))[0]).toEqual({
      kind: 'related-sync-missing',
      severity: 'refuse',
      about: 'portal',
      evidence: { count: 1, endpoints: ['calendar-category'] }
    })
    const withSync = side('portal', { endpoints: [hiding, beside], syncs: [syncOf(hiding)] })
    expect(kinds({ ...given, primary: withSync })).toEqual([])
    // What does not come first does not count, nor what nothing leads to, nor a link that only compares.
    expect(kinds(first({ ...hiding, id: 10 }, beside))).toEqual([])
    expect(kinds({ ...first(hiding), ...{ models: facts(['jobs-flag']).models } })).toEqual([])
    expect(kinds({ ...first(hiding), delivery: 'compare' })).toEqual([])
  })

  it('refuses live where a field is dropped, and asks where deletions get lost (F24, F31)', () => {
    expect(kinds(facts(rule, { delivery: 'live' }))).toEqual([
      'refuse push-drops-fields RewriteRule',
      'ask deletions-get-lost portal'
    ])
    expect(() => refuseWhereForbidden(judgePreflight(facts(rule, { delivery: 'live' })))).toThrow(
      /push-drops-fields \(RewriteRule\)/
    )
    expect(kinds(facts(['calendar-categoryname'], { delivery: 'live' }))).toContain(
      'ask deletions-get-lost portal'
    )
  })

  it('asks for a tick under what Cloudrexx says of itself, on each production site (F25 too)', () => {
    const primary = side('portal', { site: site('portal', { environment: 'production' }) })
    const given = facts(event, { delivery: 'live', primary })
    expect(kinds(given)).toEqual(
      expect.arrayContaining(['ask live-on-production portal', 'ask foreign-calendar-domain portal'])
    )
    const both = judgePreflight({ ...given, bothWays: true })
    expect(both.filter(({ kind }) => kind === 'live-doubles-both-ways')).toEqual([
      {
        kind: 'live-doubles-both-ways',
        severity: 'ask',
        about: 'portal ⇄ town',
        evidence: { window: 'until the next run after each creation', instead: 'compare' }
      }
    ])
    expect(kinds({ ...given, delivery: 'compare' })).toEqual([])
  })

  it('knows a primary that the replica remembers under another name (F38)', () => {
    const replica = side('town', {
      senders: new Map([
        ['www.portal.example', 90],
        ['elsewhere.ch', 3]
      ])
    })
    expect(judgePreflight(facts(rule, { replica }))).toEqual([
      {
        kind: 'sender-name-differs',
        severity: 'ask',
        about: 'portal',
        evidence: { mainDomain: 'portal.example', foreignHost: 'www.portal.example', mappings: 90 }
      },
      {
        kind: 'sender-unknown',
        severity: 'warn',
        about: 'town',
        evidence: {
          foreignHost: 'elsewhere.ch',
          mappings: 3,
          primary: 'portal',
          mainDomain: 'portal.example'
        }
      }
    ])
    const same = side('town', { senders: new Map([['PORTAL.example', 90]]) })
    expect(judgePreflight(facts(rule, { replica: same }))).toEqual([])
    // Another site of the fleet has that very name.
    const named = site('www', { mainDomain: 'www.portal.example' })
    const elsewhere = site('elsewhere', { mainDomain: 'elsewhere.ch' })
    const sites = [site('portal'), site('town'), named, elsewhere]
    expect(judgePreflight(facts(rule, { replica, sites }))).toEqual([])
    // It knows the primary as well: the other one is somebody else.
    const both = side('town', {
      senders: new Map([
        ['portal.example', 5],
        ['elsewhere.ch', 3]
      ])
    })
    expect(judgePreflight(facts(rule, { replica: both }))).toEqual([])
  })

  it('knows a receiver under another name, and a push that is at work already (F38, F44)', () => {
    const primary = side('portal', { hosts: [host('www.town.example', { state: 2 })] })
    expect(kinds(facts(rule, { primary }))).toEqual(['warn host-name-differs town'])
    expect(kinds(facts(rule, { primary, delivery: 'queue' }))).toEqual(['ask host-name-differs town'])
    const pushing = side('portal', { hosts: [host('town.example')] })
    expect(kinds(facts(rule, { primary: pushing }))).toEqual(['ask pushes-already portal'])
    // With live the row of that very receiver is taken over; beside another one each change would be sent twice.
    const live = { delivery: 'live', primary: pushing } as const
    expect(kinds(facts(['calendar-mail'], live)).join()).not.toContain('pushes-already')
    const elsewhere = side('town', { site: site('town', { baseUrl: 'https://www.town.example' }) })
    expect(kinds(facts(['calendar-mail'], { ...live, replica: elsewhere }))).toContain(
      'ask pushes-already portal'
    )
    const resting = side('portal', { hosts: [host('town.example', { active: false })] })
    expect(kinds(facts(rule, { primary: resting }))).toEqual([])
  })

  it('warns of plain http, except on this computer', () => {
    const open = side('town', { site: site('town', { baseUrl: 'http://town.example' }) })
    expect(kinds(facts(rule, { replica: open }))).toEqual(['warn plain-http town'])
    expect(kinds(facts(rule, { replica: open, delivery: 'queue' }))).toEqual(['ask plain-http town'])
    const here = side('town', { site: site('town', { baseUrl: 'http://127.0.0.1:8080' }) })
    expect(kinds(facts(rule, { replica: here }))).toEqual([])
  })

  it('refuses a model that a side cannot read, whichever side that is', () => {
    const broken = new Map([[modelMeant('RewriteRule').name, 'Class does not exist']])
    expect(kinds(facts(rule, { primary: side('portal', { unreadable: broken }) }))).toEqual([
      'refuse model-unreadable RewriteRule'
    ])
    expect(kinds(facts(rule, { replica: side('town', { unreadable: broken }) }))).toEqual([
      'refuse model-unreadable RewriteRule'
    ])
  })

  it('refuses a language that the replica does not use, and says where it cannot know', () => {
    const named = modelMeant('calendar-categoryname').name
    const speaking = (name: string, ...ids: string[]): SideFacts =>
      side(name, { languages: new Map([[named, new Set(ids)]]) })
    const given = facts(['calendar-categoryname'])
    expect(all(given)).toEqual(['info languages-unread portal, town'])
    expect(
      kinds({ ...given, primary: speaking('portal', '1', '3'), replica: speaking('town', '1', '2') })
    ).toEqual(['refuse language-differs town'])
    const alike = { ...given, primary: speaking('portal', '1'), replica: speaking('town', '1', '2') }
    expect(all(alike)).toEqual([])
    // An empty replica stands in nobody's way, and tells nothing: that is said, unless somebody named each language or the site lists its own.
    const empty = { ...given, primary: speaking('portal', '1', '2'), replica: speaking('town') }
    expect(judgePreflight(empty)).toEqual([
      {
        kind: 'languages-unread',
        severity: 'warn',
        about: 'town',
        evidence: { sites: ['town'], onPrimary: ['1', '2'] }
      }
    ])
    expect(all({ ...empty, languages: { '1': '1' } })).toEqual(['warn languages-unread town'])
    expect(all({ ...empty, languages: { '1': '3', '2': '2' } })).toEqual([])
    const listed = new Map([
      ['1', 'Deutsch'],
      ['2', 'English']
    ])
    expect(all({ ...empty, replica: { ...speaking('town'), locales: listed } })).toEqual([])
    expect(all({ ...empty, replica: { ...speaking('town'), locales: new Map([['1', 'Deutsch']]) } })).toEqual(
      ['refuse language-differs town']
    )
  })

  it('asks before redirects that lock the replica out: its own, and those that the link would bring', () => {
    const locking = ['/^old$/', '#^api/#/x/#']
    expect(kinds(facts(rule, { primary: side('portal', { rewriteRules: locking }) }))).toEqual([
      'ask rewrite-rule-locks-out portal'
    ])
    expect(kinds(facts(event, { primary: side('portal', { rewriteRules: locking }) }))).toEqual([])
    expect(kinds(facts(event, { replica: side('town', { rewriteRules: locking }) }))).toEqual([
      'ask rewrite-rule-locks-out town'
    ])
    expect(kinds(facts(rule, { replica: side('town', { rewriteRules: null }) }))).toEqual([
      'info rewrite-rules-unread town'
    ])
  })

  it('tells of ids that arrive as they are', () => {
    const told = judgePreflight(facts(event)).find(({ kind }) => kind === 'ids-not-mapped')
    expect(told).toMatchObject({
      severity: 'info',
      about: 'calendar-event',
      evidence: { site: 'town', fields: expect.arrayContaining(['emailTemplate', 'author']) }
    })
    expect(all(facts(rule)).join()).not.toContain('ids-not-mapped')
  })

  it('names a data source under a former name, models about people, and others who read along', () => {
    const former = {
      id: 9,
      identifier: 'Cx\\Modules\\Calendar\\Model\\Entity\\RegistrationFormName',
      options: {}
    }
    expect(kinds(facts(['calendar-event'], { primary: side('portal', { dataSources: [former] }) }))).toEqual([
      'warn data-source-broken calendar-registrationformfieldname'
    ])
    expect(kinds(facts(['calendar-invite']))).toContain('warn about-people town')
    const source = { id: 1, identifier: modelMeant('calendar-event').name, options: {} }
    const read = side('portal', { dataSources: [source], foreignGrants: new Map([[source.identifier, 2]]) })
    expect(kinds(facts(event, { primary: read }))).toEqual(['ask read-by-others calendar-event'])
    const withOptions = (options: DataSourceRow['options']): PreflightFacts =>
      facts(event, { primary: { ...read, dataSources: [{ ...source, options }] } })
    expect(kinds(withOptions({ recurse: '1' }))).toEqual([])
    // On, and yet it does not tell what is needed.
    expect(kinds(withOptions({ recurse: '1', skippedRecursions: { '0': 'categories' } }))).toEqual([
      'ask read-by-others calendar-event'
    ])
  })

  it('looks both ways where the link goes both ways, and says nothing twice', () => {
    const primary = side('portal', { senders: new Map([['www.town.example', 4]]) })
    expect(kinds(facts(rule, { primary }))).toEqual([])
    expect(kinds(facts(rule, { primary, bothWays: true }))).toEqual(['ask sender-name-differs town'])
    const open = side('town', { site: site('town', { baseUrl: 'http://town.example' }) })
    expect(kinds(facts(rule, { replica: open, bothWays: true }))).toEqual(['warn plain-http town'])
  })
})

describe('two directions that are to become one', () => {
  const name = modelMeant('RewriteRule').name
  const index = (pairs: readonly (readonly [string, string])[]): MappingIndex => {
    const found = new MappingIndex()
    for (const [foreignId, localId] of pairs) found.addPair(foreignId, localId)
    return found
  }
  const between = (
    there: readonly (readonly [string, string])[],
    back: readonly (readonly [string, string])[],
    bothWays = true
  ) => {
    const replica = side('town', { pairs: new Map([[name, index(there)]]) })
    const primary = side('portal', { pairs: new Map([[name, index(back)]]) })
    return judgePreflight(facts(rule, { primary, replica, bothWays })).filter(
      ({ kind }) => kind === 'pairs-crossed'
    )
  }

  it('are refused where one was sent home as a copy, once for both ends', () => {
    const crossed = [
      {
        kind: 'pairs-crossed',
        severity: 'refuse',
        about: 'portal ⇄ town',
        evidence: { count: 1, models: ['RewriteRule'] }
      }
    ]
    expect(between([['1', '2']], [['2', '50']])).toEqual(crossed)
    expect(between([['1', '2']], [['3', '1']])).toEqual(crossed)
    expect(between([['1', '2']], [['2', '50']], false)).toEqual([])
  })

  it('go together where each is the other, or only one side remembers', () => {
    expect(
      between(
        [
          ['1', '2'],
          ['4', '5']
        ],
        [
          ['2', '1'],
          ['9', '8']
        ]
      )
    ).toEqual([])
  })
})

it('wants each kind ticked once', () => {
  const notices = judgePreflight(facts(rule, { delivery: 'live' }))
  expect(unacknowledged(notices, [])).toEqual(['deletions-get-lost'])
  expect(unacknowledged(notices, ['deletions-get-lost'])).toEqual([])
})

describe('two primaries of one model', () => {
  const given = (mainDomain: string): PreflightFacts => {
    const [portal, copy] = [site('portal'), site('copy', { mainDomain })]
    const models = rule.map(name => ({ model: modelMeant(name).name }))
    const other = { id: 'l', primaryId: 'copy', replicaId: 'town', delivery: 'compare', models }
    return facts(rule, {
      sites: [portal, copy, site('town')],
      links: [other as unknown as PreflightFacts['links'][number]]
    })
  }

  it('are asked about, and refused where they go by one name: the replica could not tell them apart', () => {
    expect(kinds(given('copy.example'))).toEqual(['ask two-primaries town'])
    expect(kinds(given('PORTAL.example'))).toEqual(['refuse primaries-alike town'])
  })
})
