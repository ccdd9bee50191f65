import { usualPageSize } from './page-size.ts'

/** More rows a page save hardly any time, and take memory. */
const mostRows = 4_000
/** Rows that the pages of all lists together may have: with many lists at the same time each has smaller ones. */
const rowsOfAll = 24_000

/** Shares out the memory that pages may take among all lists that are read at the same time. */
export class PageShare {
  #lists = 0

  enter(): void {
    this.#lists += 1
  }

  leave(): void {
    this.#lists -= 1
  }

  /** How many rows a page may grow to. */
  get rows(): number {
    return Math.max(usualPageSize, Math.min(mostRows, Math.floor(rowsOfAll / Math.max(1, this.#lists))))
  }
}
