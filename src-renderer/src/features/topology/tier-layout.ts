import { rings } from './rings.ts'

export interface LayoutLink {
  readonly from: string
  readonly to: string
}

export interface Spot {
  readonly x: number
  readonly y: number
}

export interface LayoutSize {
  /** From one card's left edge to the next. */
  readonly column: number
  readonly row: number
}

/** Tallest tier before it is folded into further columns. */
function tallest(count: number): number {
  return Math.max(10, Math.ceil(Math.sqrt(count * 2.2)))
}

/** Of two opposite links the later one is left out: twins stand side by side, in the direction that was there first. */
function oneWay(links: readonly LayoutLink[], known: ReadonlySet<string>): LayoutLink[] {
  const seen = new Set<string>()
  return links.filter(({ from, to }) => {
    if (from === to || !known.has(from) || !known.has(to) || seen.has(`${to}\n${from}`)) return false
    seen.add(`${from}\n${to}`)
    return true
  })
}

/** Rank of each site: the longest way to it from a site that receives nothing. All of a ring have one rank. */
function ranksOf(ids: readonly string[], links: readonly LayoutLink[]): Map<string, number> {
  const ringOf = rings(ids, links)
  const next = new Map<number, number[]>()
  const waiting = new Map<number, number>()
  for (const { from, to } of links) {
    const [a, b] = [ringOf.get(from)!, ringOf.get(to)!]
    if (a === b) continue
    const known = next.get(a)
    if (known) known.push(b)
    else next.set(a, [b])
    waiting.set(b, (waiting.get(b) ?? 0) + 1)
  }
  const rank = new Map<number, number>()
  const ready = [...new Set(ringOf.values())].filter(ring => !waiting.get(ring))
  for (let ring = ready.pop(); ring !== undefined; ring = ready.pop()) {
    const own = rank.get(ring) ?? 0
    rank.set(ring, own)
    for (const after of next.get(ring) ?? []) {
      rank.set(after, Math.max(rank.get(after) ?? 0, own + 1))
      waiting.set(after, waiting.get(after)! - 1)
      if (waiting.get(after) === 0) ready.push(after)
    }
  }
  return new Map(ids.map(id => [id, rank.get(ringOf.get(id)!) ?? 0]))
}

function neighbours(links: readonly LayoutLink[]): Map<string, string[]> {
  const all = new Map<string, string[]>()
  for (const { from, to } of links) {
    if (!all.has(from)) all.set(from, [])
    if (!all.has(to)) all.set(to, [])
    all.get(from)!.push(to)
    all.get(to)!.push(from)
  }
  return all
}

function mean(values: readonly number[]): number | null {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}

/** Puts one tier's sites near the middle of what they are linked with, none nearer than one row. */
function settle(
  tier: string[],
  near: (id: string) => readonly number[],
  y: Map<string, number>,
  row: number
): void {
  const wish = new Map(tier.map(id => [id, mean(near(id)) ?? y.get(id) ?? 0]))
  tier.sort((a, b) => wish.get(a)! - wish.get(b)! || y.get(a)! - y.get(b)!)
  let floor = -Infinity
  for (const id of tier) {
    const at = Math.max(floor, wish.get(id)!)
    y.set(id, at)
    floor = at + row
  }
  // What was pushed down by its neighbours goes back up together.
  const slip = mean(tier.map(id => y.get(id)! - wish.get(id)!)) ?? 0
  for (const id of tier) y.set(id, y.get(id)! - slip)
}

/** Starts at the top, and closes gaps in which no tier has a card. */
function closeUp(y: Map<string, number>, row: number): void {
  const heights = [...new Set(y.values())].sort((a, b) => a - b)
  const moved = new Map<number, number>()
  let up = heights[0] ?? 0
  heights.forEach((height, i) => {
    const before = heights[i - 1]
    if (before !== undefined && height - before > row) up += height - before - row
    moved.set(height, Math.round(height - up))
  })
  for (const [id, value] of y) y.set(id, moved.get(value)!)
}

/** Which cards stand together, and how much room there is between the groups. */
export interface Lanes {
  readonly of: ReadonlyMap<string, string>
  readonly gap: number
}

/**
 * The graph in tiers, primaries on the left: rank by longest path, rings as one; linear but for the sorting of tiers. Sites without
 * links stand in a block below. With lanes, each group is laid out by itself, and the groups stand beside and below each other.
 */
