import type { LinkView, WorkflowView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { call } from '@/bridge/program.ts'
import { useUndo } from '@/features/undo/undo-store.ts'
import { useWorkflows } from '@/features/workflows/workflows-store.ts'
import { useLinks } from './links-store.ts'
import { wishLike, type LinkWish } from './wish-like.ts'

/** What became of each staged link. */
export interface Applied {
  /** Set up, every step of it. */
  readonly done: number
  /** Links whose plan wants a tick or a word first. */
  readonly asking: readonly LinkView[]
  readonly failed: readonly LinkView[]
}

/** Links that are planned and not applied yet: several at once, each with its way back. */
export const useStaging = defineStore('staging', () => {
  const links = useLinks()
  const workflows = useWorkflows()
  const undo = useUndo()
  const staged = computed(() => links.links.filter(link => link.state === 'staged' && link.workflowId))
  const isStaged = (workflowId: string): boolean => staged.value.some(link => link.workflowId === workflowId)
  watch(staged, undo.refresh, { flush: 'post' })

  async function plan(wish: LinkWish): Promise<WorkflowView> {
    const workflow = workflows.put(await call('links.plan', wish))
    await links.load()
    return workflow
  }

  async function forget(workflowId: string): Promise<void> {
    await workflows.act('discard', workflowId)
    await links.load()
  }

  /** Plans a link; nothing is written on any site. */
  async function stage(wish: LinkWish): Promise<WorkflowView> {
    const workflow = await plan(wish)
    let current: string | null = workflow.id
    undo.push({
      word: 'stage',
      possible: () => current === null || isStaged(current),
      async undo() {
        if (current) await forget(current)
        current = null
      },
      redo: async () => void (current = (await plan(wish)).id)
    })
    return workflow
  }

  /** Takes staged links back, and can stage them again. */
  async function discard(gone: readonly LinkView[]): Promise<void> {
    const wishes = gone.map(link => wishLike(link))
    let current: readonly string[] = gone.flatMap(link => link.workflowId ?? [])
    const take = async (): Promise<void> => {
      for (const workflowId of current) await workflows.act('discard', workflowId)
      current = []
      await links.load()
    }
    await take()
    undo.push({
      word: 'discard',
      possible: () => current.every(isStaged),
      async undo() {
        const again: string[] = []
        for (const wish of wishes) again.push((await plan(wish)).id)
        current = again
      },
      redo: take
    })
  }

  /** Sets up whatever may be without a further word, one after the other: they may share rows of a site. */
  async function applyAll(): Promise<Applied> {
    let done = 0
    const asking: LinkView[] = []
    const failed: LinkView[] = []
    for (const link of staged.value) {
      try {
        // What was set up just now may have changed what this plan found.
        const { id, confirmation } = done
          ? await plan(wishLike(link))
          : await workflows.show(link.workflowId!)
        if (confirmation.kind === 'name' || confirmation.acknowledge?.length) asking.push(now(link))
        else {
          await workflows.apply(id)
          if (await workflows.ending(id)) done += 1
          else failed.push(now(link))
        }
      } catch {
        failed.push(now(link))
      }
    }
    await links.load()
    return { done, asking: asking.map(now), failed: failed.map(now) }
  }

  /** The link between the same sites as it is now: a new plan gives it a new id. */
  function now(link: LinkView): LinkView {
    const same = ({ primaryId, replicaId }: LinkView): boolean =>
      primaryId === link.primaryId && replicaId === link.replicaId
    return links.links.find(same) ?? link
  }

  return { staged, stage, discard, applyAll }
})
