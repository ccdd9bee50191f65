import { afterEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { NoticeView } from '../../../src-main/contract/preflight-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  rewriteRule,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

interface Wish {
  models?: string[]
  delivery?: 'compare' | 'live'
  bothWays?: boolean
}

const wish = (
  primary: TestSite,
  replica: TestSite,
  more: Wish = {}
): Wish &
  Record<'models', string[]> & {
    primaryId: string
    replicaId: string
  } => ({ primaryId: primary.id, replicaId: replica.id, models: ['RewriteRule'], ...more })

async function notices(primary: TestSite, replica: TestSite, more: Wish = {}): Promise<NoticeView[]> {
  return (await fleet.program.call('links.preflight', wish(primary, replica, more))).notices
}

const lockingRule = {
  regular_expression: '#^api/(.*)#/away/#',
  order_no: 1,
  rewrite_status_code: '301',
  continue_on_match: 0
}

describe('preflight of a link', () => {
  it('reads both sites, writes nothing, and says what it could not look at', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const before = fleet.sites.map(stateOf)
    for (const { double } of fleet.sites) double.log.clear()
    const found = await fleet.program.call('links.preflight', wish(portal, town))
    expect(found).toMatchObject({ refused: false, asks: [] })
    expect(found.notices.map(({ kind, about }) => `${kind} ${about}`)).toEqual([
      'rewrite-rules-unread Portal',
      'rewrite-rules-unread Town'
    ])
    expect(fleet.sites.map(stateOf)).toEqual(before)
    for (const { double } of fleet.sites)
      expect(new Set(double.log.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    // What was looked at is part of the plan as well.
    const plan = await fleet.program.call('links.plan', wish(portal, town))
    expect(plan.notices).toEqual(found.notices)
    expect(plan.confirmation).toEqual({ kind: 'yes', expected: null })
  })

  it('holds a plan whose redirects would lock the replica out, until somebody agrees', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    // With a first link Rexxfleet may read the redirects of the portal.
    await linkUp(fleet.program, portal.id, town.id)
    portal.double.admin.sql({ insert: 'core_rewrite_rule', row: lockingRule })
    const [first] = await notices(portal, village)
    expect(first).toEqual({
      kind: 'rewrite-rule-locks-out',
      severity: 'ask',
      about: 'Portal',
      evidence: { count: 1, rules: [lockingRule.regular_expression] }
    })
    const there = stateOf(village)
    const plan = await fleet.program.call('links.plan', wish(portal, village))
    expect(plan.confirmation.acknowledge).toEqual(['rewrite-rule-locks-out'])
    const refused = await fleet.program.invoke('workflows.apply', { workflowId: plan.id })
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'needs-confirmation', details: { acknowledge: ['rewrite-rule-locks-out'] } }
    })
    const wrong = await fleet.program.invoke('workflows.apply', {
      workflowId: plan.id,
      acknowledge: ['plain-http']
    })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'needs-confirmation' } })
    expect(stateOf(village)).toEqual(there)

    const ended = workflowEnded(fleet.program, plan.id)
    const answer = await fleet.program.call('workflows.apply', {
      workflowId: plan.id,
      acknowledge: ['rewrite-rule-locks-out']
    })
    expect(answer.state).toBe('applying')
    expect((await ended).state).toBe('applied')
  })

  it('takes the tick with the plan as well', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    await linkUp(fleet.program, portal.id, town.id)
    const found = await notices(village, town)
    expect(found.find(({ kind }) => kind === 'two-primaries')).toEqual({
      kind: 'two-primaries',
      severity: 'ask',
      about: 'Town',
      evidence: { primary: 'Portal', count: 1, models: ['RewriteRule'] }
    })
    const plan = await fleet.program.call('links.plan', {
      ...wish(village, town),
      acknowledge: ['two-primaries']
    })
    expect(plan.confirmation).toEqual({ kind: 'yes', expected: null })
    expect((await apply(fleet.program, plan.id)).state).toBe('applied')
  })

  it('makes no plan for a ring, nor for a push that loses fields', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    await linkUp(fleet.program, portal.id, town.id)
    expect((await notices(town, village)).map(({ kind }) => kind)).toContain('chain-passes-on')
    await linkUp(fleet.program, town.id, village.id)
    const before = fleet.sites.map(stateOf)
    const ring = await fleet.program.invoke('links.plan', wish(village, portal))
    expect(ring).toMatchObject({
      ok: false,
      error: {
        code: 'preflight-refused',
        details: { refused: ['ring'], about: ['Village → Portal → Town → Village'] }
      }
    })
    const live = await fleet.program.call('links.preflight', wish(portal, village, { delivery: 'live' }))
    expect(live).toMatchObject({ refused: true })
    expect(live.notices[0]).toMatchObject({
      kind: 'push-drops-fields',
      evidence: { fields: ['regularExpression'] }
    })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect((await fleet.program.call('links.list', {})).filter(({ state }) => state === 'staged')).toEqual([])
  })

  it('notices that the replica knows the primary under another name (F38)', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const kept = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await apply(fleet.program, kept.id)
    await fleet.program.call('sites.update', { siteId: portal.id, mainDomain: 'www.portal.example' })
    const [first] = await notices(portal, town)
    expect(first).toEqual({
      kind: 'sender-name-differs',
      severity: 'ask',
      about: 'Portal',
      evidence: { mainDomain: 'www.portal.example', foreignHost: 'portal.example', mappings: 4 }
    })
  })

  it('refuses what a site cannot read, and is told apart from a site that is away', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 1 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
    await linkUp(fleet.program, portal.id, town.id)
    const match = { method: 'GET', pathIncludes: '/RewriteRule?' }
    const message = `Exception of type "Doctrine\\ORM\\ORMException" with message "Class '${rewriteRule}' does not exist"`
    const body = JSON.stringify({
      status: 'error',
      meta: {},
      messages: { error: { '0': message } },
      data: {}
    })
    portal.double.faults.add({ kind: 'status', status: 400, body, match, times: Infinity })
    const [first] = await notices(portal, village)
    expect(first).toMatchObject({
      kind: 'model-unreadable',
      severity: 'refuse',
      evidence: { site: 'Portal' }
    })
    portal.double.faults.clear()
    portal.double.faults.maintenance(true)
    expect(await fleet.program.invoke('links.preflight', wish(portal, village))).toMatchObject({
      ok: false,
      error: { code: 'site-maintenance' }
    })
    portal.double.faults.maintenance(false)
  })

  it('compares the languages of two calendars that it may read', async () => {
    fleet = await openFleet([
      { name: 'Portal', events: 3 },
      { name: 'Town', events: 2 }
    ])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const models = ['calendar-event']
    // Of the event itself, and of the names of a form's fields.
    const unmapped = ['ids-not-mapped', 'ids-not-mapped']
    expect((await notices(portal, town, { models })).map(({ kind }) => kind)).toEqual([
      'data-source-broken',
      'data-source-broken',
      'languages-unread',
      ...unmapped
    ])
    await linkUp(fleet.program, portal.id, town.id, models)
    expect((await notices(portal, town, { models })).map(({ kind }) => kind)).toEqual(unmapped)
    portal.double.admin.sql({
      insert: 'module_calendar_event_field',
      row: { ...portal.double.admin.rows('module_calendar_event_field')[0]!, lang_id: 7 }
    })
    expect((await notices(portal, town, { models }))[0]).toEqual({
      kind: 'language-differs',
      severity: 'refuse',
      about: 'Town',
      evidence: { onPrimary: ['1', '2', '7'], onReplica: ['1', '2'], differing: ['7'] }
    })
  })
})
