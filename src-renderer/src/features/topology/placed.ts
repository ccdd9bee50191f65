import type { LayoutSize, Spot } from './tier-layout.ts'

/** Which cards stand where, in cells as large as a step of the layout: two cards that overlap are in neighbouring cells. */
class Floor {
  readonly #cells = new Map<string, Spot[]>()
  readonly #card: { readonly width: number; readonly height: number }
  readonly #step: LayoutSize

  constructor(card: { readonly width: number; readonly height: number }, step: LayoutSize) {
    this.#card = card
    this.#step = step
  }

  take(spot: Spot): void {
    const name = this.#cell(spot, 0, 0)
    const known = this.#cells.get(name)
    if (known) known.push(spot)
    else this.#cells.set(name, [spot])
  }

  isFree(spot: Spot): boolean {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const near = this.#cells.get(this.#cell(spot, dx, dy))
        if (near?.some(other => this.#overlap(spot, other))) return false
      }
    }
    return true
  }

  #cell({ x, y }: Spot, dx: number, dy: number): string {
    return `${Math.floor(x / this.#step.column) + dx} ${Math.floor(y / this.#step.row) + dy}`
  }

  #overlap(one: Spot, other: Spot): boolean {
    return Math.abs(one.x - other.x) < this.#card.width && Math.abs(one.y - other.y) < this.#card.height
  }
}

/** What the user placed stays where it is; a card that the layout would put over it moves down to the next free row. */
export function aroundPlaced(
  spots: ReadonlyMap<string, Spot>,
  placed: Readonly<Record<string, Spot>>,
  card: { readonly width: number; readonly height: number },
  step: LayoutSize
): Map<string, Spot> {
  const stays = [...spots.keys()].flatMap(id => {
    const spot = placed[id]
    return spot ? [[id, spot] as const] : []
  })
  if (stays.length === 0) return new Map(spots)
  const floor = new Floor(card, step)
  const result = new Map<string, Spot>(stays)
  for (const [, spot] of stays) floor.take(spot)
  for (const [id, wanted] of spots) {
    if (result.has(id)) continue
    let spot = wanted
    while (!floor.isFree(spot)) spot = { x: spot.x, y: spot.y + step.row }
    floor.take(spot)
    result.set(id, spot)
  }
  return result
}
