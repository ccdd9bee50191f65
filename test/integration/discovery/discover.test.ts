import { afterEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
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
import { ownReplication, ownSync, pushKey } from '../doctor/own-push.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const mail = 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail'

async function twoSites(rewriteRules = 0): Promise<[TestSite, TestSite]> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules }, { name: 'Town' }])
  return fleet.sites as [TestSite, TestSite]
}

describe('what exists already', () => {
  it('is nothing on fresh sites', async () => {
    await twoSites()
    expect(await fleet.program.call('links.discover', {})).toEqual({
      proposals: [],
      pairs: [],
      strangers: [],
      unread: []
    })
  })

  it('is offered with models, delivery and evidence, writing nothing and telling no key', async () => {
    const [portal, town] = await twoSites()
    const { hostId } = ownReplication(portal, town, 'calendar-mail', mail)
    const syncId = ownSync(portal, 'RewriteRule', rewriteRule, 0)
    portal.double.admin.sql({
      insert: 'core_module_sync_host_entity',
      row: { sync_id: syncId, host_id: hostId, entity_id: '4' }
    })
    const before = [portal, town].map(stateOf)
    for (const { double } of [portal, town]) double.log.clear()
    const found = await fleet.program.call('links.discover', {})
    expect(found.proposals).toEqual([
      {
        primaryId: portal.id,
        replicaId: town.id,
        linkId: null,
        delivery: 'live',
        host: { rowId: hostId, host: 'town.example', active: true, state: 0, waiting: 0 },
        evidence: ['key', 'address', 'name'],
        notes: ['not-granted', 'only-some-entities'],
        models: [
          {
            name: mail,
            shortName: 'calendar-mail',
            ids: null,
            active: true,
            granted: true,
            mapped: 0,
            notReplicable: null
          },
          {
            name: rewriteRule,
            shortName: 'RewriteRule',
            ids: ['4'],
            active: false,
            granted: false,
            mapped: 0,
            notReplicable: null
          }
        ]
      }
    ])
    expect(JSON.stringify(found)).not.toContain(pushKey)
    expect([portal, town].map(stateOf)).toEqual(before)
    const seen = [portal, town].flatMap(({ double }) => double.log.requests.map(({ method }) => method))
    expect([...new Set(seen)].sort()).toEqual(['GET', 'OPTIONS'])
  })

  it('is known by its key where its host goes by another name, and told by its state', async () => {
    const [portal, town] = await twoSites()
    ownReplication(portal, town, 'calendar-mail', mail, {
      host: 'preview.example',
      url_template: '',
      state: 2
    })
    const { proposals } = await fleet.program.call('links.discover', {})
    expect(proposals).toMatchObject([
      { delivery: 'queue', evidence: ['key'], notes: ['host-name-differs'], host: { state: 2 } }
    ])
  })

  it('names hosts that are not in the fleet, and sites that do not answer', async () => {
    const [portal, town] = await twoSites()
    ownReplication(portal, town, 'calendar-mail', mail, {
      host: 'elsewhere.example',
      url_template: '',
      api_key: 'f'.repeat(32)
    })
    expect(await fleet.program.call('links.discover', {})).toMatchObject({
      proposals: [],
      strangers: [{ siteId: portal.id, host: 'elsewhere.example', active: true }]
    })
    town.double.faults.maintenance(true)
    expect(await fleet.program.call('links.discover', {})).toMatchObject({
      unread: [{ siteId: town.id, error: { code: 'site-maintenance' } }]
    })
  })
})

