/** Whole numbers by number, -1 where none was set. Grows as it is filled. */
export class NumberColumn {
  #values = new Int32Array(16).fill(-1)

  get(at: number): number {
    return this.#values[at] ?? -1
  }

  set(at: number, value: number): void {
    if (at >= this.#values.length) {
      const grown = new Int32Array(sizeFor(at, this.#values.length)).fill(-1)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[at] = value
  }
}

/** Short texts of one length by number, such as hashes: a byte a letter. Texts that do not fit are kept beside. */
export class TextColumn {
  #bytes = new Uint8Array(0)
  #width = 0
  readonly #others = new Map<number, string>()

  has(at: number): boolean {
    return this.#others.has(at) || (this.#width > 0 && (this.#bytes[at * this.#width] ?? 0) !== 0)
  }

  get(at: number): string | undefined {
    if (!this.has(at)) return undefined
    const other = this.#others.get(at)
    if (other !== undefined) return other
    const start = at * this.#width
    return String.fromCharCode(...this.#bytes.subarray(start, start + this.#width))
  }

  set(at: number, text: string): void {
    if (this.#width === 0) this.#width = text.length
    if (text.length !== this.#width || !isPlain(text)) {
      this.#others.set(at, text)
      return
    }
    this.#others.delete(at)
    const start = at * this.#width
    if (start + this.#width > this.#bytes.length) {
      const grown = new Uint8Array(sizeFor(at, this.#bytes.length / this.#width) * this.#width)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    for (let letter = 0; letter < this.#width; letter++) this.#bytes[start + letter] = text.charCodeAt(letter)
  }
}

/** Room for `at` and half as much again as there was: a doubling would waste more than the growing costs. */
function sizeFor(at: number, before: number): number {
  return Math.max(at + 1, 64, Math.ceil(before * 1.5))
}

function isPlain(text: string): boolean {
  if (text === '') return false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0 || code > 255) return false
  }
  return true
}
