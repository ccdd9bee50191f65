import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WantedSite } from '../../support/fleet.ts'
import { ofPlan, type Journey } from './journey.ts'
import { linked, pair, type LinkWish } from './linked.ts'
import { proveAll } from './prove.ts'

type Removal = Omit<CallInput<'links.planDeregister'>, 'linkId'>

function deregister(name: string, wish: LinkWish, removal: Removal = {}): Journey {
  return {
    name,
    sites: pair,
    async begin(fleet) {
      const linkId = await linked(fleet, wish)
      return ofPlan(fleet.program, program => program.call('links.planDeregister', { linkId, ...removal }))
    }
  }
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

proveAll([
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
  purge('a site that is purged', false),
  purge('a site that is purged with what it delivered', true)
])
