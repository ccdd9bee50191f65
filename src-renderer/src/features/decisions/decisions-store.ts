import type { ExclusionView, PolicyView } from '@contract/decision-shapes.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '@/bridge/program.ts'

interface Entity {
  readonly linkId: string
  readonly model: string
  readonly foreignId: string
}

/** What people decided about links: their policy, and what is kept different. */
export const useDecisions = defineStore('decisions', () => {
  const policies = ref<Readonly<Record<string, PolicyView>>>({})
  const exclusions = ref<Readonly<Record<string, readonly ExclusionView[]>>>({})

  async function load(linkId: string): Promise<void> {
    const [policy, excluded] = await Promise.all([
      call('links.policy', { linkId }),
      call('exclusions.list', { linkId })
    ])
    policies.value = { ...policies.value, [linkId]: policy }
    exclusions.value = { ...exclusions.value, [linkId]: excluded }
  }

  async function loadExclusions(linkId: string): Promise<void> {
    exclusions.value = { ...exclusions.value, [linkId]: await call('exclusions.list', { linkId }) }
  }

  async function setPolicy(linkId: string, change: Partial<PolicyView>): Promise<void> {
    policies.value = { ...policies.value, [linkId]: await call('links.setPolicy', { linkId, ...change }) }
  }

  async function exclude({ linkId, model, foreignId }: Entity): Promise<void> {
    await call('exclusions.add', { linkId, model, foreignId })
    await loadExclusions(linkId)
  }

  async function include({ linkId, model, foreignId }: Entity): Promise<void> {
    await call('exclusions.remove', { linkId, model, foreignId })
    await loadExclusions(linkId)
  }

  function excluded({ linkId, model, foreignId }: Entity): boolean {
    return (exclusions.value[linkId] ?? []).some(one => one.model === model && one.foreignId === foreignId)
  }

  return { policies, exclusions, load, loadExclusions, setPolicy, exclude, include, excluded }
})
