import type { Askable, ListArguments } from './list-arguments.ts'
import type { DistantIds } from '../orm/entity-draft.ts'
import type { JsonText } from '../php/json-text.ts'
import type { PhpArray } from '../php/php-value.ts'

/** The entities of a list, each with its key. */
export type ListedEntities = readonly (readonly [key: string, entity: JsonText])[]

/** What the sync endpoint adds to a write: the sender's ids and the pair to remember (F16, F17). */
export interface SyncSender {
  readonly host: string | null
  readonly ids: readonly string[]
  readonly distantIds: DistantIds
}

/** Where an endpoint's entities come from (F34). */
export interface DataSource extends Askable {
  readonly identifiers: readonly string[]
  list(id: PhpArray, wanted: ListArguments, fieldList: readonly string[]): ListedEntities
  /** Creates an entity; answers its ids. */
  add(data: PhpArray, sender?: SyncSender): Promise<JsonText>
  update(id: PhpArray, data: PhpArray, sender?: SyncSender): void
  remove(id: PhpArray): void
}
