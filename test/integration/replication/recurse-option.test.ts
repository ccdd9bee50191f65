import { afterEach, describe, expect, it } from 'vitest'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { plannedLinks } from '../../support/planned-links.ts'
import { ownGrant } from '../doctor/own-push.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const { sites, planned, applied, linked, deregistered } = plannedLinks(() => fleet)

const classOf = (model: string): string => modelMeant(model).name
const optionsOf = ({ double }: TestSite, model: string): unknown =>
  double.admin.rows('core_data_source').find(row => row['identifier'] === classOf(model))!['options']
const setOptions = ({ double }: TestSite, model: string, options: string): number =>
  double.admin.sql({ update: 'core_data_source', set: { options }, where: { identifier: classOf(model) } })
const effects = ({ steps }: WorkflowView): object[] => steps.flatMap(step => step.effects)

describe('the recurse option of a data source', () => {
  const event = 'calendar-event'
  const telling = /s:7:"recurse";s:1:"1".*categories\.events/

  it('is asked for where another key reads along, and goes back with the last link that reads relations', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = sites()
    const former = 'a:1:{s:5:"other";s:3:"own";}'
    setOptions(portal, event, former)
    ownGrant(portal, event, classOf(event))
    const before = fleet.sites.map(stateOf)
    const plan = await planned(portal, town, { models: [event] })
    expect(plan.confirmation.acknowledge).toEqual(['read-by-others'])
    expect(effects(plan)).toContainEqual({
      act: 'update',
      what: 'datasource',
      name: classOf(event),
      why: 'read-by-others'
    })
    expect(await fleet.program.invoke('workflows.apply', { workflowId: plan.id })).toMatchObject({
      ok: false,
      error: { code: 'needs-confirmation', details: { acknowledge: ['read-by-others'] } }
    })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    const first = (await applied(plan)).linkId!
    expect(optionsOf(portal, event)).toMatch(telling)
    expect(optionsOf(portal, event)).toContain('s:5:"other"')
    const second = await linked(portal, village, { models: [event] })
    await deregistered(first)
    expect(optionsOf(portal, event)).toMatch(telling)
    expect(await sync(fleet.program, second)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    await deregistered(second)
    expect(optionsOf(portal, event)).toBe(former)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('goes back with the last reader, not with the last that only needs the class to be there', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }, { name: 'Village' }])
    const [portal, town, village] = sites()
    const before = fleet.sites.map(stateOf)
    const reader = await linked(portal, town, { models: ['calendar-invite'] })
    const queue = await linked(portal, village, { models: [event], delivery: 'queue' })
    expect(optionsOf(portal, 'calendar-invite')).toContain('recurse')
    await deregistered(reader)
    expect(optionsOf(portal, 'calendar-invite')).toBe('a:0:{}')
    await deregistered(queue)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('is put right where it is on and prunes just what has to be read: no event loses its categories', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 3 }, { name: 'Town' }])
    const [portal, town] = sites()
    const pruned = 'a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:10:"categories";}}'
    setOptions(portal, event, pruned)
    const before = fleet.sites.map(stateOf)
    const members = (site: TestSite): number =>
      site.double.admin.rows('module_calendar_events_categories').length
    const own = members(town)
    const linkId = await linked(portal, town, { models: [event] })
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { failed: 0, blocked: 0 }
    })
    expect(members(portal)).toBeGreaterThan(0)
    expect(members(town)).toBe(own + members(portal))
    await deregistered(linkId)
    expect(optionsOf(portal, event)).toBe(pruned)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })

  it('stays as somebody set it since', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 1 }, { name: 'Town' }])
    const [portal, town] = sites()
    const linkId = await linked(portal, town, { models: [event] })
    const theirs = 'a:1:{s:7:"recurse";s:1:"1";}'
    setOptions(portal, event, theirs)
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    expect(effects(plan)).toContainEqual({
      act: 'keep',
      what: 'datasource',
      name: classOf(event),
      why: 'changed-since'
    })
    await applied(plan)
    expect(optionsOf(portal, event)).toBe(theirs)
  })
})
