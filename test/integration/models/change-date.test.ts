import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import {
  apply,
  linkUp,
  openFleet,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { note, region } from '../../support/own-component.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
/** Seconds that have gone by on both sites since they were set up. */
let later = 0

const clock = (): Date => new Date(Date.now() + later * 1_000)
beforeEach(async () => {
  later = 0
  fleet = await openFleet([
    { name: 'Portal', places: 1, clock },
    { name: 'Town', places: 0, clock }
  ])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const relations = [{ name: 'region', target: 'guide-region' }]
  for (const wish of [{ name: region }, { name: note, relations }]) {
    const plan = await fleet.program.call('models.planAdd', { siteId: portal.id, ...wish })
    await apply(fleet.program, plan.id)
  }
})
afterEach(() => fleet.close())

const wishFor = (changeDate: string): CallInput<'models.planChangeDate'> => ({
  ...{ siteId: portal.id, model: 'guide-note', changeDate }
})

async function nameDate(wish = wishFor('changed')): Promise<WorkflowView> {
  const plan = await fleet.program.call('models.planChangeDate', wish)
  return apply(fleet.program, plan.id)
}

const known = async (): Promise<string | undefined> =>
  (await fleet.program.call('models.list', {})).find(({ name }) => name === note)?.changeDate ?? undefined

const texts = (site: TestSite): unknown[] =>
  site.double.admin.rows('module_guide_note').map(row => row['text'])

/** Somebody saves a note, five seconds after whatever was saved before. */
function save(site: TestSite, at: number, text: string): void {
  later += 5
  const { id } = site.double.admin.rows('module_guide_note')[at]!
  site.double.admin.sql({ update: 'module_guide_note', set: { text }, where: { id: id! } })
}

describe('a class that a link carries', () => {
  let linkId: string
  beforeEach(async () => {
    linkId = await linkUp(fleet.program, portal.id, town.id, ['guide-note'])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 6 } })
  })

  it('is given a change date, and what was edited before that is told as it would have been', async () => {
    save(portal, 0, 'only portal')
    save(town, 1, 'only town')
    const before = fleet.sites.map(stateOf)
    expect(await nameDate()).toMatchObject({ state: 'applied', failure: null })
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await known()).toBe('changed')
    await fleet.reopen()
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'partly', sent: 1, counts: { update: 1, conflict: 1 } })
    expect(texts(town)).toEqual(['only portal', 'only town', 'About the Plain'])
    const { items } = await fleet.program.call('runs.items', { runId: run.id, actions: ['conflict'] })
    expect(items.map(({ why }) => why)).toEqual(['edited-on-replica'])
  })

  it('can let the newer side win from then on', async () => {
    await nameDate()
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'newer-wins' })
    save(town, 0, 'town, first')
    save(portal, 0, 'portal, last')
    save(portal, 1, 'portal, first')
    save(town, 1, 'town, last')
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1 })
    expect(texts(town)).toEqual(['portal, last', 'town, last', 'About the Plain'])
  })

  it('loses it again by an undo, with what was agreed', async () => {
    const applied = await nameDate()
    save(portal, 0, 'only portal')
    save(town, 1, 'only town')
    const undo = await fleet.program.call('workflows.undo', { workflowId: applied.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied' })
    expect(await known()).toBeUndefined()
    expect(await sync(fleet.program, linkId)).toMatchObject({ counts: { update: 1, conflict: 1 } })
  })

  it('is left as it is while a run is at work', async () => {
    const plan = await fleet.program.call('models.planChangeDate', wishFor('changed'))
    save(portal, 0, 'slowly')
    portal.double.faults.add({ kind: 'slow', ms: 400, times: Infinity, match: { method: 'GET' } })
    const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    const answer = await fleet.program.invoke('workflows.apply', { workflowId: plan.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'link-busy' } })
    portal.double.faults.clear()
    expect(await runEnded(fleet.program, run!.id)).toMatchObject({ state: 'done', sent: 1 })
    expect(await known()).toBeUndefined()
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied' })
  })

  it('is left as it is where a side cannot be read, and goes on once it can', async () => {
    save(portal, 0, 'only portal')
    const plan = await fleet.program.call('models.planChangeDate', wishFor('changed'))
    town.double.faults.add({ kind: 'status', status: 500, times: Infinity, match: { method: 'GET' } })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'failed' })
    expect(await known()).toBeUndefined()
    town.double.faults.clear()
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1 })
  })
})

it('is given one after the other, both ways too', async () => {
  const plan = await fleet.program.call('links.plan', {
    ...{ primaryId: portal.id, replicaId: town.id, models: ['guide-note'], bothWays: true }
  })
  await apply(fleet.program, plan.id)
  const both = async () => {
    const runs = await fleet.program.call('runs.start', { linkIds: [plan.linkId!] })
    return Promise.all(runs.map(run => runEnded(fleet.program, run.id)))
  }
  expect((await both()).map(({ state }) => state)).toEqual(['done', 'done'])
  save(portal, 0, 'portal')
  save(town, 1, 'town')
  await nameDate()
  expect(await both()).toMatchObject([
    { state: 'done', counts: { conflict: 0, update: 1 } },
    { state: 'done', counts: { conflict: 0, update: 1 } }
  ])
  expect(texts(portal)).toEqual(['portal', 'town', 'About the Plain'])
  expect(texts(town)).toEqual(texts(portal))
})

describe('a change date', () => {
  it.each([
    ['missing', 'unknown-field'],
    ['text', 'no-date'],
    ['region', 'unknown-field']
  ])('%s is refused as when a class is added, and nothing is left behind', async (field, why) => {
    const before = stateOf(portal)
    const ended = await nameDate(wishFor(field))
    expect(ended).toMatchObject({ state: 'undone', failure: { code: 'change-date-unfit', details: { why } } })
    expect(stateOf(portal)).toEqual(before)
    expect(await known()).toBeUndefined()
  })

  it('is refused for what is part of Cloudrexx, and where it is the one already', async () => {
    const refused = async (wish: CallInput<'models.planChangeDate'>) => {
      const answer = await fleet.program.invoke('models.planChangeDate', wish)
      return answer.ok ? null : answer.error.code
    }
    expect(await refused({ ...wishFor('start'), model: 'calendar-event' })).toBe('invalid-input')
    await nameDate()
    expect(await refused(wishFor('changed'))).toBe('invalid-input')
  })

  it('can be one that no record shows yet, where a person says what it holds', async () => {
    const wish = { ...wishFor('touched'), model: 'guide-region' }
    expect((await nameDate(wish)).failure?.code).toBe('change-date-unfit')
    expect((await nameDate({ ...wish, type: 'datetime' })).state).toBe('applied')
  })
})
