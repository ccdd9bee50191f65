import type { PhpArray } from '../../fleet/management.ts'
import type { KeyRef, SiteId } from '../../fleet/site.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import type { Link, LinkId } from '../../topology/link.ts'

/** Fields of a management row that a mend sets, as they are now and as they shall be. */
export interface FieldChange {
  readonly what: 'datasource' | 'endpoint' | 'host'
  readonly rowId: number
  /** How people know the row: a class, an endpoint, a host. */
  readonly name: string
  /** What the row must still look like; also the values that undo puts back. */
  readonly from: Readonly<Record<string, FieldContent>>
  readonly to: Readonly<Record<string, FieldContent>>
  /** Why, or with which result: a stable word. */
  readonly why?: string
  /** How many things the change concerns. */
  readonly count?: number
}
export type FieldContent = string | number | boolean | PhpArray

/** A mapping row with its ids as text. */
export interface MappingRef {
  readonly rowId: number
  readonly foreignId: EntityId
  readonly localId: EntityId
}

/**
 * What a mend does, in data: it is fixed when the plan is made, kept with it, and read again by whoever resumes or undoes it. Each act
 * finds out by itself whether what it rests on still holds. Never a key.
 */
export type Mend =
  | { readonly act: 'set-fields'; readonly change: FieldChange }
  | {
      readonly act: 'stop-hosts'
      readonly hosts: readonly { readonly rowId: number; readonly name: string }[]
    }
  | {
      readonly act: 'part-copy'
      readonly hosts: readonly NamedRow[]
      /** The copy's own key in the key store, where it opens the original as well; null where it has one of its own. */
      readonly formerRef: KeyRef | null
      /** Other keys of the original that the copy takes. */
      readonly keys: readonly { readonly keyId: number; readonly grants: readonly NamedRow[] }[]
      /** By sender, for the plan. */
      readonly mappings: readonly { readonly foreignHost: string; readonly count: number }[]
    }
  | {
      readonly act: 'remove-mappings'
      readonly foreignHost: string
      readonly model: ModelName
      readonly rows: readonly MappingRef[]
      /** `entity-gone`: only as long as the entity is gone. `mapping-doubled`: only as long as another mapping stays. */
      readonly because: 'entity-gone' | 'mapping-doubled'
      /** Where the entities are read, to see whether they are gone. */
      readonly endpoint: string | null
    }
  | {
      readonly act: 'redirect-mappings'
      readonly foreignHost: string
      readonly model: ModelName
      readonly rows: readonly (MappingRef & { readonly shouldBe: EntityId })[]
      /** Where the originals are looked for; null on the way back, which asks for nothing. */
      readonly endpoint: string | null
      /** The site whose mappings they are, where that is not the one with the finding. */
      readonly on?: SiteId
      /** Of pairs that were crossed: they lead to the counterpart, and not to an original. */
      readonly crossed?: true
    }
  | {
      readonly act: 'rename-mappings'
      readonly from: string
      readonly to: string
      /** Mapping rows that stood under the right name before: they stay there when it is undone. */
      readonly strangers: readonly number[]
    }
  | { readonly act: 'pair-links'; readonly changes: readonly TwinChange[] }
  | AdoptEntities
  | {
      readonly act: 'rename-host'
      readonly change: FieldChange
      /** What the calendar of the site may name by the same name, as a publishing target. */
      readonly targets: readonly { readonly from: string; readonly to: string }[]
    }
  | { readonly act: 'remove-lease'; readonly rowId: number; readonly sender: string }
  | { readonly act: 'remove-changes'; readonly ids: readonly number[] }
  | { readonly act: 'remove-grants'; readonly grants: readonly NamedRow[] }
  | { readonly act: 'remove-key'; readonly keyId: number; readonly grants: readonly NamedRow[] }
  | {
      readonly act: 'ready-models'
      /** `endpoint`: its name, there already or to be. */
      readonly models: readonly { readonly model: ModelName; readonly endpoint: string }[]
    }

export interface NamedRow {
  readonly rowId: number
  readonly name: string
}

/** Which link a link has for its way back. */
export interface TwinChange {
  readonly linkId: LinkId
  readonly from: LinkId | null
  readonly to: LinkId | null
}

/** An entity of the replica that is to count as the counterpart of one of the primary. */
export interface AdoptedPair {
  readonly foreignId: EntityId
  readonly localId: EntityId
  /** Rexxfleet had agreed on this very pair already: what it remembers of it stays as it is. */
  readonly known: boolean
}

export interface AdoptEntities {
  readonly act: 'adopt-entities'
  readonly link: Link
  readonly model: ModelName
  /** Main domains under which the two sides know each other. */
  readonly domains: { readonly primary: string; readonly replica: string }
  readonly pairs: readonly AdoptedPair[]
}
