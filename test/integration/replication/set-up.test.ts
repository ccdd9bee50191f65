import { afterEach, describe, expect, it } from 'vitest'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { region } from '../../support/own-component.ts'
import {
  apply,
  openFleet,
  rules,
  ruleText,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { plannedLinks } from '../../support/planned-links.ts'
import { ownEndpoint } from '../doctor/own-push.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const { sites, planned, applied, linked, deregistered } = plannedLinks(() => fleet)

/** Rows that came since, by table. */
function newRows(site: TestSite, before: ReturnType<typeof stateOf>): Record<string, Row[]> {
  const tables = Object.entries(stateOf(site)).map(([name, rows]) => {
    const known = new Set(before[name]!.map(row => JSON.stringify(row)))
    return [name, rows.filter(row => !known.has(JSON.stringify(row)))] as const
  })
  return Object.fromEntries(tables.filter(([, rows]) => rows.length > 0))
}

const classOf = (model: string): string => modelMeant(model).name
const hide = ({ double }: TestSite, endpoint: string): number =>
  double.admin.sql({
    update: 'core_module_data_access',
    set: { field_list: 'a:1:{i:0;s:2:"id";}' },
    where: { name: endpoint }
  })
const effects = ({ steps }: WorkflowView): object[] => steps.flatMap(step => step.effects)

describe('what a set-up makes', () => {
  it('is data source, endpoint and a right to read on the primary of a link that compares, and on the replica a key of its own', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 1 }, { name: 'Town' }])
    const [portal, town] = sites()
    const before = fleet.sites.map(stateOf)
    await linked(portal, town, { models: ['RewriteRule'] })
    const onPrimary = newRows(portal, before[0]!)
    expect(Object.keys(onPrimary).sort()).toEqual([
      'core_data_source',
      'core_module_data_access',
      'core_module_data_access_data_access_apikey'
    ])
    expect(onPrimary['core_module_data_access_data_access_apikey']).toMatchObject([
      { api_key_id: 1, read_only: 1 }
    ])
    const onReplica = newRows(town, before[1]!)
    expect(Object.keys(onReplica).sort()).toEqual([
      'core_data_source',
      'core_module_data_access',
      'core_module_data_access_apikey',
      'core_module_data_access_data_access_apikey'
    ])
    const [key] = onReplica['core_module_data_access_apikey']!
    expect(key!['api_key']).toMatch(/^[A-Za-z0-9]{32}$/)
    const rights = onReplica['core_module_data_access_data_access_apikey']!.map(row => [
      row['api_key_id'] === key!['id'] ? 'link' : 'management',
      Number(row['read_only'])
    ])
    expect(rights.sort()).toEqual([
      ['link', 0],
      ['management', 1]
    ])
  })

  it.each([
    ['all', undefined, ['*']],
    ['chosen', ['2', '1', '2'], ['1', '2']]
  ] as const)(
    'is a Sync row, a receiver and what it listens to with a queue: %s',
    async (_what, ids, listens) => {
      fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
      const [portal, town] = sites()
      const before = stateOf(portal)
      await linked(portal, town, {
        models: ['RewriteRule'],
        delivery: 'queue',
        ...(ids ? { ids: [...ids] } : {})
      })
      const made = newRows(portal, before)
      expect(made['core_module_sync']).toMatchObject([{ active: 1, to_uri: '' }])
      const { host } = new URL(town.double.url)
      expect(made['core_module_sync_host']).toMatchObject([
        {
          host,
          active: 1,
          state: 2,
          api_version: 1,
          url_template:
            'http://[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'
        }
      ])
      expect(made['core_module_sync_host_entity']!.map(row => row['entity_id'])).toEqual(listens)
      const key = town.double.admin.rows('core_module_data_access_apikey').at(-1)!['api_key']
      expect(made['core_module_sync_host']![0]!['api_key']).toBe(key)
    }
  )

  it('is a selection outside of which nothing is ever removed: it is not selected, whatever becomes of it', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }])
    const [portal, town] = sites()
    const whole = await linked(portal, town, { models: ['RewriteRule'] })
    await sync(fleet.program, whole)
    await applied(await fleet.program.call('links.planDeregister', { linkId: whole, keepData: true }))
    const chosen = await linked(portal, town, { models: ['RewriteRule'], ids: ['1', '2'] })
    expect(await sync(fleet.program, chosen)).toMatchObject({ state: 'done', sent: 0 })
    const there = rules(town)
    // One that is mapped, and outside: it goes on the primary, another changes there, and a new one comes.
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 3 } })
    portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 99 }, where: { id: 4 } })
    const { id: _id, ...like } = rules(portal)[0]!
    portal.double.admin.sql({ insert: 'core_rewrite_rule', row: like })
    town.double.log.clear()
    expect(await sync(fleet.program, chosen)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { unchanged: 2, create: 0, update: 0, delete: 0, conflict: 0 }
    })
    expect(await fleet.program.call('drift.check', { linkIds: [chosen] })).toMatchObject([{ drifted: false }])
    expect(town.double.log.requests.filter(({ face }) => face === 'sync')).toEqual([])
    expect(rules(town)).toEqual(there)
    // What is selected is still removed when it goes.
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 2 } })
    expect(await sync(fleet.program, chosen)).toMatchObject({ state: 'done', counts: { delete: 1 } })
    expect(rules(town)).toHaveLength(there.length - 1)
  })

  it('refuses ids that cannot be any, before a site is asked', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
    const [portal, town] = sites()
    for (const { double } of fleet.sites) double.log.clear()
    for (const ids of [['1', 'abc'], ['1/2'], []]) {
      const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'], ids }
      expect(await fleet.program.invoke('links.plan', wish)).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' }
      })
    }
    expect(fleet.sites.flatMap(({ double }) => double.log.requests)).toEqual([])
  })

  it('refuses ids that the primary has no entity for: in the plan where it can be read already', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = sites()
    await linked(portal, town, { models: ['RewriteRule'] })
    const before = fleet.sites.map(stateOf)
    for (const delivery of ['compare', 'queue'] as const) {
      const wish = { primaryId: portal.id, replicaId: village.id, models: ['RewriteRule'], delivery }
      expect(await fleet.program.invoke('links.plan', { ...wish, ids: ['1', '999'] })).toMatchObject({
        ok: false,
        error: {
          ...{
            code: 'invalid-input',
            message: "'Portal' has no RewriteRule 999. Choose ids that are there."
          },
          details: { missing: ['999'], count: 1 }
        }
      })
    }
    expect(await fleet.program.call('links.list', {})).toHaveLength(1)
    expect(fleet.sites.map(stateOf)).toEqual(before)
    await linked(portal, village, { models: ['RewriteRule'], ids: ['1', '3'] })
  })

  it('refuses them as soon as it can be read else, before anything is replicated, and is taken back whole', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const [portal, town] = sites()
    const before = fleet.sites.map(stateOf)
    const plan = await planned(portal, town, { models: ['RewriteRule'], ids: ['1', '999'] })
    expect(plan.steps.find(({ kind }) => kind === 'check-chosen')?.state).toBe('planned')
    const stopped = await apply(fleet.program, plan.id)
    expect(stopped).toMatchObject({
      state: 'failed',
      failure: { code: 'invalid-input', details: { missing: ['999'] } }
    })
    await applied(await fleet.program.call('workflows.undo', { workflowId: plan.id }))
    expect(fleet.sites.map(stateOf)).toEqual(before)
    await linked(portal, town, { models: ['RewriteRule'], ids: ['1', '3'] })
  })
})

