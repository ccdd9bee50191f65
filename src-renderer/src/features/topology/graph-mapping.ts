import type { LinkView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { linkMark, worse, type LinkMark } from '@/features/links/link-mark.ts'
import { tierLayout, type Spot } from './tier-layout.ts'
import type { Draft } from './topology-store.ts'

export interface CardSize {
  readonly width: number
  readonly height: number
  readonly full: boolean
}

export const compactCard: CardSize = { width: 184, height: 92, full: false }
export const fullCard: CardSize = { width: 208, height: 118, full: true }

export interface SiteNode {
  readonly id: string
  readonly position: Spot
  readonly site: SiteView
  readonly links: number
}

export interface LinkEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  /** The link that a click opens; null for what is only drawn. */
  readonly link: LinkView | null
  readonly twin: LinkView | null
  readonly mark: LinkMark
  readonly bothWays: boolean
}

/** Cards of the sites, placed by the user or by the layout. */
export function siteNodes(
  sites: readonly SiteView[],
  links: readonly LinkView[],
  placed: Readonly<Record<string, Spot>>,
  size: CardSize
): SiteNode[] {
  const spots = tierLayout(
    sites.map(site => site.id),
    // What is only planned moves nothing: the cards stay where they were dragged from.
    links.flatMap(link => (link.state === 'staged' ? [] : [{ from: link.primaryId, to: link.replicaId }])),
    { column: size.width + (size.full ? 224 : 184), row: size.height + (size.full ? 74 : 58) }
  )
  const counts = new Map<string, number>()
  for (const link of links.filter(link => link.state !== 'staged')) {
    for (const id of [link.primaryId, link.replicaId]) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return sites.map(site => ({
    id: site.id,
    position: placed[site.id] ?? spots.get(site.id) ?? { x: 0, y: 0 },
    site,
    links: counts.get(site.id) ?? 0
  }))
}

/** Edges of the links: twins as one, what needs somebody last, so that it lies on top. */
export function linkEdges(
  links: readonly LinkView[],
  runs: ReadonlyMap<string, RunView>,
  draft: Draft | null
): LinkEdge[] {
  const byPair = new Map(links.map(link => [`${link.primaryId}\n${link.replicaId}`, link]))
  const edges: LinkEdge[] = []
  const drawn = new Set<string>()
  for (const link of links) {
    if (drawn.has(link.id)) continue
    drawn.add(link.id)
    const back = byPair.get(`${link.replicaId}\n${link.primaryId}`)
    const twin = back && back.state !== 'staged' && link.state !== 'staged' ? back : null
    if (twin) drawn.add(twin.id)
    const mark = linkMark(link, runs.get(link.id))
    edges.push({
      id: link.id,
      source: link.primaryId,
      target: link.replicaId,
      link,
      twin,
      mark: twin ? worse(mark, linkMark(twin, runs.get(twin.id))) : mark,
      bothWays: twin !== null
    })
  }
  edges.sort((a, b) => a.mark.weight - b.mark.weight)
  if (draft && !byPair.has(`${draft.primaryId}\n${draft.replicaId}`)) edges.push(draftEdge(draft))
  return edges
}

function draftEdge(draft: Draft): LinkEdge {
  return {
    id: 'draft',
    source: draft.primaryId,
    target: draft.replicaId,
    link: null,
    twin: null,
    mark: { word: 'staged', n: 0, tone: 'plan', icon: 'plan', shape: 'dashed', weight: 9, progress: null },
    bothWays: draft.bothWays
  }
}
