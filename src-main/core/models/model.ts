/** A Doctrine class name, e.g. `Cx\Core\Routing\Model\Entity\RewriteRule`. */
export type ModelName = string

export interface IdentifierField {
  readonly name: string
  readonly type: string
  /** The site makes the value itself (auto-increment). */
  readonly generated: boolean
  /** The value is the id of a related entity: a replica maps it (F19). Names the association. */
  readonly association?: string
}

export interface ModelField {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
}

export interface ModelAssociation {
  readonly name: string
  readonly kind: 'manyToOne' | 'oneToOne' | 'oneToMany' | 'manyToMany'
  readonly target: ModelName
  /** This side holds the foreign key. */
  readonly owning: boolean
  readonly nullable: boolean
  readonly cascades: boolean
}

/** One Cloudrexx model: what it is called, how its entities are identified, and what they hold. */
export interface Model {
  readonly name: ModelName
  /** The last part of the class name; what users type and read. Unique in the catalogue. */
  readonly shortName: string
  readonly table: string
  /** In the order in which Doctrine and the id mapping list them (F20). */
  readonly identifier: readonly IdentifierField[]
  readonly fields: readonly ModelField[]
  readonly associations: readonly ModelAssociation[]
  /** Of a class that was added by hand: the field in which a person says that the site notes each save. */
  readonly changeDate?: string
}

/** The id of an entity: its identifier values joined with `/`, as the site writes composite ids (F4, F19). */
export type EntityId = string

/** The identifier values of an id, in order. */
export function idParts(id: EntityId): string[] {
  return id.split('/')
}

/** The id out of its identifier values, in order. */
export function joinId(parts: readonly string[]): EntityId {
  return parts.join('/')
}
