import { afterEach, describe, expect, it } from 'vitest'
import { linkUp, openFleet, rules, ruleText, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

describe('an update that did not arrive', () => {
  it.each([
    ['was refused', { kind: 'status', status: 400, body: 'no' }],
    ['was answered with a page', { kind: 'html' }]
  ] as const)(
    'since it %s is sent by the next run, and never taken for what the site can hold (F37)',
    async (_how, fault) => {
      fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
      const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
      const linkId = await linkUp(fleet.program, portal.id, town.id)
      await sync(fleet.program, linkId)
      portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 71 }, where: { id: 2 } })
      town.double.faults.add({ ...fault, match: { method: 'PUT' }, times: Infinity })
      expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'partly', counts: { failed: 1 } })
      // As long as it is refused, each run tries it once more.
      expect(await sync(fleet.program, linkId)).toMatchObject({
        state: 'partly',
        counts: { update: 1, failed: 1 }
      })
      town.double.faults.clear()
      expect(await sync(fleet.program, linkId)).toMatchObject({
        state: 'done',
        sent: 1,
        counts: { update: 1 }
      })
      expect(rules(town).map(ruleText)).toEqual(rules(portal).map(ruleText))
      expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    }
  )
})
