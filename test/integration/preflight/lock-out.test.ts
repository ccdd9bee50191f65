import { afterEach, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { linkUp, openFleet, rules, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const locking = '#^api/(.*)#/away/#'
const expressions = (site: TestSite): unknown[] => rules(site).map(row => row['regular_expression'])

function writeRule(site: TestSite, expression: string): void {
  const row = {
    regular_expression: expression,
    order_no: 1,
    rewrite_status_code: '301',
    continue_on_match: 0
  }
  site.double.admin.sql({ insert: 'core_rewrite_rule', row })
}

async function heldBack(runId: string): Promise<number[]> {
  const { items } = await fleet.program.call('runs.items', { runId, limit: 100 })
  const failed = items.filter(({ state }) => state === 'failed')
  expect(failed.map(({ failure }) => failure?.code)).toEqual(failed.map(() => 'redirect-locks-out'))
  return failed.map(({ position }) => position)
}

const retried = async (runId: string, positions?: number[]) => {
  await fleet.program.call('runs.retry', { runId, ...(positions ? { positions } : {}) })
  return runEnded(fleet.program, runId)
}

it('a redirect that would lock the replica out is not sent, also by a first link, until somebody names it', async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  writeRule(portal, locking)
  // Nobody may read the redirects yet: preflight sees none of them.
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  const run = await sync(fleet.program, linkId, { confirmOverwrites: true })
  expect(run).toMatchObject({ state: 'partly', counts: { create: 4, failed: 1 } })
  expect(expressions(town)).toHaveLength(3)
  expect(expressions(town)).not.toContain(locking)
  const positions = await heldBack(run.id)
  expect(positions).toHaveLength(1)

  // Not along with whatever else failed, nor by the next run.
  expect(await fleet.program.invoke('runs.retry', { runId: run.id })).toMatchObject({
    ok: false,
    error: { code: 'nothing-to-resume' }
  })
  const next = await sync(fleet.program, linkId, { confirmOverwrites: true })
  expect(next).toMatchObject({ state: 'partly', counts: { create: 1, failed: 1 } })
  expect(expressions(town)).not.toContain(locking)

  expect(await retried(next.id, await heldBack(next.id))).toMatchObject({ state: 'done' })
  expect(expressions(town)).toContain(locking)
  expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { unchanged: 4 } })
})

it('a redirect that is changed into one later is not sent either, and the replica keeps what it has', async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }])
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  await sync(fleet.program, linkId)
  const before = expressions(town)
  const id = Number(rules(portal)[0]!['id'])
  const change = (expression: unknown) =>
    portal.double.admin.sql({
      update: 'core_rewrite_rule',
      set: { regular_expression: String(expression) },
      where: { id }
    })
  const former = rules(portal)[0]!['regular_expression']
  change('/cadmin/gone/')
  const run = await sync(fleet.program, linkId)
  expect(run).toMatchObject({ state: 'partly', counts: { update: 1, failed: 1 } })
  expect(await heldBack(run.id)).toHaveLength(1)
  expect(expressions(town)).toEqual(before)
  change(former)
  expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done' })
})

it('a redirect that is made to be tried for ever holds nobody up', async () => {
  fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const [tried, untried] = ['#^((.|.)*)*q$#/x/#', '#^(?=((.|.)*)*q$)x#/x/#']
  for (const expression of [tried, untried]) writeRule(portal, expression)
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  const run = await sync(fleet.program, linkId)
  expect(run).toMatchObject({ state: 'partly', counts: { create: 2, failed: 1 } })
  expect(expressions(town)).toEqual([tried])
  expect(await heldBack(run.id)).toHaveLength(1)
})