export function tierLayout(
  ids: readonly string[],
  links: readonly LayoutLink[],
  size: LayoutSize,
  lanes?: Lanes
): Map<string, Spot> {
  const used = oneWay(links, new Set(ids))
  const beside = neighbours(used)
  const linked = ids.filter(id => beside.has(id))
  const rank = ranksOf(linked, used)
  if (!lanes) return layTiers(ids, rank, beside, size)
  const members = new Map<string, string[]>()
  for (const id of ids) {
    // What is in no group comes last.
    const tag = lanes.of.get(id) ?? ''
    const known = members.get(tag)
    if (known) known.push(id)
    else members.set(tag, [id])
  }
  const loose = members.get('') ?? []
  members.delete('')
  const groups = [...members].sort(([a], [b]) => a.localeCompare(b)).map(([, own]) => own)
  const blocks = [...groups, ...(loose.length ? [loose] : [])].map(own => layTiers(own, rank, beside, size))
  return shelved(blocks, size, lanes.gap)
}

/** Blocks from left to right, and in further rows, so that all together are about as wide as a screen is. */
function shelved(blocks: readonly Map<string, Spot>[], size: LayoutSize, gap: number): Map<string, Spot> {
  const extent = (block: Map<string, Spot>, axis: 'x' | 'y'): number =>
    Math.max(...[...block.values()].map(spot => spot[axis])) + (axis === 'x' ? size.column : size.row)
  const sized = blocks.map(block => ({ block, width: extent(block, 'x'), height: extent(block, 'y') + gap }))
  const area = sized.reduce((sum, { width, height }) => sum + width * height, 0)
  const widest = Math.max(Math.sqrt(area * 1.5), ...sized.map(({ width }) => width))
  const spots = new Map<string, Spot>()
  let [x, y, tallestHere] = [0, 0, 0]
  for (const { block, width, height } of sized) {
    if (x > 0 && x + width > widest) [x, y, tallestHere] = [0, y + tallestHere, 0]
    for (const [id, spot] of block) spots.set(id, { x: spot.x + x, y: spot.y + y })
    x += width
    tallestHere = Math.max(tallestHere, height)
  }
  return spots
}

function layTiers(
  ids: readonly string[],
  rank: ReadonlyMap<string, number>,
  beside: ReadonlyMap<string, readonly string[]>,
  size: LayoutSize
): Map<string, Spot> {
  const here = new Set(ids)
  const linked = ids.filter(id => rank.has(id))
  const byRank = new Map<number, string[]>()
  for (const id of linked) {
    const known = byRank.get(rank.get(id)!)
    if (known) known.push(id)
    else byRank.set(rank.get(id)!, [id])
  }
  const tiers = [...byRank].sort(([a], [b]) => a - b).map(([, tier]) => tier)
  const limit = tallest(linked.length)
  const y = new Map<string, number>()
  for (const tier of tiers) tier.forEach((id, i) => y.set(id, (i % limit) * size.row))
  const spots = new Map<string, Spot>()
  const folded = tiers.some(tier => tier.length > limit)
  if (!folded) {
    const nearIn = (step: -1 | 1) => (id: string) =>
      (beside.get(id) ?? [])
        .filter(other => here.has(other) && Math.sign(rank.get(other)! - rank.get(id)!) === step)
        .map(other => y.get(other)!)
    for (const tier of tiers.slice(1)) settle(tier, nearIn(-1), y, size.row)
    for (const tier of tiers.slice(0, -1).reverse()) settle(tier, nearIn(1), y, size.row)
    for (const tier of tiers.slice(1)) settle(tier, nearIn(-1), y, size.row)
    closeUp(y, size.row)
  }
  let column = 0
  for (const tier of tiers) {
    tier.forEach((id, i) => {
      spots.set(id, { x: (column + Math.floor(folded ? i / limit : 0)) * size.column, y: y.get(id)! })
    })
    column += folded ? Math.max(1, Math.ceil(tier.length / limit)) : 1
  }
  return withLoose(ids, spots, size, column)
}

function withLoose(
  ids: readonly string[],
  spots: Map<string, Spot>,
  size: LayoutSize,
  columns: number
): Map<string, Spot> {
  const loose = ids.filter(id => !spots.has(id))
  const below = spots.size ? Math.max(...[...spots.values()].map(spot => spot.y)) + size.row * 1.25 : 0
  const wide = Math.max(Math.min(3, loose.length), columns, Math.ceil(Math.sqrt(loose.length)))
  loose.forEach((id, i) => {
    spots.set(id, {
      x: (i % wide) * size.column,
      y: Math.round(below + Math.floor(i / wide) * size.row)
    })
  })
  return spots
}
