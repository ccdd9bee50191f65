import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingView } from '../../../src-main/contract/doctor-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { effects, find, mend, undo } from './bed.ts'

const mappings = 'core_module_sync_id_mapping'
let fleet: TestFleet
let portal: TestSite
let town: TestSite
let village: TestSite
let linkId: string

beforeEach(async () => {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 6 },
    { name: 'Town', rewriteRules: 2 },
    { name: 'Village' }
  ])
  ;[portal, town, village] = fleet.sites as [TestSite, TestSite, TestSite]
  linkId = await linkUp(fleet.program, portal.id, town.id)
  await sync(fleet.program, linkId)
  rename('portal.example', 'www.portal.example')
})
afterEach(() => fleet.close())

function rename(from: string, to: string): void {
  town.double.admin.sql({ update: mappings, set: { foreign_host: to }, where: { foreign_host: from } })
}
const names = (): unknown[] => [
  ...new Set(
    town.double.admin
      .rows(mappings)
      .map(row => row['foreign_host'])
      .filter(host => host !== 'rexxfleet.invalid')
  )
]
const found = async (): Promise<FindingView> => (await find(fleet.program, town, 'sender-name-differs'))!
const mainDomain = async (): Promise<string> => {
  const sites = await fleet.program.call('sites.list', {})
  return sites.find(({ id }) => id === portal.id)!.mainDomain
}

describe('a sender that is known under another name (F38)', () => {
  it('is shown with both ways to mend it, and what speaks for them', async () => {
    expect(await found()).toMatchObject({
      severity: 'error',
      linkId,
      mendable: true,
      choices: ['rename-mappings', 'move-site'],
      evidence: {
        foreignHost: 'www.portal.example',
        mainDomain: 'portal.example',
        count: 6,
        agreed: 6,
        agreedOtherwise: 0
      }
    })
  })

  it('gets its mappings renamed where it calls itself as Rexxfleet does, and a run makes nothing anew; and back', async () => {
    const before = stateOf(town)
    const mended = await mend(fleet.program, town, 'sender-name-differs')
    expect(effects(mended)).toEqual([{ act: 'update', what: 'mapping', name: 'portal.example', count: 6 }])
    expect(names()).toEqual(['portal.example'])
    const count = rules(town).length
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    expect(rules(town)).toHaveLength(count)
    await undo(fleet.program, mended)
    expect(stateOf(town)).toEqual(before)
  })

  it('is moved where it calls itself as the mappings do', async () => {
    portal.double.restore({ ...portal.double.snapshot(), mainDomain: 'www.portal.example' })
    const plan = await fleet.program.call('doctor.planMend', { findingId: (await found()).id })
    expect(plan.kind).toBe('move-site')
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied', failure: null })
    expect(await mainDomain()).toBe('www.portal.example')
    expect(await find(fleet.program, town, 'sender-name-differs')).toBeNull()
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    const back = await fleet.program.call('workflows.undo', { workflowId: plan.id })
    expect(await apply(fleet.program, back.id)).toMatchObject({ failure: null })
    expect(await mainDomain()).toBe('portal.example')
  })

  it('is moved with a word about the sites that could not be asked, in the plan and after it', async () => {
    const { id: findingId } = await found()
    const fault = village.double.faults.add({ kind: 'cut', match: {}, times: Infinity })
    const plan = await fleet.program.call('doctor.planMend', { findingId, choice: 'move-site' })
    fault.remove()
    expect(plan.leftOut).toEqual([
      { siteId: village.id, code: expect.stringMatching(/^site-(unreachable|timeout)$/) }
    ])
    await fleet.reopen()
    const { leftOut } = await fleet.program.call('workflows.show', { workflowId: plan.id })
    expect(leftOut).toEqual(plan.leftOut)
  })

  it.each([
    ['the site calls itself otherwise', () => calls('other.example')],
    ['Rexxfleet knows other pairs', () => void otherPairs()]
  ])('is left to a person where %s, who may choose either', async (_why, given) => {
    given()
    const before = stateOf(town)
    const { id: findingId } = await found()
    expect(await fleet.program.invoke('doctor.planMend', { findingId })).toMatchObject({
      error: { code: 'mend-undecided', details: { choices: ['rename-mappings', 'move-site'] } }
    })
    expect(await fleet.program.invoke('doctor.planMend', { findingId, choice: 'this-leads' })).toMatchObject({
      error: { code: 'invalid-input' }
    })
    expect(stateOf(town)).toEqual(before)
    const move = await fleet.program.call('doctor.planMend', { findingId, choice: 'move-site' })
    expect(move.kind).toBe('move-site')
    const plan = await fleet.program.call('doctor.planMend', { findingId, choice: 'rename-mappings' })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied', failure: null })
    expect(names()).toEqual(['portal.example'])
  })

  it('keeps what is known under both names, and says so: with both under one, each push would be refused (F44)', async () => {
    const { id: _id, ...row } = town.double.admin.rows(mappings).at(-1)!
    town.double.admin.sql({ insert: mappings, row: { ...row, foreign_host: 'portal.example' } })
    const plan = await fleet.program.call('doctor.planMend', { findingId: (await found()).id })
    expect(effects(await apply(fleet.program, plan.id))).toContainEqual({
      act: 'keep',
      what: 'mapping',
      name: 'www.portal.example',
      count: 1,
      why: 'known-under-both'
    })
    expect(names()).toEqual(['portal.example', 'www.portal.example'])
  })
})

function calls(mainDomain: string): void {
  portal.double.restore({ ...portal.double.snapshot(), mainDomain })
}

/** As if the mappings were those of a test site: the same ids, and other entities. */
function otherPairs(): void {
  const [one, other] = town.double.admin
    .rows(mappings)
    .filter(row => row['foreign_host'] === 'www.portal.example')
  const swap = (id: unknown, local_id: unknown): unknown =>
    town.double.admin.sql({
      update: mappings,
      set: { local_id: local_id as string },
      where: { id: id as number }
    })
  swap(one!['id'], other!['local_id'])
  swap(other!['id'], one!['local_id'])
}
