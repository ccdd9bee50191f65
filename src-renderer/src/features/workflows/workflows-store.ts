import type { CallInput } from '@contract/calls.ts'
import type { WorkflowView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { nextTick, shallowRef, triggerRef, watch } from 'vue'
import { newer } from '@/bridge/newer.ts'
import { call, on } from '@/bridge/program.ts'

/** What was typed, and what was ticked. */
type Confirmation = Pick<CallInput<'workflows.apply'>, 'confirm' | 'acknowledge'>

/** Workflows that somebody looks at, with their steps as they happen. */
export const useWorkflows = defineStore('workflows', () => {
  const known = shallowRef(new Map<string, WorkflowView>())
  on('workflow.changed', ({ workflow }) => put(workflow))

  function put(workflow: WorkflowView): WorkflowView {
    const newest = newer(workflow, known.value.get(workflow.id))
    known.value.set(workflow.id, newest)
    triggerRef(known)
    return newest
  }

  function get(id: string | null): WorkflowView | null {
    return (id && known.value.get(id)) || null
  }

  async function show(workflowId: string): Promise<WorkflowView> {
    return put(await call('workflows.show', { workflowId }))
  }

  async function apply(workflowId: string, more: Confirmation = {}): Promise<WorkflowView> {
    return put(await call('workflows.apply', { workflowId, ...more }))
  }

  async function act(kind: 'resume' | 'undo' | 'discard', workflowId: string): Promise<WorkflowView> {
    return put(await call(`workflows.${kind}`, { workflowId }))
  }

  /** Waits until nothing more happens by itself, and gives whether all of it was done. */
  function ending(workflowId: string): Promise<boolean> {
    return new Promise(resolve => {
      const stop = watch(
        () => get(workflowId),
        workflow => {
          if (!workflow || !ended(workflow)) return
          resolve(workflow.state === 'applied')
          void nextTick(() => stop())
        },
        { immediate: true }
      )
    })
  }

  return { known, put, get, show, apply, act, ending }
})

/** Nothing more will happen by itself. */
export function ended(workflow: WorkflowView): boolean {
  return workflow.state !== 'applying' && workflow.state !== 'undoing' && workflow.state !== 'planned'
}
