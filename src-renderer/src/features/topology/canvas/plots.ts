import { meets, type Rect } from './view.ts'

/** About as large as a card with the gap beside it. */
const cell = 256

/** Ground that is taken, by where it is: whether a place is free is asked of its neighbours alone, however many there are. */
export class Plots {
  private readonly cells = new Map<number, Rect[]>()

  constructor(rects: Iterable<Rect> = []) {
    for (const rect of rects) this.take(rect)
  }

  take(rect: Rect): void {
    for (const key of keysOf(rect)) {
      const known = this.cells.get(key)
      if (known) known.push(rect)
      else this.cells.set(key, [rect])
    }
  }

  isFree(rect: Rect): boolean {
    return !keysOf(rect).some(key => this.cells.get(key)?.some(other => meets(other, rect)))
  }
}

/** A number for each cell that a rectangle touches. */
function keysOf({ x, y, width, height }: Rect): number[] {
  const keys: number[] = []
  const [right, bottom] = [Math.floor((x + width) / cell), Math.floor((y + height) / cell)]
  for (let column = Math.floor(x / cell); column <= right; column += 1)
    for (let row = Math.floor(y / cell); row <= bottom; row += 1) keys.push(column * 0x10000 + row)
  return keys
}
