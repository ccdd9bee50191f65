import type { EntityId } from '../models/model.ts'
import { NumberColumn } from './columns.ts'
import { NumberTable } from './number-table.ts'

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
 * number costs 4 bytes here as long as they come in their order, as a site lists them, and some 16 from the first one that does not; any
 * other id, such as a composite one, costs what text costs.
 */
export class IdNumbers {
  /** Ids by number; -1 where the id is text. */
  readonly #values = new NumberColumn()
  /** Null as long as all ids are whole numbers, each greater than the one before: then they are found by halving. */
  #table: NumberTable | null = null
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
    return this.#table === null ? this.#halving(value) : this.#table.find(value)
  }

  /** The number of an id, which gets one where it has none. */
  add(id: EntityId): number {
    const known = this.find(id)
    if (known !== none) return known
    const number = this.#size
    const value = wholeNumber(id)
    if (value <= this.#greatest) this.#table ??= this.#tableOfAll()
    this.#size += 1
    this.#values.set(number, value)
    if (value === none) {
      this.#numberOfText.set(id, number)
      this.#textOfNumber.set(number, id)
    } else {
      this.#table?.add(number)
    }
    return number
  }

  id(number: number): EntityId {
    return this.#textOfNumber.get(number) ?? String(this.#values.get(number))
  }

  /** Of ids in their order: the last one; less than any id where there is none. */
  get #greatest(): number {
    return this.#size === 0 ? none - 1 : this.#values.get(this.#size - 1)
  }

  #halving(value: number): number {
    let low = 0
    // Each id is greater than the one before: none can stand further on than if there were no gap between them.
    let high = Math.min(this.#size - 1, value - this.#values.get(0))
    let middle = high
    while (low <= high) {
      const found = this.#values.get(middle)
      if (found === value) return middle
      if (found < value) low = middle + 1
      else high = middle - 1
      middle = (low + high) >> 1
    }
    return none
  }

  #tableOfAll(): NumberTable {
    const table = new NumberTable(this.#values)
    for (let number = 0; number < this.#size; number++)
      if (this.#values.get(number) !== none) table.add(number)
    return table
  }
}
