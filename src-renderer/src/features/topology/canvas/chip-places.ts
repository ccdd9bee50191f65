import { chipSpots, type Point } from './edge-geometry.ts'
import { isFreeAt, type Block, type Line } from './far/scene.ts'

/** What a chip takes up, with a little air. */
const room = { width: 116, height: 38 }
/** In a thicket no chip finds a place of its own, and looking for one would hold up a frame. */
const most = 200

const cover = (one: Point, other: Point): boolean =>
  Math.abs(one.x - other.x) < room.width && Math.abs(one.y - other.y) < room.height

/** How far places are from each other. */
function spread(spots: readonly Point[]): number {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  return spots.length < 2 ? 0 : Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys)
}

/**
 * Where the chip of each line stands: on its line, on no card, and on no other chip as long as the line has such a place. The shortest
 * choose first: their chips have nowhere else to go. Nothing where there are too many lines.
 */
export function chipPlaces(
  lines: readonly Line[],
  blocks: readonly Block[],
  gap: number
): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>()
  if (lines.length > most) return places
  const choices = lines.toReversed().map(({ id, curve }) => {
    const spots = chipSpots(curve, gap)
    return { id, spots, free: spots.filter(spot => isFreeAt(blocks, spot)) }
  })
  for (const { id, spots, free } of choices.sort((a, b) => spread(a.free) - spread(b.free))) {
    const taken = [...places.values()]
    const own = free.find(spot => !taken.some(other => cover(spot, other)))
    places.set(id, own ?? free[0] ?? spots[0]!)
  }
  return places
}
