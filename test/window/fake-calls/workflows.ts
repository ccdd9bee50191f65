import type { WorkflowView } from '@contract/link-shapes.ts'
import { Refusal } from '../fake-options.ts'
import { pause, type FakeHandlers, type FakeWorld } from '../fake-world.ts'

/** Workflows, which walk through their steps one after the other. */
export function workflowCalls(world: FakeWorld): FakeHandlers {
  return {
    'workflows.list': () => [...world.workflows.values()],
    'workflows.show': ({ workflowId }) => world.workflow(workflowId),
    'workflows.apply': ({ workflowId, confirm, acknowledge }) => {
      const workflow = world.workflow(workflowId)
      const { kind, expected, acknowledge: asked = [] } = workflow.confirmation
      if (asked.some(one => !acknowledge?.includes(one))) throw new Refusal('needs-confirmation')
      if (kind === 'name' && confirm !== expected) throw new Refusal('needs-confirmation')
      void walk(world, workflow)
      return world.workflow(workflowId)
    },
    'workflows.discard': ({ workflowId }) => {
      const workflow = world.workflow(workflowId)
      world.links = world.links.filter(link => !(link.state === 'staged' && link.id === workflow.linkId))
      world.linkChanged(workflow.linkId ?? '')
      return world.putWorkflow({ ...workflow, state: 'discarded' })
    },
    'workflows.undo': ({ workflowId }) => {
      const done = world.workflow(workflowId)
      const steps = done.steps
        .toReversed()
        .map((step, position) => ({ ...step, position, state: 'planned' as const }))
      return world.putWorkflow({
        ...done,
        id: world.next('workflow'),
        kind: 'undo',
        state: 'planned',
        steps,
        confirmation: { kind: 'yes', expected: null }
      })
    },
    'workflows.resume': ({ workflowId }) => {
      void walk(world, world.workflow(workflowId))
      return world.workflow(workflowId)
    }
  }
}

async function walk(world: FakeWorld, workflow: WorkflowView): Promise<void> {
  let current = world.putWorkflow({ ...workflow, state: 'applying' })
  for (const step of workflow.steps) {
    const set = (state: 'running' | 'done'): WorkflowView =>
      world.putWorkflow({
        ...current,
        steps: current.steps.map(other => (other.position === step.position ? { ...other, state } : other))
      })
    current = set('running')
    await pause(world.pace)
    current = set('done')
  }
  finish(world, current)
  world.putWorkflow({ ...current, state: 'applied', endedAt: Date.now() })
}

function finish(world: FakeWorld, workflow: WorkflowView): void {
  if (workflow.kind === 'mend-finding') {
    workflow.siteIds.forEach(siteId => world.mended.add(siteId))
    return
  }
  const linkId = workflow.linkId ?? ''
  const [purged] = workflow.siteIds.toReversed()
  world.links =
    workflow.kind === 'purge-site'
      ? world.links.filter(link => link.primaryId !== purged && link.replicaId !== purged)
      : workflow.kind === 'deregister-link'
        ? world.links.filter(link => link.id !== linkId)
        : world.links.map(link =>
            link.id === linkId ? { ...link, state: 'ready', status: 'unknown', workflowId: null } : link
          )
  world.countLinks()
  world.linkChanged(linkId)
}
