import type { LinkView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { siteMark } from '@/features/fleet/site-health.ts'
import { linkMark, worse, type LinkMark } from '@/features/links/link-mark.ts'
import type { Tone } from '@/ui/tone.ts'
import { cardOf, ungrouped, type Grouping } from './groups.ts'
import type { LayoutInput } from './graph-layout.ts'
import type { Spot } from './tier-layout.ts'
import type { Draft } from './topology-store.ts'

export interface CardSize {
  readonly width: number
  readonly height: number
  readonly full: boolean
}

export const compactCard: CardSize = { width: 184, height: 92, full: false }
export const fullCard: CardSize = { width: 208, height: 118, full: true }

/** What the doctor found on a site that calls somebody. */
export interface SiteFindings {
  readonly n: number
  /** One of them is an error: something fails, or goes wrong with the next push. */
  readonly error: boolean
}

export interface SiteNode {
  readonly kind: 'site'
  readonly id: string
  readonly position: Spot
  readonly site: SiteView
  readonly links: number
  readonly findings: SiteFindings
  readonly tone: Tone
}

/** All sites of a tag as one card. */
export interface GroupNode {
  readonly kind: 'group'
  readonly id: string
  readonly position: Spot
  readonly tag: string
  readonly count: number
  /** Sites that need somebody. */
  readonly trouble: number
  readonly links: number
  readonly tone: Tone
}

export type CardNode = SiteNode | GroupNode

export interface LinkEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  /** The link that a click opens; null for what is only drawn. */
  readonly link: LinkView | null
  readonly twin: LinkView | null
  readonly mark: LinkMark
  readonly bothWays: boolean
  /** How many links it stands for: more than one only at a collapsed group. */
  readonly count: number
}

/** What the layout needs to know. What is only planned moves nothing: cards stay where they were dragged from. */
export function layoutInput(
  sites: readonly SiteView[],
  links: readonly LinkView[],
  grouping: Grouping = ungrouped
): LayoutInput {
  const tagOf = new Map<string, string>()
  for (const { id } of sites) {
    const tag = grouping.tagOf.get(id)
    if (tag !== undefined) tagOf.set(cardOf(id, grouping), tag)
  }
  return {
    ids: [...new Set(sites.map(site => cardOf(site.id, grouping)))],
    links: links
      .filter(link => link.state !== 'staged')
      .map(link => ({ from: cardOf(link.primaryId, grouping), to: cardOf(link.replicaId, grouping) })),
    tagOf
  }
}