describe('a class that one side does not have', () => {
  it('stops the set-up before anything is replicated, and it is taken back whole', async () => {
    fleet = await openFleet([{ name: 'Portal', places: 3 }, { name: 'Town' }])
    const [portal, town] = sites()
    const added = await fleet.program.call('models.planAdd', { siteId: portal.id, name: region })
    await applied(added)
    const before = fleet.sites.map(stateOf)
    const plan = await planned(portal, town, { models: [region] })
    const stopped = await apply(fleet.program, plan.id)
    expect(stopped).toMatchObject({
      state: 'failed',
      failure: { code: 'model-not-there', details: { model: region, site: 'Town' } }
    })
    expect(stopped.steps.find(({ state }) => state === 'failed')).toMatchObject({ kind: 'verify-link' })
    await applied(await fleet.program.call('workflows.undo', { workflowId: plan.id }))
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })
})

describe('an endpoint that hides something', () => {
  it('is left alone: another is made beside it, and a comparison reads each side under its own name', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 5 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = sites()
    const lists = [{ field_list: 'a:1:{i:0;s:2:"id";}' }, { access_condition: 'a:1:{s:2:"id";s:1:"1";}' }]
    const output = { allowed_output_methods: 'a:1:{i:0;s:4:"json";}' }
    ownEndpoint(portal, 'RewriteRule', classOf('RewriteRule'), lists[0])
    ownEndpoint(town, 'RewriteRule', classOf('RewriteRule'), lists[1])
    ownEndpoint(village, 'RewriteRule', classOf('RewriteRule'), output)
    ownEndpoint(village, 'redirects', classOf('RewriteRule'))
    const before = fleet.sites.map(stateOf)
    const links: string[] = []
    for (const [replica, name] of [
      [town, 'RewriteRule-rexxfleet'],
      [village, 'redirects']
    ] as const) {
      const linkId = await linked(portal, replica, { models: ['RewriteRule'] })
      const { models } = await fleet.program.call('links.show', { linkId })
      expect(models).toMatchObject([{ primaryEndpoint: 'RewriteRule-rexxfleet', replicaEndpoint: name }])
      portal.double.log.clear()
      replica.double.log.clear()
      expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 5 } })
      const asked = ({ double }: TestSite): string[] => [
        ...new Set(
          double.log.requests.map(({ endpoint }) => endpoint).filter(one => !one.startsWith('rexxfleet-'))
        )
      ]
      expect([asked(portal), asked(replica)]).toEqual([['RewriteRule-rexxfleet'], [name]])
      expect(rules(replica).map(ruleText).sort()).toEqual(rules(portal).map(ruleText).sort())
      expect(await sync(fleet.program, linkId)).toMatchObject({ sent: 0, counts: { unchanged: 5 } })
      links.push(linkId)
    }
    for (const linkId of links) await deregistered(linkId)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('is left alone as well where only capitals tell its name from that of the model', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }])
    const [portal, town] = sites()
    ownEndpoint(portal, 'rewriterule', classOf('calendar-mail'))
    const before = fleet.sites.map(stateOf)
    const linkId = await linked(portal, town, { models: ['RewriteRule'] })
    expect((await fleet.program.call('links.show', { linkId })).models).toMatchObject([
      { primaryEndpoint: 'RewriteRule-rexxfleet', replicaEndpoint: 'RewriteRule' }
    ])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 2 } })
    await deregistered(linkId)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('is enough where Cloudrexx only looks for it: an event is saved, and the receiver gets it', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 3 }, { name: 'Town' }])
    const [portal, town] = sites()
    // Somebody shows only a part of the invitations, and has no Sync row for them; registrations have no endpoint at all.
    hide(portal, 'calendar-invite')
    for (const name of ['calendar-invite', 'calendar-registration']) {
      const { id } = portal.double.admin.rows('core_module_data_access').find(row => row['name'] === name)!
      portal.double.admin.sql({ delete: 'core_module_sync', where: { data_access_id: id! } })
    }
    portal.double.admin.sql({ delete: 'core_module_data_access', where: { name: 'calendar-registration' } })
    ownEndpoint(portal, 'calendar-registration', classOf('RewriteRule'))
    const before = stateOf(portal)
    const plan = await planned(portal, town, { models: ['calendar-event'], delivery: 'queue' })
    expect(effects(plan)).toContainEqual({
      act: 'reuse',
      what: 'endpoint',
      name: 'calendar-invite',
      why: 'saved-along'
    })
    expect(effects(plan)).toContainEqual({
      act: 'create',
      what: 'endpoint',
      name: 'calendar-registration-rexxfleet',
      why: 'saved-along'
    })
    const { linkId } = await applied(plan)
    await sync(fleet.program, linkId!)
    const [event] = portal.double.admin.rows('module_calendar_event')
    // It would throw where anything that Cloudrexx looks for is not there (F26).
    await portal.double.admin.edit({
      operation: 'update',
      model: 'calendar-event',
      id: Number(event!['id']),
      fields: { price: 77 }
    })
    expect(await sync(fleet.program, linkId!)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    await deregistered(linkId!)
    const { module_calendar_event: _events, ...rest } = stateOf(portal)
    const { module_calendar_event: _before, ...restBefore } = before
    expect(rest).toEqual(restBefore)
  })

  it.each([
    ['the one that only needed its class', [0, 1]],
    ['the one that carried it', [1, 0]]
  ])('goes with the last of two links, %s first, its Sync row too', async (_which, order) => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = sites()
    const { sql, rows } = portal.double.admin
    const invite = rows('core_module_data_access').find(row => row['name'] === 'calendar-invite')!
    sql({ delete: 'core_module_sync', where: { data_access_id: invite['id']! } })
    const before = stateOf(portal)
    const links = [
      await linked(portal, town, { models: ['calendar-event'], delivery: 'queue' }),
      await linked(portal, village, { models: ['calendar-invite'], delivery: 'queue' })
    ]
    for (const at of order) await deregistered(links[at]!)
    expect(stateOf(portal)).toEqual(before)
  })

  it('stands in the way of a queue where Cloudrexx takes it for the class, and nothing is written', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }])
    const [portal, town] = sites()
    const { id } = portal.double.admin
      .rows('core_module_data_access')
      .find(row => row['name'] === 'calendar-category')!
    hide(portal, 'calendar-category')
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['calendar-category'] }
    // For Cloudrexx's own push it is in the way with its Sync row, too: that is the name it would push by.
    expect(await fleet.program.invoke('links.plan', { ...wish, delivery: 'live' })).toMatchObject({
      ok: false,
      error: { code: 'live-name-differs', details: { endpoint: 'calendar-category' } }
    })
    portal.double.admin.sql({ delete: 'core_module_sync', where: { data_access_id: id! } })
    const before = fleet.sites.map(stateOf)
    expect(await fleet.program.invoke('links.plan', { ...wish, delivery: 'queue' })).toMatchObject({
      ok: false,
      error: { code: 'preflight-refused', details: { refused: ['related-sync-missing'] } }
    })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect((await applied(await planned(portal, town, { models: ['calendar-category'] }))).state).toBe(
      'applied'
    )
  })
})

