/** The fleets that most scenarios begin with. */
import { linkUp, sync } from '../support/fleet.ts'
import { bedFor } from './bed.ts'
import { addRule, editRule, linkBothWays, removeRule } from './edits.ts'

/** 20 rules in step; then 2 are removed, 6 edited and 20 more made on the primary. The replica has 3 of its own. */
export const rulesToSync = (): ReturnType<typeof bedFor> =>
  bedFor(
    [
      { name: 'Portal', rewriteRules: 20 },
      { name: 'Town', rewriteRules: 3 }
    ],
    async ({ program, sites }) => {
      const [portal, town] = [sites[0]!, sites[1]!]
      const linkId = await linkUp(program, portal.id, town.id)
      await sync(program, linkId)
      for (const id of [1, 2]) removeRule(portal, id)
      for (let id = 5; id < 11; id++) editRule(portal, id, 500 + id)
      for (let more = 0; more < 20; more++) addRule(portal, `more-${more}`)
      return [linkId]
    }
  )

/** So many rules that are in step, and 3 of the replica's own. */
export const rulesInStep = (rewriteRules = 12): ReturnType<typeof bedFor> =>
  bedFor(
    [
      { name: 'Portal', rewriteRules },
      { name: 'Town', rewriteRules: 3 }
    ],
    async ({ program, sites }) => {
      const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
      await sync(program, linkId)
      return [linkId]
    }
  )

/** A calendar that was never sent: parents and children, composite ids, members. */
export const calendarToSync = (events = 14): ReturnType<typeof bedFor> =>
  bedFor(
    [
      { name: 'Portal', events },
      { name: 'Town', events: 2 }
    ],
    async ({ program, sites }) => [await linkUp(program, sites[0]!.id, sites[1]!.id, ['calendar-event'])]
  )

/** Two sites whose rules go to each other, and were never sent. */
export const bothWaysToSync = (): ReturnType<typeof bedFor> =>
  bedFor(
    [
      { name: 'One', rewriteRules: 14 },
      { name: 'Two', rewriteRules: 10 }
    ],
    async ({ program, sites }) => [await linkBothWays(program, sites[0]!, sites[1]!)]
  )