function linkCounts(links: readonly LinkView[], grouping: Grouping): Map<string, number> {
  const counts = new Map<string, number>()
  for (const link of links) {
    if (link.state === 'staged') continue
    const ends = new Set([cardOf(link.primaryId, grouping), cardOf(link.replicaId, grouping)])
    for (const id of ends) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

const ranks: Record<Tone, number> = { ok: 0, idle: 1, plan: 2, run: 3, warn: 4, bad: 5 }

const noFindings: SiteFindings = { n: 0, error: false }

/** A site's own state, or that the doctor has something to say. */
function toneOf(site: SiteView, { n, error }: SiteFindings): Tone {
  const { tone } = siteMark(site)
  const found: Tone = error ? 'bad' : 'warn'
  return n > 0 && ranks[tone] < ranks[found] ? found : tone
}

/** Cards of the sites, and one for each collapsed group. */
export function cardNodes(
  sites: readonly SiteView[],
  links: readonly LinkView[],
  spots: ReadonlyMap<string, Spot>,
  findings: ReadonlyMap<string, SiteFindings> = new Map(),
  grouping: Grouping = ungrouped
): CardNode[] {
  const counts = linkCounts(links, grouping)
  const spotOf = (id: string): Spot => spots.get(id) ?? { x: 0, y: 0 }
  const groups = new Map<string, GroupNode>()
  const nodes: CardNode[] = []
  for (const site of sites) {
    const found = findings.get(site.id) ?? noFindings
    const tone = toneOf(site, found)
    const id = cardOf(site.id, grouping)
    if (id === site.id) {
      const links = counts.get(id) ?? 0
      nodes.push({ kind: 'site', id, position: spotOf(id), site, links, findings: found, tone })
      continue
    }
    const tag = grouping.tagOf.get(site.id)!
    const known = groups.get(tag)
    groups.set(tag, {
      kind: 'group',
      id,
      position: spotOf(id),
      tag,
      count: (known?.count ?? 0) + 1,
      trouble: (known?.trouble ?? 0) + (ranks[tone] >= ranks.warn ? 1 : 0),
      links: counts.get(id) ?? 0,
      tone: known && ranks[known.tone] > ranks[tone] ? known.tone : tone
    })
  }
  return [...nodes, ...groups.values()]
}

/**
 * Edges of the links: twins as one, those of a collapsed group with the same other end as one, what needs somebody last, so that it
 * lies on top. Where an edge stands for several links, the worst one names it.
 */
export function linkEdges(
  links: readonly LinkView[],
  runs: ReadonlyMap<string, RunView>,
  draft: Draft | null,
  grouping: Grouping = ungrouped
): LinkEdge[] {
  const byPair = new Map(links.map(link => [`${link.primaryId}\n${link.replicaId}`, link]))
  const edges = new Map<string, LinkEdge>()
  const drawn = new Set<string>()
  for (const link of links) {
    if (drawn.has(link.id)) continue
    drawn.add(link.id)
    const [source, target] = [cardOf(link.primaryId, grouping), cardOf(link.replicaId, grouping)]
    if (source === target) continue
    const back = byPair.get(`${link.replicaId}\n${link.primaryId}`)
    const twin = back && back.state !== 'staged' && link.state !== 'staged' ? back : null
    if (twin) drawn.add(twin.id)
    const own = linkMark(link, runs.get(link.id))
    const mark = twin ? worse(own, linkMark(twin, runs.get(twin.id))) : own
    const bothWays = twin !== null || (link.state === 'staged' && link.twinId !== null)
    const edge = { id: link.id, source, target, link, twin, mark, bothWays, count: 1 }
    const merged = source !== link.primaryId || target !== link.replicaId
    const place = merged ? `${source}\n${target}` : link.id
    const known = edges.get(place)
    edges.set(place, known ? together(known, edge) : merged ? { ...edge, id: `edge:${place}` } : edge)
  }
  const sorted = [...edges.values()].sort((a, b) => a.mark.weight - b.mark.weight)
  if (draft && !byPair.has(`${draft.primaryId}\n${draft.replicaId}`)) sorted.push(draftEdge(draft, grouping))
  return sorted
}

function together(known: LinkEdge, edge: LinkEdge): LinkEdge {
  const first = edge.mark.weight > known.mark.weight ? edge : known
  return { ...first, id: known.id, count: known.count + 1, bothWays: known.bothWays || edge.bothWays }
}

function draftEdge(draft: Draft, grouping: Grouping): LinkEdge {
  return {
    id: 'draft',
    source: cardOf(draft.primaryId, grouping),
    target: cardOf(draft.replicaId, grouping),
    link: null,
    twin: null,
    mark: { word: 'staged', n: 0, tone: 'plan', icon: 'plan', shape: 'dashed', weight: 9, progress: null },
    bothWays: draft.bothWays,
    count: 1
  }
}

/** The cards that a text or a tag leaves bright; null where nothing was asked for. */
export function matching(nodes: readonly CardNode[], text: string): ReadonlySet<string> | null {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return null
  const says = (node: CardNode): string =>
    node.kind === 'group' ? node.tag : `${node.site.name} ${node.site.baseUrl} ${node.site.tags.join(' ')}`
  return new Set(nodes.filter(node => says(node).toLowerCase().includes(wanted)).map(node => node.id))
}

/** Cards and ends of edges that need somebody. */
export function problemCards(nodes: readonly CardNode[], edges: readonly LinkEdge[]): ReadonlySet<string> {
  const ids = new Set(nodes.filter(node => ranks[node.tone] >= ranks.warn).map(node => node.id))
  for (const { source, target, mark } of edges) {
    if (mark.tone === 'warn' || mark.tone === 'bad') ids.add(source).add(target)
  }
  return ids
}
