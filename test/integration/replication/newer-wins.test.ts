import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, linkUp, openFleet, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { note, region } from '../../support/own-component.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
/** Seconds that have gone by on both sites since they were set up. */
let later: number

const clock = (): Date => new Date(Date.now() + later * 1_000)
afterEach(() => fleet.close())

beforeEach(async () => {
  later = 0
  fleet = await openFleet([
    { name: 'Portal', places: 1, clock },
    { name: 'Town', places: 0, clock }
  ])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
})

async function add(wish: Omit<CallInput<'models.planAdd'>, 'siteId'>): Promise<unknown> {
  const plan = await fleet.program.call('models.planAdd', { siteId: portal.id, ...wish })
  return (await apply(fleet.program, plan.id)).failure
}

/** Notes with the field in which their class notes each save, and the regions that they are about. */
async function addNotes(dated = true): Promise<void> {
  const relations = [{ name: 'region', target: 'guide-region' }]
  const changeDate = dated ? { changeDate: 'changed' } : {}
  expect(await add({ name: region })).toBeNull()
  expect(await add({ name: note, relations, ...changeDate })).toBeNull()
}

const notes = ({ double }: TestSite): Row[] => double.admin.rows('module_guide_note')
const texts = (site: TestSite): unknown[] => notes(site).map(row => row['text'])

/** Somebody saves a note, five seconds after whatever was saved before. */
function save(site: TestSite, at: number, text: string): void {
  later += 5
  const { id } = notes(site)[at]!
  site.double.admin.sql({ update: 'module_guide_note', set: { text }, where: { id: id! } })
}

describe('the newer side of a one-way link', () => {
  let linkId: string
  beforeEach(async () => {
    await addNotes()
    linkId = await linkUp(fleet.program, portal.id, town.id, ['guide-note'])
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 6 } })
    const policy = await fleet.program.call('links.setPolicy', { linkId, conflicts: 'newer-wins' })
    expect(policy).toMatchObject({ conflicts: 'newer-wins', dated: ['guide-note'] })
  })

  it('wins, whichever it is', async () => {
    save(town, 0, 'town, first')
    save(portal, 0, 'portal, last')
    save(portal, 1, 'portal, first')
    save(town, 1, 'town, last')
    save(town, 2, 'only town')
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 1,
      counts: { update: 1, conflict: 0 }
    })
    expect(texts(town)).toEqual(['portal, last', 'town, last', 'only town'])
    expect(texts(portal)).toEqual(['portal, last', 'portal, first', 'About the Plain'])
    // What was sent is dated by the replica's own save, and is no edit of anybody there.
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    save(portal, 1, 'portal, in the end')
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 1 })
    expect(texts(town)[1]).toBe('portal, in the end')
  })

  it('is nobody where both were saved at the same time: a person is asked', async () => {
    save(town, 0, 'town')
    later -= 5
    save(portal, 0, 'portal')
    expect(notes(town)[0]!['changed']).toBe(notes(portal)[0]!['changed'])
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'partly', sent: 0, counts: { conflict: 1 } })
    expect(texts(town)[0]).toBe('town')
  })
})

describe('the newer side of a link both ways', () => {
  let linkId: string
  async function both(): Promise<RunView[]> {
    const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
    return Promise.all(runs.map(run => runEnded(fleet.program, run.id)))
  }
  beforeEach(async () => {
    await addNotes()
    const plan = await fleet.program.call('links.plan', {
      primaryId: portal.id,
      replicaId: town.id,
      models: ['guide-note'],
      bothWays: true
    })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied' })
    linkId = plan.linkId!
    expect((await both()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('wins in either direction, and both sites are equal after that', async () => {
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'newer-wins' })
    save(town, 0, 'town, first')
    save(portal, 0, 'portal, last')
    save(portal, 1, 'portal, first')
    save(town, 1, 'town, last')
    expect((await both()).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(texts(portal)).toEqual(['portal, last', 'town, last', 'About the Plain'])
    expect(texts(town)).toEqual(texts(portal))
    expect((await both()).map(({ sent }) => sent)).toEqual([0, 0])
  })

  it('is not asked for where only one was saved, although a site dates what it is sent itself', async () => {
    save(portal, 0, 'portal')
    save(town, 1, 'town')
    expect(await both()).toMatchObject([
      { state: 'done', counts: { conflict: 0, update: 1 } },
      { state: 'done', counts: { conflict: 0, update: 1 } }
    ])
    save(town, 0, 'and then town')
    save(portal, 1, 'and then portal')
    expect((await both()).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(texts(portal)).toEqual(['and then town', 'and then portal', 'About the Plain'])
    expect(texts(town)).toEqual(texts(portal))
  })
})

describe('a change date', () => {
  it.each([
    ['missing', { changeDate: 'missing' }, 'unknown-field'],
    ['a text', { changeDate: 'text' }, 'no-date'],
    [
      'a text that is said to be a date',
      { changeDate: 'text', fields: [{ name: 'text', type: 'datetime' }] },
      'no-date'
    ],
    ['the id', { changeDate: 'id' }, 'no-date'],
    ['a relation', { changeDate: 'region' }, 'unknown-field']
  ] as const)('that is %s is refused, and nothing is kept', async (_what, wish, why) => {
    const before = portal.double.snapshot().tables['core_data_source']
    await add({ name: region })
    const relations = [{ name: 'region', target: 'guide-region' }]
    const { fields, ...rest } = { fields: [], ...wish }
    const failure = await add({ name: note, relations, ...rest, fields: [...fields] })
    expect(failure).toMatchObject({ code: 'change-date-unfit', details: { model: note, why } })
    const kept = (await fleet.program.call('models.list', {})).filter(({ added }) => added)
    expect(kept.map(({ shortName }) => shortName)).toEqual(['guide-region'])
    expect(portal.double.snapshot().tables['core_data_source']!.rows).toEqual(before!.rows)
  })

  it('that is said to be no date is refused before anything is asked of the site', async () => {
    portal.double.log.clear()
    const wish = { name: region, fields: [{ name: 'touched' }], changeDate: 'touched' }
    const answer = await fleet.program.invoke('models.planAdd', { siteId: portal.id, ...wish })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'change-date-unfit', details: { why: 'no-date' } }
    })
    expect(portal.double.log.requests).toEqual([])
  })

  it('can be named where no entity shows it yet, is told of, and outlives the program', async () => {
    const wish = {
      name: region,
      fields: [{ name: 'touched', type: 'datetime' as const }],
      changeDate: 'touched'
    }
    expect(await add(wish)).toBeNull()
    await fleet.reopen()
    const known = (await fleet.program.call('models.list', {})).find(({ name }) => name === region)
    expect(known).toMatchObject({ changeDate: 'touched' })
  })

  it('that nobody named leaves the policy refused', async () => {
    await addNotes(false)
    const linkId = await linkUp(fleet.program, portal.id, town.id, ['guide-note'])
    const answer = await fleet.program.invoke('links.setPolicy', { linkId, conflicts: 'newer-wins' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'no-change-date' } })
  })
})
