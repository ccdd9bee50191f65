import type { EntityId, Model } from '../models/model.ts'

/** A plain value as the site sends and takes it. Dates are ISO 8601 text, or `0000-00-00 00:00:00` for the zero date (F13). */
export type FieldValue = string | number | boolean | null

/** One record, read from a site. Associations appear only where the data source has its recurse option on (F12). */
export interface Entity {
  readonly id: EntityId
  /** Plain fields by name, identifier fields included. */
  readonly fields: Readonly<Record<string, FieldValue>>
  /** Id of the related entity by association name; null where there is none. */
  readonly toOne: Readonly<Record<string, EntityId | null>>
  /** Ids of the related entities by association name (many-to-many, owning side). */
  readonly toMany: Readonly<Record<string, readonly EntityId[]>>
}

/** Where the entities of a model are read or written on one site. */
export interface EntitySource {
  readonly endpoint: string
  readonly model: Model
}
