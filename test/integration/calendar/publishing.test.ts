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
