import type { Catalogue } from './orm/catalogue.ts'
import type { EntityManager } from './orm/entity-manager.ts'
import type { EntityWriter } from './orm/entity-writer.ts'
import type { Database } from './engine/database.ts'

/** The inside of a double: what its interfaces, its administration and its push share. */
export interface Site {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly entities: EntityManager
  readonly writer: EntityWriter
  readonly clock: () => Date
  mainDomain: string
  /** Without it every flush ends in an exception after the rows were written (F40). */
  cacheWritable: boolean
  databaseUp: boolean
  /** The gap between two steps of one request, in which other requests go on (F44). */
  readonly gap: () => Promise<void>
}
