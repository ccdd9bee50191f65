export interface Point {
  readonly x: number
  readonly y: number
}

/** A cubic curve from a card's right side to another's left. */
export interface EdgeCurve {
  readonly from: Point
  readonly one: Point
  readonly two: Point
  readonly to: Point
}

/** Diagonals end a little beside the handle, so that arrowheads do not lie on each other. */
const aside = 11
const arrow = 9

export function edgeCurve(source: Point, target: Point): EdgeCurve {
  const fall = target.y - source.y
  const shift = Math.abs(fall) < 24 ? 0 : fall > 0 ? -aside : aside
  const from = { x: source.x + 1, y: source.y }
  const to = { x: target.x - 1, y: target.y + shift }
  const gap = to.x - from.x
  const reach = gap > 40 ? Math.max(gap / 2, 32) : 90 + Math.min(120, Math.abs(gap) / 3)
  return {
    from,
    one: { x: from.x + reach, y: from.y },
    two: { x: to.x - reach, y: to.y },
    to
  }
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** The line as SVG, ending where its arrowheads begin. */
export function edgePath({ from, one, two, to }: EdgeCurve, bothWays: boolean): string {
  const start = bothWays ? from.x + arrow - 1 : from.x
  return `M${number(start)} ${number(from.y)}C${number(one.x)} ${number(one.y)} ${number(two.x)} ${number(two.y)} ${number(to.x - arrow + 1)} ${number(to.y)}`
}

/** A point on the curve and the direction there, in degrees; `at` from 0 to 1. */
export function pointOn({ from, one, two, to }: EdgeCurve, at: number): Point & { readonly angle: number } {
  const left = 1 - at
  const mix = (a: number, b: number, c: number, d: number): number =>
    left ** 3 * a + 3 * left ** 2 * at * b + 3 * left * at ** 2 * c + at ** 3 * d
  const slope = (a: number, b: number, c: number, d: number): number =>
    3 * left ** 2 * (b - a) + 6 * left * at * (c - b) + 3 * at ** 2 * (d - c)
  const dx = slope(from.x, one.x, two.x, to.x)
  const dy = slope(from.y, one.y, two.y, to.y)
  return {
    x: mix(from.x, one.x, two.x, to.x),
    y: mix(from.y, one.y, two.y, to.y),
    angle: (Math.atan2(dy, dx) * 180) / Math.PI
  }
}

/** The point this far along the curve from its start, or from its end where the way is negative. */
export function pointAlong(curve: EdgeCurve, way: number): Point & { readonly angle: number } {
  const [start, step] = way >= 0 ? [0, 0.02] : [1, -0.02]
  let here = pointOn(curve, start)
  let walked = 0
  for (let at = start + step; at > 0 && at < 1; at += step) {
    const next = pointOn(curve, at)
    walked += Math.hypot(next.x - here.x, next.y - here.y)
    here = next
    if (walked >= Math.abs(way)) break
  }
  return here
}

/** How wide a gap between two columns of cards is: a chip stands in the last one that its line crosses. */
export function chipGap({ full }: { readonly full: boolean }): number {
  return full ? 224 : 184
}

/** Where on its line a chip may stand instead, when a card is in the way. */
const elsewhere = [0.5, 0.38, 0.62, 0.26, 0.74, 0.16, 0.84, 0.44, 0.56, 0.32, 0.68, 0.21, 0.79]

/** Where the chip may stand, the best first: in the middle of a short way, else in the last gap before the replica; then elsewhere on it. */
export function chipSpots(curve: EdgeCurve, gap: number): Point[] {
  return [inGap(curve, gap), ...elsewhere.map(at => pointOn(curve, at))]
}

/** The first of these where no card is. */
export function chipSpot(
  curve: EdgeCurve,
  gap: number,
  isFree: (point: Point) => boolean = () => true
): Point {
  const spots = chipSpots(curve, gap)
  return spots.find(isFree) ?? spots[0]!
}

function inGap(curve: EdgeCurve, gap: number): Point {
  const length = curve.to.x - curve.from.x
  if (length <= gap * 1.8) return pointOn(curve, 0.5)
  // From its middle on a line only goes to the right.
  let [low, high] = [0.5, 1]
  for (let turn = 0; turn < 14; turn += 1) {
    const at = (low + high) / 2
    if (pointOn(curve, at).x < curve.to.x - gap / 2) low = at
    else high = at
  }
  return pointOn(curve, high)
}
