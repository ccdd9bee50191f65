import type { Environment } from '../fleet/site.ts'
import type { LanguageMap } from '../languages/language-map.ts'
import type { AddedModel } from '../models/by-hand/added-model.ts'
import type { AgreedState } from '../sync/records.ts'
import type { Delivery } from '../topology/link.ts'
import type { Position } from '../topology/link-repository.ts'

export const topologyFormat = 'rexxfleet-topology'
export const topologyVersion = 1

/** Bounds of a file that is taken in: far above any fleet, far below what could hurt the program. */
export const topologyLimits = {
  bytes: 100 * 1024 * 1024,
  depth: 12,
  sites: 5_000,
  links: 25_000,
  models: 500
} as const

/** A site as it stands in a file. `id` has a meaning inside the file alone. */
export interface FileSite {
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly mainDomain: string
  readonly tablePrefix: string
  readonly tags: readonly string[]
  readonly environment: Environment
  readonly readOnly: boolean
  readonly allowHttp: boolean
  readonly marker: string | null
  readonly position: Position | null
  /** Its management key is among the encrypted ones. */
  readonly key: boolean
}

export interface FileModel {
  readonly model: string
  readonly ids: readonly string[] | null
  /** Agreed states, where they were asked for. */
  readonly agreed?: readonly AgreedEntry[]
}

/** One agreed state as a row: a million of them fit. The replica's hash is null where it equals the primary's. */
export type AgreedEntry = readonly [
  foreignId: string,
  localId: string,
  primaryHash: string,
  replicaHash: string | null,
  origin: AgreedState['origin']
]

export interface FileLink {
  readonly primary: string
  readonly replica: string
  readonly models: readonly FileModel[]
  readonly delivery: Delivery
  /** Absent where all languages have the same ids. */
  readonly languages?: LanguageMap
  /** Made as one with the link of the opposite direction. */
  readonly twin: boolean
}

/** What a topology file says, without the encrypted keys. */
export interface Topology {
  readonly sites: readonly FileSite[]
  readonly links: readonly FileLink[]
  /** Classes that were added by hand; absent where there are none. */
  readonly models?: readonly AddedModel[]
}
