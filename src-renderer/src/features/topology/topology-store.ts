import type { TargetView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import type { Spot } from './tier-layout.ts'

/** A link that somebody is about to plan: nothing is written anywhere, nor asked of any site. */
export interface Draft {
  readonly primaryId: string
  readonly replicaId: string
  readonly bothWays: boolean
}

/** Where sites were put, where a link may go, and what is being drawn. */
export const useTopology = defineStore('topology', () => {
  const fleet = useFleet()
  const links = useLinks()
  const loading = useLoading()
  const placed = shallowRef<Readonly<Record<string, Spot>>>({})
  const draft = ref<Draft | null>(null)
  let targets = new Map<string, Promise<readonly TargetView[]>>()
  let asked = false

  async function load(): Promise<void> {
    await loading.run(async () => {
      const topology = await call('topology.get', {})
      fleet.take(topology.sites)
      links.take(topology.links)
      placed.value = topology.positions
    })
  }

  async function ensure(): Promise<void> {
    if (!asked) {
      asked = true
      const forget = (): void => void (targets = new Map())
      on('link.changed', forget)
      on('site.changed', forget)
      await load()
    }
    await Promise.all([fleet.ensure(), links.ensure()])
  }

  /** Kept until something changes: a drag must light its targets at once. */
  function targetsOf(siteId: string): Promise<readonly TargetView[]> {
    const known = targets.get(siteId)
    if (known) return known
    const asking = call('topology.targets', { siteId })
    targets.set(siteId, asking)
    asking.catch(() => targets.delete(siteId))
    return asking
  }

  async function place(siteId: string, position: Spot | null): Promise<void> {
    const { [siteId]: _former, ...others } = placed.value
    placed.value = position ? { ...others, [siteId]: position } : others
    await call('topology.place', { siteId, position })
  }

  /** All where the layout would put them. Gives the way back. */
  async function tidyUp(): Promise<() => Promise<void>> {
    const before = placed.value
    await Promise.all(Object.keys(before).map(siteId => place(siteId, null)))
    return async () => {
      await Promise.all(Object.entries(before).map(([siteId, spot]) => place(siteId, spot)))
    }
  }

  return { loading, placed, draft, ensure, load, targetsOf, place, tidyUp }
})
