import type { Program } from '../../../../src-main/contract/door.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import type { TestFleet } from '../../../support/fleet.ts'
import { applyPlan, ofPlan, type Journey } from '../journey.ts'
import { linked, pair, planLink, type LinkWish } from './linked.ts'

/** Applies what was planned; the journey is its way back, which is a plan as well and can itself be taken back. */
function wayBack(name: string, plan: (fleet: TestFleet) => Promise<WorkflowView>): Journey {
  return {
    name: `the undo of ${name}`,
    kind: 'undo',
    sites: pair,
    async begin(fleet) {
      const { id, confirmation } = await plan(fleet)
      const { done, why } = await applyPlan(
        fleet.program,
        id,
        confirmation.expected,
        confirmation.acknowledge
      )
      if (!done) throw new Error(why)
      const undo = (program: Program) => program.call('workflows.undo', { workflowId: id })
      return ofPlan(fleet.program, undo)
    }
  }
}

const setUp = (wish: LinkWish) => (fleet: TestFleet) => planLink(fleet.program, fleet.sites, wish)
const deregister = (wish: LinkWish) => async (fleet: TestFleet) => {
  const linkId = await linked(fleet, wish)
  return fleet.program.call('links.planDeregister', { linkId })
}
const models = ['RewriteRule']

export const waysBack: readonly Journey[] = [
  wayBack('a set-up with a queue', setUp({ models, delivery: 'queue' })),
  wayBack('a set-up of a pair', setUp({ models, bothWays: true })),
  wayBack('a flush', deregister({ models })),
  wayBack('a flush of models with relations', deregister({ models: ['calendar-category'] })),
  wayBack('a flush of a pair', deregister({ models, bothWays: true })),
  wayBack('a change of a link', async fleet => {
    const linkId = await linked(fleet, { models: ['RewriteRule', 'calendar-category'] })
    const change = { dropModels: ['calendar-category'], fallen: 'flush' as const }
    return fleet.program.call('links.planEdit', { linkId, ...change })
  }),
  wayBack('a move', async fleet => {
    await linked(fleet, { models })
    const wish = { siteId: fleet.sites[0]!.id, mainDomain: 'www.portal.example' }
    return fleet.program.call('sites.planMove', wish)
  })
]
