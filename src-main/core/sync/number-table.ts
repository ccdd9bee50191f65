import type { NumberColumn } from './columns.ts'

/** Finds where in a column a whole number stands: open addressing, never more than half full, some 12 bytes a number. */
export class NumberTable {
  readonly #values: NumberColumn
  /** A place in the column plus one, or 0 where nothing is. */
  #slots = new Int32Array(32)
  #size = 0

  constructor(values: NumberColumn) {
    this.#values = values
  }

  /** The place of a value, or -1. */
  find(value: number): number {
    return this.#slots[this.#slotOf(value)]! - 1
  }

  /** Notes the value that stands at a place of the column. */
  add(at: number): void {
    this.#size += 1
    if (this.#size * 2 > this.#slots.length) this.#grow()
    this.#slots[this.#slotOf(this.#values.get(at))] = at + 1
  }

  /** Where a value stands, or would stand. */
  #slotOf(value: number): number {
    const mask = this.#slots.length - 1
    let slot = (Math.imul(value, 0x9e3779b1) >>> 7) & mask
    for (;;) {
      const entry = this.#slots[slot]!
      if (entry === 0 || this.#values.get(entry - 1) === value) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Int32Array(before.length * 2)
    for (const entry of before) if (entry > 0) this.#slots[this.#slotOf(this.#values.get(entry - 1))] = entry
  }
}
