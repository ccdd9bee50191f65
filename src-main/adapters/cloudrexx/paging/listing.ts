/** One identifier field of a list. Texts cannot be compared here as the site's database compares them. */
export interface ListField {
  readonly name: string
  readonly numeric: boolean
}

/** One page to ask for. Fields of the id before `orderBy` are held fast by `equal`. */
export interface PageAsk {
  readonly equal: readonly (readonly [field: string, value: string])[]
  readonly orderBy: string
  readonly after: string | null
  readonly offset: number
}

export interface Listed<T> {
  readonly id: readonly string[]
  readonly value: T
}

/** A proper page: an answer that says ok and parses. `limit` is what was asked for in the end. */
export interface ListPage<T> {
  readonly rows: readonly Listed<T>[]
  readonly limit: number
}

/** A list on a site, as far as paging has to know it. */
export interface Listing<T> {
  readonly identifier: readonly ListField[]
  /** `minimum`: rows that one page must be able to hold, whatever size is usual. */
  fetch(ask: PageAsk, minimum?: number): Promise<ListPage<T>>
  /**
   * The last record of a page may lack some of its members: the limit counts the rows of a join with a many-to-many
   * association, not records (F12). Asked after each page.
   */
  lastMayBeCut(): boolean
  /** One record by itself, whole. Null where it is gone. */
  whole(id: readonly string[]): Promise<Listed<T> | null>
}
