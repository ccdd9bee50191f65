import type { EntityId } from '../models/model.ts'
import { NumberColumn } from './columns.ts'

const largest = 2_147_483_647
const none = -1

/** The value of an id that is a whole number in its plain form, as nearly all ids are; -1 for any other. */
function wholeNumber(id: EntityId): number {
  const { length } = id
  if (length === 0 || length > 10 || (length > 1 && id.charCodeAt(0) === 48)) return none
  let value = 0
  for (let at = 0; at < length; at++) {
    const digit = id.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return none
    value = value * 10 + digit
  }
  return value > largest ? none : value
}

/**
 * Numbers ids from 0 on, in the order in which they come, so that what is known of a million entities fits into plain columns. A whole
 * number costs about 16 bytes here; any other id, such as a composite one, costs what text costs.
 */
export class IdNumbers {
  /** Ids by number; -1 where the id is text. */
  readonly #values = new NumberColumn()
  /** Open addressing: a number plus one, or 0 where nothing is. Never more than half full. */
  #slots = new Int32Array(32)
  readonly #numberOfText = new Map<EntityId, number>()
  readonly #textOfNumber = new Map<number, EntityId>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The number of an id, or -1. */
  find(id: EntityId): number {
    const value = wholeNumber(id)
    if (value === none) return this.#numberOfText.get(id) ?? none
    return this.#slots[this.#slotOf(value)]! - 1
  }

  /** The number of an id, which gets one where it has none. */
  add(id: EntityId): number {
    const known = this.find(id)
    if (known !== none) return known
    const number = this.#size++
    if (this.#size * 2 > this.#slots.length) this.#grow()
    const value = wholeNumber(id)
    this.#values.set(number, value)
    if (value === none) {
      this.#numberOfText.set(id, number)
      this.#textOfNumber.set(number, id)
    } else {
      this.#slots[this.#slotOf(value)] = number + 1
    }
    return number
  }

  id(number: number): EntityId {
    return this.#textOfNumber.get(number) ?? String(this.#values.get(number))
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
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let number = 0; number < this.#size - 1; number++) {
      const value = this.#values.get(number)
      if (value !== none) this.#slots[this.#slotOf(value)] = number + 1
    }
  }
}