describe('taking it up', () => {
  it('reuses the rows that are there, and taking it apart leaves them', async () => {
    const [portal, town] = await twoSites(3)
    ownReplication(portal, town, 'RewriteRule', rewriteRule, { state: 2 })
    const before = [portal, town].map(stateOf)
    const { proposals } = await fleet.program.call('links.discover', {})
    const { primaryId, replicaId, models } = proposals[0]!
    const plan = await fleet.program.call('links.plan', {
      primaryId,
      replicaId,
      models: models.map(({ name }) => name)
    })
    const made = plan.steps
      .flatMap(({ effects }) => effects)
      .filter(({ act, what }) => act === 'create' && what !== 'link')
    // Its own key with its own rights; sources and endpoints are those that are there.
    expect([...new Set(made.map(({ what }) => what))].sort()).toEqual(['apikey', 'grant'])
    expect((await apply(fleet.program, plan.id)).state).toBe('applied')
    const linkId = plan.linkId!
    expect((await fleet.program.call('links.discover', {})).proposals).toMatchObject([{ linkId }])
    const gone = await fleet.program.call('links.planDeregister', { linkId })
    expect((await apply(fleet.program, gone.id)).failure).toBeNull()
    expect([portal, town].map(stateOf)).toEqual(before)
  })

  it('is taken over with its queue, and what is not Rexxfleet’s is named before any of it goes', async () => {
    const [portal, town] = await twoSites(3)
    const { hostId } = ownReplication(portal, town, 'RewriteRule', rewriteRule, {
      state: 2,
      host: new URL(town.double.url).host
    })
    const before = [portal, town].map(stateOf)
    const { proposals } = await fleet.program.call('links.discover', {})
    const { primaryId, replicaId, models, delivery } = proposals[0]!
    const plan = await fleet.program.call('links.plan', {
      primaryId,
      replicaId,
      delivery,
      models: models.map(({ name }) => name)
    })
    const { notices = [] } = plan
    expect(notices.map(({ kind }) => kind)).not.toContain('pushes-already')
    expect((await apply(fleet.program, plan.id)).failure).toBeNull()
    expect(portal.double.admin.rows('core_module_sync_host')).toMatchObject([{ id: hostId }])
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({ state: 'done', counts: { create: 3 } })
    const gone = await fleet.program.call('links.planDeregister', { linkId: plan.linkId! })
    const effects = gone.steps.flatMap(step => step.effects)
    const others = (what: string): unknown[] =>
      effects.filter(effect => effect.what === what).map(({ act, why }) => [act, why])
    expect(others('host')).toContainEqual(['keep', 'not-ours'])
    expect(others('hostentity')).toEqual([['remove', undefined]])
    expect(others('sync')).toEqual([['keep', 'not-ours']])
    const { expected } = gone.confirmation
    expect((await apply(fleet.program, gone.id, expected ?? undefined)).failure).toBeNull()
    const without = ({
      core_rewrite_rule: _rules,
      core_module_sync_host_entity: _entities,
      ...rest
    }: (typeof before)[0]) => rest
    expect([portal, town].map(stateOf).map(without)).toEqual(before.map(without))
    const undo = await fleet.program.call('workflows.undo', { workflowId: gone.id })
    expect((await apply(fleet.program, undo.id, undo.confirmation.expected ?? undefined)).failure).toBeNull()
    expect(portal.double.admin.rows('core_module_sync_host_entity')).toMatchObject([{ entity_id: '*' }])
  })

  it('stays as it was where it listened to chosen entities, when it is taken back and when it comes back', async () => {
    const [portal, town] = await twoSites(5)
    const { sql, rows } = portal.double.admin
    const { hostId, syncId } = ownReplication(portal, town, 'RewriteRule', rewriteRule, {
      state: 2,
      host: new URL(town.double.url).host
    })
    sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
    for (const entity_id of ['2', '4'])
      sql({ insert: 'core_module_sync_host_entity', row: { sync_id: syncId, host_id: hostId, entity_id } })
    const before = [portal, town].map(stateOf)
    const listens = (): unknown[] => rows('core_module_sync_host_entity').map(row => row['entity_id'])
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'] }
    const plan = await fleet.program.call('links.plan', { ...wish, delivery: 'queue' })
    expect((await apply(fleet.program, plan.id)).failure).toBeNull()
    expect(listens().sort()).toEqual(['*', '2', '4'])
    const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect((await apply(fleet.program, undo.id)).failure).toBeNull()
    expect([portal, town].map(stateOf)).toEqual(before)
    const some = await fleet.program.call('links.plan', { ...wish, delivery: 'queue', ids: ['1', '2'] })
    expect((await apply(fleet.program, some.id)).failure).toBeNull()
    const none = await fleet.program.call('workflows.undo', { workflowId: some.id })
    expect((await apply(fleet.program, none.id)).failure).toBeNull()
    expect([portal, town].map(stateOf)).toEqual(before)

    const again = await fleet.program.call('links.plan', { ...wish, delivery: 'queue', ids: ['1', '2'] })
    expect((await apply(fleet.program, again.id)).failure).toBeNull()
    const gone = await fleet.program.call('links.planDeregister', { linkId: again.linkId! })
    expect((await apply(fleet.program, gone.id)).failure).toBeNull()
    expect(listens()).toEqual([])
    const back = await fleet.program.call('workflows.undo', { workflowId: gone.id })
    expect((await apply(fleet.program, back.id)).failure).toBeNull()
    expect(listens().sort()).toEqual(['1', '2', '4'])
  })

  it('is not pushed to by Cloudrexx any more where Rexxfleet delivers, and is again when that is taken back (F44)', async () => {
    const [portal, town] = await twoSites(2)
    ownReplication(portal, town, 'RewriteRule', rewriteRule, { host: new URL(town.double.url).host })
    const before = [portal, town].map(stateOf)
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'] }
    const plan = await fleet.program.call('links.plan', { ...wish, delivery: 'queue' })
    expect(plan.steps.find(({ kind }) => kind === 'pause-host')).toMatchObject({
      state: 'planned',
      effects: [{ act: 'update', what: 'host', why: 'no-more-pushes' }]
    })
    expect((await apply(fleet.program, plan.id)).failure).toBeNull()
    expect(portal.double.admin.rows('core_module_sync_host')).toMatchObject([{ active: 1, state: 2 }])
    const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect((await apply(fleet.program, undo.id)).failure).toBeNull()
    expect([portal, town].map(stateOf)).toEqual(before)
  })

  it('goes on being pushed to with its own key, which may write what is added and loses that with it', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }])
    const [portal, town] = fleet.sites as [TestSite, TestSite]
    ownReplication(portal, town, 'calendar-mail', mail, { host: new URL(town.double.url).host })
    const before = [portal, town].map(stateOf)
    const done = async ({ id, confirmation }: WorkflowView): Promise<void> => {
      const { expected, acknowledge } = confirmation
      const ended = workflowEnded(fleet.program, id)
      await fleet.program.call('workflows.apply', {
        workflowId: id,
        ...(expected ? { confirm: expected } : {}),
        ...(acknowledge ? { acknowledge } : {})
      })
      expect(await ended).toMatchObject({ state: 'applied', failure: null })
    }
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['calendar-mail'] }
    const plan = await fleet.program.call('links.plan', { ...wish, delivery: 'live' })
    await done(plan)
    const linkId = plan.linkId!
    await done(await fleet.program.call('links.planEdit', { linkId, addModels: ['calendar-category'] }))
    await sync(fleet.program, linkId, { confirmOverwrites: true })
    const [category] = portal.double.admin.rows('module_calendar_category')
    const { id, pos } = category as { id: number; pos: number }
    const edit = (value: number): Promise<unknown> =>
      portal.double.admin.edit({
        operation: 'update',
        model: 'calendar-category',
        id,
        fields: { pos: value }
      })
    await edit(99)
    const { sent, disabledHosts } = await portal.double.admin.push()
    expect({ refused: sent.filter(({ status }) => status !== 200), disabledHosts }).toEqual({
      refused: [],
      disabledHosts: []
    })
    expect(town.double.admin.rows('module_calendar_category').map(row => row['pos'])).toContain(99)
    await edit(pos)
    await portal.double.admin.push()
    await done(await fleet.program.call('links.planDeregister', { linkId }))
    const without = ({
      core_module_sync_host: _host,
      core_module_sync_host_entity: _entities,
      ...rest
    }: (typeof before)[0]) => rest
    expect([portal, town].map(stateOf).map(without)).toEqual(before.map(without))
  })

  it('is offered again from the mappings alone, where a link was forgotten', async () => {
    const [portal, town] = await twoSites(3)
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await apply(fleet.program, plan.id)
    expect((await fleet.program.call('links.discover', {})).proposals).toMatchObject([
      {
        linkId: null,
        delivery: 'compare',
        host: null,
        evidence: ['mappings'],
        models: [{ shortName: 'RewriteRule', mapped: 3 }]
      }
    ])
  })
})
