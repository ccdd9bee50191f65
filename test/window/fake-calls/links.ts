import { linkTargets } from '@contract/link-targets.ts'
import type { CallInput } from '@contract/calls.ts'
import type { LinkView, WorkflowView } from '@contract/link-shapes.ts'
import { fakeDiscovery } from '../fake-discovery.ts'
import { fakeLinks, fakeModels, fakeQueue, linkModels } from '../fake-fleet.ts'
import { asksOf, Refusal } from '../fake-options.ts'
import { deregisterPlan, editPlan, setUpPlan } from '../fake-plans.ts'
import { need, type FakeHandlers, type FakeWorld } from '../fake-world.ts'

/** The graph, its links, and the plans that make, change and remove them. */
export function linkCalls(world: FakeWorld): FakeHandlers {
  const { options, positions } = world

  return {
    'models.list': () => fakeModels,
    'topology.get': () => ({ sites: world.sites, links: world.links, positions }),
    'topology.place': ({ siteId, position }) => {
      if (position) positions[siteId] = position
      else Reflect.deleteProperty(positions, siteId)
      return {}
    },
    'topology.targets': ({ siteId }) =>
      linkTargets(
        world.sites.find(site => site.id === siteId)!,
        world.sites,
        world.links.filter(link => link.state !== 'staged')
      ),
    'links.list': () => world.links,
    'links.show': ({ linkId }) => world.link(linkId),
    'links.preflight': () => ({
      refused: asksOf(options.notices, 'refuse').length > 0,
      asks: asksOf(options.notices, 'ask'),
      notices: [...(options.notices ?? [])]
    }),
    'links.plan': input => {
      if (asksOf(options.notices, 'refuse').length > 0) throw new Refusal('preflight-refused')
      const plan = withNotices(world, input)
      const staged = stagedLink(input, plan)
      world.links = [...world.links.filter(link => link.id !== staged.id), staged]
      world.linkChanged(staged.id)
      return world.putWorkflow(plan)
    },
    'links.discover': () => options.found ?? fakeDiscovery(),
    'links.planEdit': ({ linkId }) => world.putWorkflow(editPlan(world.next('workflow'), world.link(linkId))),
    'links.planPurge': ({ siteId }) => {
      const replica = world.site(siteId)
      const own = world.links.filter(link => link.primaryId === siteId || link.replicaId === siteId)
      const first = need(own[0], 'invalid-input')
      const primary = world.site(first.primaryId)
      const plan = deregisterPlan(world.next('workflow'), first, primary, replica, false)
      return world.putWorkflow({ ...plan, kind: 'purge-site', linkId: null })
    },
    'links.planDeregister': ({ linkId, keepData = false }) => {
      const link = world.link(linkId)
      const [primary, replica] = [world.site(link.primaryId), world.site(link.replicaId)]
      return world.putWorkflow(deregisterPlan(world.next('workflow'), link, primary, replica, keepData))
    },
    'queue.show': ({ linkId }) => world.links.filter(one => one.id === linkId).map(fakeQueue),
    'queue.deliver': () => []
  }
}

function withNotices(world: FakeWorld, wish: CallInput<'links.plan'>): WorkflowView {
  const { notices = [] } = world.options
  const plan = setUpPlan(
    world.next('workflow'),
    world.site(wish.primaryId),
    world.site(wish.replicaId),
    wish.models,
    wish.bothWays ?? false
  )
  const confirmation = { ...plan.confirmation, acknowledge: asksOf(notices, 'ask') }
  return { ...plan, notices: [...notices], confirmation }
}

function stagedLink(wish: CallInput<'links.plan'>, plan: WorkflowView): LinkView {
  return {
    ...need(fakeLinks()[0], 'internal'),
    id: plan.linkId ?? '',
    primaryId: wish.primaryId,
    replicaId: wish.replicaId,
    twinId: null,
    models: linkModels(wish.models).map(model => ({ ...model, ids: wish.ids ?? null })),
    delivery: wish.delivery ?? 'compare',
    state: 'staged',
    status: 'staged',
    drift: null,
    queue: null,
    lastRunId: null,
    lastRunAt: null,
    workflowId: plan.id
  }
}
