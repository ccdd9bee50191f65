import type { ManagementKind, ManagementRows } from '../fleet/management.ts'
import type { ReadOptions, RowFilter, SiteReader } from '../fleet/site-access.ts'
import type { Hash } from './canonical.ts'
import type { EntitySource } from './entity.ts'
import { readDigest, type PrimaryDigest } from './primary-digest.ts'
import { RecentEntities } from './recent-entities.ts'
import { SharedRead } from './shared-read.ts'

/** Rows that were asked for within this time count as asked for together. */
const momentMs = 10_000

/** Reads a model of the primary through, for a comparison. */
export type ReadOriginals = (source: EntitySource, signal: AbortSignal) => Promise<PrimaryDigest>

/** What one run reads of its primary, and through which reader. */
export interface Originals {
  readonly primary: SiteReader
  readonly digest: ReadOriginals
}

/** For a run by itself: everything is asked for, nothing is kept. */
export function ownOriginals(primary: SiteReader, hash: Hash): Originals {
  return { primary, digest: (source, signal) => readDigest(primary, source, hash, signal) }
}

/**
 * For all runs of one primary that start together: its pages are read once, and so are the values that they send. Whoever comes first
 * asks; the others wait for the same answer, or find it there. No run waits for another's replica: a digest is complete in itself, and
 * of values only the latest are kept, so that one who comes much later asks again, and neither holds anybody up nor fills the memory.
 */
export class SharedOriginals {
  readonly #hash: Hash
  readonly #now: () => number
  readonly #digests = new Map<string, SharedRead<PrimaryDigest>>()
  readonly #recent = new Map<string, RecentEntities>()
  readonly #rows = new Map<string, { readonly read: SharedRead<unknown>; readonly at: number }>()

  constructor(hash: Hash, now: () => number) {
    this.#hash = hash
    this.#now = now
  }

  /** The share of one run. `own` is how it asks where it is the first to ask, so that requests are counted where they were made. */
  of(own: SiteReader): Originals {
    return {
      primary: {
        ...own,
        rows: <K extends ManagementKind>(kind: K, filter?: RowFilter, options?: ReadOptions) =>
          this.#rowsOf(own, kind, filter).take(options?.signal) as Promise<ManagementRows[K][]>,
        entitiesById: (source, ids, options = {}) => this.#recentOf(own, source).get(ids, options.signal)
      },
      digest: (source, signal) => this.#digestOf(own, source).take(signal)
    }
  }

  #digestOf(own: SiteReader, source: EntitySource): SharedRead<PrimaryDigest> {
    const key = keyOf(source)
    const known = this.#digests.get(key)
    if (known?.isOfUse === true) return known
    const read = new SharedRead(signal => readDigest(own, source, this.#hash, signal))
    this.#digests.set(key, read)
    return read
  }

  /** Who the primary is gets asked by every run as it starts: all at the same moment, and each the same. */
  #rowsOf(own: SiteReader, kind: ManagementKind, filter?: RowFilter): SharedRead<unknown> {
    const key = JSON.stringify([kind, filter])
    const known = this.#rows.get(key)
    if (known?.read.isOfUse === true && this.#now() - known.at <= momentMs) return known.read
    const read = new SharedRead<unknown>(signal => own.rows(kind, filter, { signal }))
    this.#rows.set(key, { read, at: this.#now() })
    return read
  }

  #recentOf(own: SiteReader, source: EntitySource): RecentEntities {
    const key = keyOf(source)
    const known = this.#recent.get(key)
    if (known) return known
    const ask: ConstructorParameters<typeof RecentEntities>[0] = (ids, signal) =>
      own.entitiesById(source, ids, { signal })
    const recent = new RecentEntities(ask, this.#now)
    this.#recent.set(key, recent)
    return recent
  }
}

function keyOf({ endpoint, model }: EntitySource): string {
  return `${endpoint} ${model.name}`
}
