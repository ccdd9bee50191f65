import type { CallInput } from '../../../../src-main/contract/calls.ts'
import type { Program } from '../../../../src-main/contract/door.ts'
import type { TestFleet, WantedSite } from '../../../support/fleet.ts'
import { applyPlan, ofPlan, type Journey } from '../journey.ts'
import { linked, pair, type LinkWish } from './linked.ts'

type Removal = Omit<CallInput<'links.planDeregister'>, 'linkId'>

function deregister(name: string, wish: LinkWish, removal: Removal = {}): Journey {
  return {
    name,
    kind: 'deregister-link',
    sites: pair,
    async begin(fleet) {
      const linkId = await linked(fleet, wish)
      const plan = (program: Program) => program.call('links.planDeregister', { linkId, ...removal })
      return ofPlan(fleet.program, plan)
    }
  }
}

/** One side was cleaned while the other, site number `away`, did not answer; now it is back. */
function rest(name: string, away: 0 | 1): Journey {
  return {
    name,
    kind: 'deregister-rest',
    sites: pair,
    async begin(fleet) {
      const linkId = await linked(fleet, { models: ['RewriteRule'] })
      await forced(fleet, linkId, away)
      return ofPlan(fleet.program, program => program.call('links.planDeregister', { linkId }))
    }
  }
}

async function forced({ program, sites }: TestFleet, linkId: string, away: 0 | 1): Promise<void> {
  const { faults } = sites[away]!.double
  faults.maintenance(true)
  const { id, confirmation } = await program.call('links.planDeregister', { linkId, force: true })
  const { done, why } = await applyPlan(program, id, confirmation.expected)
  if (!done) throw new Error(why)
  faults.maintenance(false)
}

/** Portal → Town ⇄ Village: the town is a replica, a primary and a twin. */
const three: WantedSite[] = [
  { name: 'Portal', events: 2 },
  { name: 'Town', rewriteRules: 2 },
  { name: 'Village', rewriteRules: 1 }
]

function purge(name: string, flushReplicas: boolean): Journey {
  return {
    name,
    kind: 'purge-site',
    sites: three,
    async begin(fleet) {
      await linked(fleet, { models: ['calendar-category'] })
      await linked(fleet, { models: ['RewriteRule'], bothWays: true }, [1, 2])
      const siteId = fleet.sites[1]!.id
      return ofPlan(fleet.program, program => program.call('links.planPurge', { siteId, flushReplicas }))
    }
  }
}

const rules = ['RewriteRule']

export const removals: readonly Journey[] = [
  deregister('a link that is deregistered and flushed', { models: rules }),
  deregister('a link that is deregistered and keeps its data', { models: rules }, { keepData: true }),
  deregister('a link with relations that is flushed', { models: ['calendar-category'] }),
  deregister('a link with a queue that is flushed', { models: rules, delivery: 'queue' }),
  deregister('a live link that is flushed', { models: ['calendar-mail'], delivery: 'live' }),
  deregister('a pair that is flushed', { models: rules, bothWays: true }),
  deregister(
    'a pair with queues that keeps its data',
    { models: rules, bothWays: true, delivery: 'queue' },
    {
      keepData: true
    }
  ),
  rest('the rest of a link on a replica that was away', 1),
  rest('the rest of a link on a primary that was away', 0),
  purge('a site that is purged', false),
  purge('a site that is purged with what it delivered', true)
]
