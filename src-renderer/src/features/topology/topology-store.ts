import type { TargetView } from '@contract/link-shapes.ts'
import { linkTargets } from '@contract/link-targets.ts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useLoading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import type { PlanStart } from '@/features/links/plan-start.ts'
import { useUndo } from '@/features/undo/undo-store.ts'
import type { Spot } from './tier-layout.ts'

/** A link that somebody is about to plan: nothing is written anywhere, nor asked of any site. */
export interface Draft {
  readonly primaryId: string
  readonly replicaId: string
  readonly bothWays: boolean
  /** What it begins with, where that is known already. */
  readonly start?: PlanStart
}

/** Where sites were put, where a link may go, and what is being drawn. */
export const useTopology = defineStore('topology', () => {
  const fleet = useFleet()
  const links = useLinks()
  const history = useUndo()
  const loading = useLoading()
  const placed = shallowRef<Readonly<Record<string, Spot>>>({})
  const draft = ref<Draft | null>(null)
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
      await load()
    }
    await Promise.all([fleet.ensure(), links.ensure()])
  }

  /** By the program's own rule, and at once: a drag must light its targets before anybody has answered. */
  function targetsOf(siteId: string): readonly TargetView[] {
    const site = fleet.byId.get(siteId)
    const setUp = links.links.filter(link => link.state !== 'staged')
    return site ? linkTargets(site, fleet.sites, setUp) : []
  }

  async function put(spots: Readonly<Record<string, Spot | null>>): Promise<void> {
    const next = { ...placed.value }
    for (const [siteId, spot] of Object.entries(spots)) {
      if (spot) next[siteId] = spot
      else Reflect.deleteProperty(next, siteId)
    }
    placed.value = next
    await Promise.all(
      Object.entries(spots).map(([siteId, position]) => call('topology.place', { siteId, position }))
    )
  }

  async function change(word: string, after: Readonly<Record<string, Spot | null>>): Promise<void> {
    const before = Object.fromEntries(Object.keys(after).map(id => [id, placed.value[id] ?? null]))
    history.push({ word, undo: () => put(before), redo: () => put(after) })
    await put(after)
  }

  /** One step, however many sites are moved together. */
  const place = (spots: Readonly<Record<string, Spot>>): Promise<void> =>
    change(Object.keys(spots).length > 1 ? 'moveMany' : 'move', spots)

  /** These cards, or all, where the layout would put them. */
  async function tidyUp(siteIds: readonly string[] = Object.keys(placed.value)): Promise<void> {
    const moved = siteIds.filter(id => placed.value[id])
    if (moved.length) await change('tidy', Object.fromEntries(moved.map(id => [id, null])))
  }

  return { loading, placed, draft, ensure, load, targetsOf, place, tidyUp }
})
