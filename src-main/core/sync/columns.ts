/** Entries of one piece of a column. Columns grow by pieces: nothing is copied, and hardly anything is room for nothing. */
const pieceSize = 4_096
const shift = 12
const mask = pieceSize - 1

/** Whole numbers by number, -1 where none was set. Grows as it is filled. */
export class NumberColumn {
  readonly #pieces: Int32Array[] = []

  get(at: number): number {
    return this.#pieces[at >> shift]?.[at & mask] ?? -1
  }

  set(at: number, value: number): void {
    const piece = at >> shift
    while (this.#pieces.length <= piece) this.#pieces.push(new Int32Array(pieceSize).fill(-1))
    this.#pieces[piece]![at & mask] = value
  }
}

/** Short texts of one length by number, such as hashes: a byte a letter. Texts that do not fit are kept beside. */
export class TextColumn {
  readonly #pieces: Uint8Array[] = []
  #width = 0
  readonly #others = new Map<number, string>()

  has(at: number): boolean {
    return this.#others.has(at) || (this.#pieces[at >> shift]?.[(at & mask) * this.#width] ?? 0) !== 0
  }

  get(at: number): string | undefined {
    if (!this.has(at)) return undefined
    const other = this.#others.get(at)
    if (other !== undefined) return other
    const start = (at & mask) * this.#width
    return String.fromCharCode(...this.#pieces[at >> shift]!.subarray(start, start + this.#width))
  }

  set(at: number, text: string): void {
    if (this.#width === 0) this.#width = text.length
    if (text.length !== this.#width || !isPlain(text)) {
      this.#others.set(at, text)
      return
    }
    this.#others.delete(at)
    const piece = at >> shift
    while (this.#pieces.length <= piece) this.#pieces.push(new Uint8Array(pieceSize * this.#width))
    const bytes = this.#pieces[piece]!
    const start = (at & mask) * this.#width
    for (let letter = 0; letter < this.#width; letter++) bytes[start + letter] = text.charCodeAt(letter)
  }
}

function isPlain(text: string): boolean {
  if (text === '') return false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0 || code > 255) return false
  }
  return true
}
