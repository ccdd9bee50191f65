import { afterEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const rows = (site: TestSite, table: string): Row[] => site.double.admin.rows(`module_calendar_${table}`)
const status = (site: TestSite): unknown =>
  rows(site, 'settings').find(row => row['name'] === 'publicationStatus')!['value']
const uri = (site: TestSite): string => site.double.url.replace('http://', '')

/** What a waiting workflow asks for. */
const asked = ({ steps }: WorkflowView) => steps.find(step => step.state === 'waiting')!

async function open(...replicas: string[]): Promise<TestSite[]> {
  fleet = await openFleet([{ name: 'Portal', events: 4 }, ...replicas.map(name => ({ name }))])
  return [...fleet.sites]
}

async function planned(primary: TestSite, replica: TestSite, more: object = {}): Promise<WorkflowView> {
  return fleet.program.call('links.plan', {
    primaryId: primary.id,
    replicaId: replica.id,
    models: ['calendar-event'],
    publish: true,
    ...more
  })
}

async function resumed(workflowId: string): Promise<WorkflowView> {
  const ended = workflowEnded(fleet.program, workflowId)
  await fleet.program.call('workflows.resume', { workflowId })
  return ended
}

/** Applies, and does what is asked for until nothing is. */
async function applyByHand(site: TestSite, workflowId: string, confirm?: string): Promise<WorkflowView> {
  let workflow = await apply(fleet.program, workflowId, confirm)
  while (workflow.state === 'waiting') {
    site.double.admin.script(asked(workflow).sql!)
    workflow = await resumed(workflowId)
    if (asked(workflow)?.failure) throw new Error(asked(workflow).failure!.message)
  }
  return workflow
}

describe('a replica as publishing target', () => {
  it('is asked for with SQL, verified in the tables, and leaves nothing when it is taken away', async () => {
    const [portal, town] = await open('Town')
    const before = fleet.sites.map(stateOf)
    const plan = await planned(portal!, town!)
    expect(fleet.sites.map(stateOf)).toEqual(before)
    const step = plan.steps.find(({ kind }) => kind === 'publish-calendar')!
    expect(step).toMatchObject({
      state: 'planned',
      siteId: portal!.id,
      sql: expect.stringContaining('`contrexx_module_calendar_host`'),
      effects: [
        { act: 'update', what: 'publication-status', name: 'publicationStatus' },
        { act: 'create', what: 'publishing-target', name: uri(town!) },
        { act: 'create', what: 'event-target', name: uri(town!) }
      ]
    })

    const waiting = await apply(fleet.program, plan.id)
    expect(waiting).toMatchObject({ state: 'waiting', failure: null, endedAt: null })
    expect(asked(waiting)).toMatchObject({ kind: 'publish-calendar', sql: step.sql, failure: null })
    expect([status(portal!), rows(portal!, 'host')]).toEqual(['2', []])
    expect(await fleet.program.call('links.show', { linkId: plan.linkId! })).toMatchObject({
      state: 'setting-up',
      status: 'paused',
      workflowId: plan.id
    })

    // Nobody's word counts: it is looked at.
    const still = await resumed(plan.id)
    expect(still.state).toBe('waiting')
    expect(asked(still).failure).toMatchObject({
      code: 'sql-not-seen',
      details: { missing: ['publication-status', 'publishing-target', 'event-target'] }
    })

    portal!.double.admin.script(step.sql!)
    const once = stateOf(portal!)
    portal!.double.admin.script(step.sql!)
    expect(stateOf(portal!)).toEqual(once)
    expect(await resumed(plan.id)).toMatchObject({ state: 'applied', failure: null })
    expect(status(portal!)).toBe('1')
    expect(rows(portal!, 'host')).toEqual([
      { id: 1, title: 'Town', uri: uri(town!), cat_id: 0, key: '', confirmed: 1, status: 0 }
    ])
    expect(rows(portal!, 'rel_event_host').map(row => row['event_id'])).toEqual(
      rows(portal!, 'event').map(row => row['id'])
    )
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({ state: 'done' })

    const deregister = await fleet.program.call('links.planDeregister', { linkId: plan.linkId! })
    const effects = deregister.steps.flatMap(one => one.effects)
    expect(effects).toContainEqual({
      act: 'remove',
      what: 'event-target',
      name: uri(town!),
      count: rows(portal!, 'event').length
    })
    expect(effects).toContainEqual({ act: 'remove', what: 'publishing-target', name: uri(town!) })
    expect(effects).toContainEqual({ act: 'update', what: 'publication-status', name: 'publicationStatus' })
    const gone = await applyByHand(portal!, deregister.id, 'Town')
    expect(gone).toMatchObject({ state: 'applied', failure: null })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })
})

async function linked(primary: TestSite, replica: TestSite): Promise<string> {
  const plan = await planned(primary, replica)
  expect(await applyByHand(primary, plan.id)).toMatchObject({ state: 'applied', failure: null })
  return plan.linkId!
}

describe('publishing targets of several replicas', () => {
  it('share the setting, which goes back with the last of them', async () => {
    const [portal, town, village] = await open('Town', 'Village')
    const before = stateOf(portal!)
    const first = await linked(portal!, town!)
    const second = await linked(portal!, village!)
    expect(rows(portal!, 'host').map(row => row['uri'])).toEqual([uri(town!), uri(village!)])
    const plan = await fleet.program.call('links.planDeregister', { linkId: first, keepData: true })
    expect(plan.steps.flatMap(({ effects }) => effects)).toContainEqual({
      act: 'keep',
      what: 'publication-status',
      name: 'publicationStatus',
      why: 'used-by-others'
    })
    await applyByHand(portal!, plan.id)
    expect([status(portal!), rows(portal!, 'host').map(row => row['uri'])]).toEqual(['1', [uri(village!)]])
    const last = await fleet.program.call('links.planDeregister', { linkId: second, keepData: true })
    expect(await applyByHand(portal!, last.id)).toMatchObject({ state: 'applied' })
    expect(stateOf(portal!)).toEqual(before)
  })

  it('go with one script when their primary leaves all replication', async () => {
    const [portal, town, village] = await open('Town', 'Village')
    const before = stateOf(portal!)
    await linked(portal!, town!)
    await linked(portal!, village!)
    const purge = await fleet.program.call('links.planPurge', { siteId: portal!.id })
    expect(purge.steps.filter(({ sql }) => sql !== null)).toHaveLength(1)
    expect(await applyByHand(portal!, purge.id, 'Portal')).toMatchObject({ state: 'applied', failure: null })
    expect(stateOf(portal!)).toEqual(before)
  })
})

describe('a publishing target that was there before', () => {
  it('is used, stays when the link goes, and gets back what it was', async () => {
    const [portal, town] = await open('Town')
    const { sql } = portal!.double.admin
    const [event] = rows(portal!, 'event').map(row => row['id']!)
    const row = { title: 'Ours', uri: uri(town!), cat_id: 0, key: '', confirmed: 1, status: 1 }
    const id = sql({ insert: 'module_calendar_host', row })
    sql({ insert: 'module_calendar_rel_event_host', row: { host_id: id, event_id: event! } })
    const before = stateOf(portal!)
    const linkId = await linked(portal!, town!)
    expect(rows(portal!, 'host')).toEqual([{ ...row, id, status: 0 }])
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    expect(await applyByHand(portal!, plan.id)).toMatchObject({ state: 'applied' })
    expect(stateOf(portal!)).toEqual(before)
  })
})

describe('a link that waits for its SQL', () => {
  it('is undone with the reverse, from before the SQL and from after it', async () => {
    const [portal, town] = await open('Town')
    const before = fleet.sites.map(stateOf)
    for (const run of [false, true]) {
      const plan = await planned(portal!, town!)
      const waiting = await apply(fleet.program, plan.id)
      if (run) portal!.double.admin.script(asked(waiting).sql!)
      const program = await fleet.reopen()
      const undo = await program.call('workflows.undo', { workflowId: plan.id })
      const undone = await applyByHand(portal!, undo.id)
      expect(undone).toMatchObject({ state: 'applied', failure: null })
      expect(undone.steps.some(({ kind, sql }) => kind === 'unpublish-calendar' && sql !== null)).toBe(run)
      expect(fleet.sites.map(stateOf)).toEqual(before)
    }
  })

  it('goes both ways and waits on one side: each direction is taken off by itself, and nothing is left', async () => {
    const [portal, town] = await open('Town')
    const before = fleet.sites.map(stateOf)
    for (const first of [0, 1]) {
      const plan = await planned(portal!, town!, { bothWays: true })
      const waiting = await apply(fleet.program, plan.id)
      expect(waiting.state).toBe('waiting')
      portal!.double.admin.script(asked(waiting).sql!)
      expect(await resumed(plan.id)).toMatchObject({ state: 'waiting' })
      const links = (await fleet.program.call('links.list', {})).map(({ id, primaryId }) => ({
        id,
        primaryId
      }))
      expect(links).toHaveLength(2)
      for (const at of [first, 1 - first]) {
        const { id: linkId, primaryId } = links[at]!
        const gone = await fleet.program.call('links.planDeregister', { linkId })
        const site = primaryId === portal!.id ? portal! : town!
        await applyByHand(site, gone.id, gone.confirmation.expected ?? undefined)
      }
      expect(await fleet.program.call('links.list', {})).toEqual([])
      expect(fleet.sites.map(stateOf)).toEqual(before)
    }
  })

  it('brings its target back when its deregistration is undone', async () => {
    const [portal, town] = await open('Town')
    const linkId = await linked(portal!, town!)
    const tables = ['settings', 'host', 'rel_event_host'].map(table => rows(portal!, table))
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await applyByHand(portal!, plan.id)
    const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect(await applyByHand(portal!, undo.id)).toMatchObject({ state: 'applied', failure: null })
    const [settings, hosts, events] = ['settings', 'host', 'rel_event_host'].map(table =>
      rows(portal!, table)
    )
    expect(settings).toEqual(tables[0])
    expect(hosts).toMatchObject([{ uri: uri(town!), status: 0 }])
    expect(events).toHaveLength(tables[2]!.length)
  })

  it('goes on where the site failed while it was looked at', async () => {
    const [portal, town] = await open('Town')
    const plan = await planned(portal!, town!)
    const waiting = await apply(fleet.program, plan.id)
    portal!.double.admin.script(asked(waiting).sql!)
    const match = { pathIncludes: 'rexxfleet-calendar-target' }
    const fault = portal!.double.faults.add({ kind: 'status', status: 403, match, times: Infinity })
    expect(await resumed(plan.id)).toMatchObject({ state: expect.stringMatching(/^(failed|waiting)$/) })
    fault.remove()
    expect(await resumed(plan.id)).toMatchObject({ state: 'applied', failure: null })
  })
})

describe('by which delivery a target is set up', () => {
  const stepsOf = (workflow: WorkflowView): string[] => workflow.steps.map(({ kind }) => kind)

  it('is queue and live without a word, compare when it is asked for', async () => {
    const [portal, town] = await open('Town')
    const plan = (more: object): Promise<WorkflowView> =>
      planned(portal!, town!, { publish: undefined, ...more })
    expect(stepsOf(await plan({}))).not.toContain('publish-calendar')
    expect(stepsOf(await plan({ publish: true }))).toContain('publish-calendar')
    expect(stepsOf(await plan({ delivery: 'queue' }))).toContain('publish-calendar')
    expect(stepsOf(await plan({ delivery: 'queue', publish: false }))).not.toContain('publish-calendar')
    const stray = await fleet.program.invoke('links.plan', {
      primaryId: portal!.id,
      replicaId: town!.id,
      models: ['RewriteRule'],
      publish: true
    })
    expect(stray).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })
})

describe('what people told a site about themselves', () => {
  it('may be written with the key of the link, as documented, and is not replicated unless it is chosen', async () => {
    const [portal, town] = await open('Town')
    const before = stateOf(town!)
    const people = [rows(town!, 'registration'), rows(town!, 'invite')]
    const plan = await planned(portal!, town!, { publish: false })
    expect(plan.notices?.map(({ kind }) => kind) ?? []).not.toContain('about-people')
    await apply(fleet.program, plan.id)
    const granted = new Set(
      town!.double.admin
        .rows('core_module_data_access_data_access_apikey')
        .filter(row => row['api_key_id'] !== 1 && row['read_only'] === 0)
        .map(row => row['data_access_id'])
    )
    const names = town!.double.admin
      .rows('core_module_data_access')
      .filter(row => granted.has(row['id']!))
      .map(row => String(row['name']))
    expect(names).toEqual(
      expect.arrayContaining([
        ...[
          'calendar-registration',
          'calendar-registrationformfieldvalue',
          'calendar-invite',
          'calendar-mail'
        ],
        ...['calendar-event', 'calendar-category', 'calendar-registrationform']
      ])
    )
    expect(names).toHaveLength(11)
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({ state: 'done' })
    expect([rows(town!, 'registration'), rows(town!, 'invite')]).toEqual(people)
    const gone = await fleet.program.call('links.planDeregister', { linkId: plan.linkId! })
    expect(await apply(fleet.program, gone.id, 'Town')).toMatchObject({ state: 'applied' })
    expect(stateOf(town!)).toEqual(before)
    const chosen = await planned(portal!, town!, {
      publish: false,
      models: ['calendar-event', 'calendar-registration']
    })
    expect(chosen.notices?.map(({ kind }) => kind)).toContain('about-people')
  })
})

describe('a publishing target that comes or goes with an edit', () => {
  async function edited(linkId: string, edit: object): Promise<WorkflowView> {
    const plan = await fleet.program.call('links.planEdit', { linkId, ...edit })
    const { acknowledge } = plan.confirmation
    if (acknowledge) throw new Error(acknowledge.join())
    const done = await applyByHand(fleet.sites[0]!, plan.id, plan.confirmation.expected ?? undefined)
    expect(done).toMatchObject({ state: 'applied', failure: null })
    return done
  }
  const published = async (linkId: string): Promise<unknown> =>
    (await fleet.program.call('links.show', { linkId })).published

  it('is switched on and off again, and leaves the calendar as it was', async () => {
    const [portal, town] = await open('Town')
    const plan = await planned(portal!, town!, { publish: false })
    await apply(fleet.program, plan.id)
    const linkId = plan.linkId!
    const before = fleet.sites.map(stateOf)
    expect(await published(linkId)).toBe(false)
    const on = await edited(linkId, { publish: true })
    expect([status(portal!), rows(portal!, 'host').map(row => row['uri'])]).toEqual(['1', [uri(town!)]])
    expect(await published(linkId)).toBe(true)
    expect((await fleet.program.call('links.planEdit', { linkId, publish: true })).steps).toHaveLength(1)
    await edited(linkId, { publish: false })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await published(linkId)).toBe(false)
    expect(on.steps.map(({ kind }) => kind)).toContain('publish-calendar')
  })

  it('is one no longer, although a table is read through a source of somebody else', async () => {
    const [portal, town] = await open('Town')
    portal!.double.admin.sql({
      insert: 'core_data_source',
      row: { identifier: 'module_calendar_host', options: 'a:0:{}', type: 'legacyDatabaseRepository' }
    })
    const plan = await planned(portal!, town!, { publish: false })
    await apply(fleet.program, plan.id)
    const linkId = plan.linkId!
    const before = fleet.sites.map(stateOf)
    await edited(linkId, { publish: true })
    const off = await edited(linkId, { publish: false })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await published(linkId)).toBe(false)
    expect((await fleet.program.call('links.planEdit', { linkId, publish: false })).steps).toHaveLength(1)
    const undo = await fleet.program.call('workflows.undo', { workflowId: off.id })
    expect(await applyByHand(portal!, undo.id)).toMatchObject({ state: 'applied', failure: null })
    expect(await published(linkId)).toBe(true)
    await edited(linkId, { publish: false })
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('leaves the right to read the tables to the other links, with the last of which it goes', async () => {
    const [portal, town, village] = await open('Town', 'Village')
    const links: string[] = []
    for (const replica of [town!, village!]) {
      const plan = await planned(portal!, replica, { publish: false })
      await apply(fleet.program, plan.id)
      links.push(plan.linkId!)
    }
    const before = fleet.sites.map(stateOf)
    for (const linkId of links) await edited(linkId, { publish: true })
    await edited(links[0]!, { publish: false })
    expect(await Promise.all(links.map(published))).toEqual([false, true])
    await edited(links[1]!, { publish: false })
    expect(await Promise.all(links.map(published))).toEqual([false, false])
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('is set up where the delivery changes, and goes with the events', async () => {
    const [portal, town] = await open('Town')
    const plan = await fleet.program.call('links.plan', {
      primaryId: portal!.id,
      replicaId: town!.id,
      models: ['calendar-event', 'RewriteRule']
    })
    await apply(fleet.program, plan.id)
    const linkId = plan.linkId!
    const queued = await edited(linkId, { delivery: 'queue' })
    expect(rows(portal!, 'host').map(row => row['uri'])).toEqual([uri(town!)])
    const undo = await fleet.program.call('workflows.undo', { workflowId: queued.id })
    expect(await applyByHand(portal!, undo.id)).toMatchObject({ state: 'applied' })
    expect(rows(portal!, 'host')).toEqual([])
    await edited(linkId, { delivery: 'queue' })
    await edited(linkId, { dropModels: ['calendar-event'], fallen: 'keep' })
    expect(rows(portal!, 'host')).toEqual([])
    expect(await published(linkId)).toBeUndefined()
    await edited(linkId, { addModels: ['calendar-event'] })
    expect(rows(portal!, 'host').map(row => row['uri'])).toEqual([uri(town!)])
    expect(
      await fleet.program.invoke('links.planEdit', {
        linkId,
        dropModels: ['calendar-event'],
        publish: true,
        fallen: 'keep'
      })
    ).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' }
    })
  })
})
