import type { SiteId } from '../fleet/site.ts'
import type { LanguageMap } from '../languages/language-map.ts'
import type { Delivery } from '../topology/link.ts'
import type { AgreedEntry } from './topology-file.ts'

/** A link that a topology file told of. Nothing of it is set up by this Rexxfleet; it waits until somebody makes the link. */
export interface NotedLink {
  readonly id: string
  readonly primaryId: SiteId
  readonly replicaId: SiteId
  readonly models: readonly { readonly model: string; readonly ids: readonly string[] | null }[]
  readonly delivery: Delivery
  readonly languages: LanguageMap
  readonly bothWays: boolean
  readonly notedAt: number
}

/** Agreed states that came with a note, by model. */
export type NotedAgreed = readonly { readonly model: string; readonly states: readonly AgreedEntry[] }[]

/** Keeps notes: at most one for each ordered pair of sites. They go with either of their sites. */
export interface NotedLinks {
  list(): NotedLink[]
  get(id: string): NotedLink | null
  /** Takes the place of an earlier note for the same two sites. */
  put(note: NotedLink, agreed: NotedAgreed): void
  agreed(id: string): NotedAgreed
  remove(id: string): void
}