describe('live', () => {
  it('takes the primary’s name on the replica, beside what is there, and a push arrives by it', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }])
    const [portal, town] = sites()
    town.double.admin.sql({
      update: 'core_module_data_access',
      set: { name: 'categories' },
      where: { name: 'calendar-category' }
    })
    const linkId = await linked(portal, town, { models: ['calendar-category'], delivery: 'live' })
    const { models } = await fleet.program.call('links.show', { linkId })
    for (const { primaryEndpoint, replicaEndpoint } of models) expect(replicaEndpoint).toBe(primaryEndpoint)
    await sync(fleet.program, linkId)
    const [category] = portal.double.admin.rows('module_calendar_category')
    await portal.double.admin.edit({
      operation: 'update',
      model: 'calendar-category',
      id: Number(category!['id']),
      fields: { pos: 99 }
    })
    const { sent, disabledHosts } = await portal.double.admin.push()
    expect(sent.length).toBeGreaterThan(0)
    expect({ disabledHosts, refused: sent.filter(({ status }) => status !== 200) }).toEqual({
      disabledHosts: [],
      refused: []
    })
    expect(town.double.admin.rows('module_calendar_category').map(row => row['pos'])).toContain(99)
  })

  it('refuses a name that stands for something else on the replica', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }])
    const [portal, town] = sites()
    hide(town, 'calendar-category')
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['calendar-category'] }
    expect(await fleet.program.invoke('links.plan', { ...wish, delivery: 'live' })).toMatchObject({
      ok: false,
      error: { code: 'live-name-differs', details: { endpoint: 'calendar-category' } }
    })
    const linkId = await linked(portal, town, { models: ['calendar-category'] })
    expect((await fleet.program.call('links.show', { linkId })).models[0]!.replicaEndpoint).toBe(
      'calendar-category-rexxfleet'
    )
  })
})
