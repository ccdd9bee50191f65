import type { RunView } from '@contract/run-shapes.ts'
import { computed, type ComputedRef, type ShallowRef } from 'vue'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { graphLayout, groupBoxes, type GroupBox, type LayoutInput } from './graph-layout.ts'
import { useGraphView } from './graph-view-store.ts'
import {
  cardNodes,
  layoutInput,
  linkEdges,
  matching,
  problemCards,
  type CardNode,
  type CardSize,
  type LinkEdge
} from './graph-mapping.ts'
import { tagCounts, tagOfSites, ungrouped } from './groups.ts'
import { calmed } from './live.ts'
import { keepSame, keepSameItems } from './same.ts'
import { useTopology } from './topology-store.ts'

export interface Graph {
  readonly nodes: ComputedRef<readonly CardNode[]>
  readonly edges: ComputedRef<readonly LinkEdge[]>
  readonly boxes: ComputedRef<readonly GroupBox[]>
  /** Cards that a search leaves bright; null while nothing is looked for. */
  readonly bright: ComputedRef<ReadonlySet<string> | null>
  /** Cards that need somebody, or whose links do. */
  readonly problems: ComputedRef<ReadonlySet<string>>
  /** The run at work on each link, as often as somebody can follow. */
  readonly atWork: Readonly<ShallowRef<ReadonlyMap<string, RunView>>>
  readonly tags: ComputedRef<readonly (readonly [tag: string, count: number])[]>
}

/** From sites, links and runs to what the canvas shows. What did not change stays the same object, and is not drawn again. */
export function useGraph(size: ComputedRef<CardSize>): Graph {
  const topology = useTopology()
  const fleet = useFleet()
  const links = useLinks()
  const runs = useRuns()
  const doctor = useDoctor()
  const looked = useGraphView()
  const atWork = calmed<ReadonlyMap<string, RunView>>(() => runs.atWorkByLink)

  const sites = computed(() => {
    const { tag } = looked.view
    return tag === '' ? fleet.sites : fleet.sites.filter(site => site.tags.includes(tag))
  })
  const shownLinks = computed(() => {
    if (looked.view.tag === '') return links.links
    const shown = new Set(sites.value.map(site => site.id))
    return links.links.filter(link => shown.has(link.primaryId) && shown.has(link.replicaId))
  })
  const grouping = computed(() => {
    const { grouped, collapsed } = looked.view
    return grouped ? { tagOf: tagOfSites(sites.value), collapsed: new Set(collapsed) } : ungrouped
  })
  const input = computed<LayoutInput>(former =>
    keepInput(former, layoutInput(sites.value, shownLinks.value, grouping.value))
  )
  const spots = computed(() => graphLayout(input.value, size.value, topology.placed))
  const findings = computed(() => {
    const counts = new Map<string, number>()
    for (const { siteId } of doctor.open) counts.set(siteId, (counts.get(siteId) ?? 0) + 1)
    return counts
  })
  const nodes = computed<readonly CardNode[]>(former =>
    keepSameItems(
      former,
      cardNodes(sites.value, shownLinks.value, spots.value, findings.value, grouping.value)
    )
  )
  const edges = computed<readonly LinkEdge[]>(former =>
    keepSameItems(former, linkEdges(shownLinks.value, atWork.value, topology.draft, grouping.value))
  )
  const boxes = computed<readonly GroupBox[]>(former =>
    keepSame(former, groupBoxes(input.value, spots.value, size.value, topology.placed))
  )
  return {
    nodes,
    edges,
    boxes,
    bright: computed(() => matching(nodes.value, looked.search)),
    atWork,
    problems: computed(() => problemCards(nodes.value, edges.value)),
    tags: computed(() => tagCounts(fleet.sites))
  }
}

/** The layout is made again only where cards or links came or went. */
function keepInput(former: LayoutInput | undefined, next: LayoutInput): LayoutInput {
  if (!former) return next
  const parts = ({ ids, links, tagOf }: LayoutInput): unknown[] => [ids, links, [...tagOf]]
  const known = parts(former)
  return keepSame(known, parts(next)) === known ? former : next
}
