import type { DataSourceRow, EndpointRow, HostRow, SyncRow } from '../fleet/management.ts'
import type { Site } from '../fleet/site.ts'
import type { LanguageId, LanguageMap } from '../languages/language-map.ts'
import type { Included } from '../models/closure.ts'
import type { ModelName } from '../models/model.ts'
import type { MappingIndex } from '../sync/mapping-index.ts'
import type { Delivery, Link } from '../topology/link.ts'

/** What was read on one of the two sites. Null: it could not be read, which never counts as 'nothing there'. */
export interface SideFacts {
  readonly site: Site
  readonly dataSources: readonly DataSourceRow[]
  readonly endpoints: readonly EndpointRow[]
  readonly syncs: readonly SyncRow[]
  readonly hosts: readonly HostRow[]
  /** How many mappings of the chosen models the site remembers, by the sender's host as it is written there. */
  readonly senders: ReadonlyMap<string, number>
  /** What the site remembers of the other side, by model; only read for two directions that are to become one. */
  readonly pairs: ReadonlyMap<ModelName, MappingIndex>
  /** Models whose data source is there and gives nothing but errors, with what the site says. */
  readonly unreadable: ReadonlyMap<ModelName, string>
  /** Grants of keys that Rexxfleet did not give, by model whose data source they read through. */
  readonly foreignGrants: ReadonlyMap<ModelName, number>
  /** Ids of languages in use, by model that names languages by plain ids; only models that could be read. */
  readonly languages: ReadonlyMap<ModelName, ReadonlySet<LanguageId>>
  /** The languages that are set up there, by id, with what the site calls them. */
  readonly locales: ReadonlyMap<LanguageId, string> | null
  /** Expressions of the site's RewriteRules. */
  readonly rewriteRules: readonly string[] | null
}

/** All that the rules look at, for one direction. Nothing in it can reach a site. */
export interface PreflightFacts {
  readonly primary: SideFacts
  readonly replica: SideFacts
  /** The chosen models and what they bring along. */
  readonly models: readonly Included[]
  readonly delivery: Delivery
  /** Languages that have other ids on the replica. */
  readonly languages: LanguageMap
  readonly bothWays: boolean
  readonly sites: readonly Site[]
  readonly links: readonly Link[]
}

/** Cloudrexx's own queue is in use: its rows on the primary matter. */
export function usesQueue({ delivery }: Pick<PreflightFacts, 'delivery'>): boolean {
  return delivery !== 'compare'
}

/** Host names are equal whatever their capitals (F38). */
export function sameHost(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
