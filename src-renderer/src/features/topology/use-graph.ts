import type { LinkView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { computed, type ComputedRef, type ShallowRef } from 'vue'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { arranged } from './arrangement.ts'
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
  type LinkEdge,
  type SiteFindings
} from './graph-mapping.ts'
import { tagCounts, tagOfSites, ungrouped, type Grouping } from './groups.ts'
import { calmed } from './live.ts'
import { keepSame, keepSameItems } from './same.ts'
import type { Spot } from './tier-layout.ts'
import { useTopology } from './topology-store.ts'

type Spots = ReadonlyMap<string, Spot>

/** What is shown together: cards, lines and where they stand. */
interface LayoutWish {
  readonly sites: readonly SiteView[]
  readonly links: readonly LinkView[]
  readonly grouping: Grouping
  readonly input: LayoutInput
  readonly size: CardSize
  readonly placed: Readonly<Record<string, Spot>>
}

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
  /** When the cards stand where they were last told to. */
  settled(): Promise<void>
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
  const layout = arranged<LayoutWish, Spots>(
    () => ({
      sites: sites.value,
      links: shownLinks.value,
      grouping: grouping.value,
      input: input.value,
      size: size.value,
      placed: topology.placed
    }),
    ({ input, size, placed }, former) =>
      former && sameLayout({ input, size }, former.wish) && placed === former.wish.placed
        ? former.made
        : graphLayout(input, size, placed),
    // The first cards, and one that somebody moved, are shown at once.
    (next, former) => former.input.ids.length === 0 || sameLayout(next, former)
  )
  const shown = computed(() => ({ ...layout.shown.value.wish, spots: layout.shown.value.made }))
  const findings = computed(() => {
    const found = new Map<string, SiteFindings>()
    for (const { siteId, severity } of doctor.open) {
      const { n, error } = found.get(siteId) ?? { n: 0, error: false }
      found.set(siteId, { n: n + 1, error: error || severity === 'error' })
    }
    return found
  })
  const nodes = computed<readonly CardNode[]>(former => {
    const { sites, links, spots, grouping } = shown.value
    return keepSameItems(former, cardNodes(sites, links, spots, findings.value, grouping))
  })
  const edges = computed<readonly LinkEdge[]>(former => {
    const { links, grouping } = shown.value
    return keepSameItems(former, linkEdges(links, atWork.value, topology.draft, grouping))
  })
  const boxes = computed<readonly GroupBox[]>(former => {
    const { input, spots, size, placed } = shown.value
    return keepSame(former, groupBoxes(input, spots, size, placed))
  })
  return {
    nodes,
    edges,
    boxes,
    bright: computed(() => matching(nodes.value, looked.search)),
    atWork,
    problems: computed(() => problemCards(nodes.value, edges.value)),
    tags: computed(() => tagCounts(fleet.sites)),
    settled: layout.settled
  }
}

type LayoutParts = Pick<LayoutWish, 'input' | 'size'>

function sameLayout(one: LayoutParts, other: LayoutParts): boolean {
  return one.input === other.input && one.size === other.size
}

/** The layout is made again only where cards or links came or went. */
function keepInput(former: LayoutInput | undefined, next: LayoutInput): LayoutInput {
  if (!former) return next
  const parts = ({ ids, links, tagOf }: LayoutInput): unknown[] => [ids, links, [...tagOf]]
  const known = parts(former)
  return keepSame(known, parts(next)) === known ? former : next
}
