/** How Doctrine types a field: it decides what PHP sees, and what the database is handed. */
export type FieldType =
  'integer' | 'smallint' | 'boolean' | 'string' | 'text' | 'enum' | 'array' | 'timestamp'

export interface FieldDefinition {
  readonly name: string
  readonly type: FieldType
  readonly column: string
}

export interface JoinTable {
  readonly table: string
  /** Column that holds the id of the owning side. */
  readonly own: string
  /** Column that holds the id of the other side. */
  readonly other: string
}

export interface AssociationDefinition {
  readonly name: string
  readonly kind: 'manyToOne' | 'oneToOne' | 'oneToMany' | 'manyToMany'
  readonly target: string
  /** Foreign key column, on the owning side of a to-one association. */
  readonly column?: string
  /** Name of the owning association at the target. */
  readonly mappedBy?: string
  readonly joinTable?: JoinTable
  readonly cascade?: readonly string[]
  /** No method to add members: writing it has no meaning. */
  readonly noAdd?: boolean
}

/** One Doctrine class as the catalogue describes it. */
export interface ModelDefinition {
  readonly class: string
  readonly table: string
  readonly id: readonly string[]
  /** The id is an auto-increment. */
  readonly generated?: boolean
  /** Several classes share a table, told apart by this column. */
  readonly discriminator?: { readonly column: string; readonly value: string }
  readonly fields: readonly FieldDefinition[]
  readonly associations: readonly AssociationDefinition[]
  /** A field in which a lifecycle callback of the class notes each save, whatever it was set to. */
  readonly savedAt?: string
}

/** A class with its names looked up. */
export class Model {
  readonly class: string
  readonly table: string
  readonly id: readonly string[]
  readonly idColumns: readonly string[]
  readonly generated: boolean
  readonly discriminator: ModelDefinition['discriminator']
  readonly fields: readonly FieldDefinition[]
  readonly associations: readonly AssociationDefinition[]
  /** Column of the field in which the class notes each save. */
  readonly savedAt: string | null
  private readonly fieldsByName: ReadonlyMap<string, FieldDefinition>
  private readonly associationsByName: ReadonlyMap<string, AssociationDefinition>

  constructor(definition: ModelDefinition) {
    this.class = definition.class
    this.table = definition.table
    this.id = definition.id
    this.generated = definition.generated === true
    this.discriminator = definition.discriminator
    this.fields = definition.fields
    this.associations = definition.associations
    this.fieldsByName = new Map(this.fields.map(field => [field.name, field]))
    this.associationsByName = new Map(this.associations.map(association => [association.name, association]))
    this.savedAt = this.fieldsByName.get(definition.savedAt ?? '')?.column ?? null
    this.idColumns = this.id.map(name => this.fieldsByName.get(name)!.column)
  }

  field(name: string): FieldDefinition | undefined {
    return this.fieldsByName.get(name)
  }

  association(name: string): AssociationDefinition | undefined {
    return this.associationsByName.get(name)
  }

  hasField(name: string): boolean {
    return this.fieldsByName.has(name) || this.associationsByName.has(name)
  }
}

export function isToOne(association: AssociationDefinition): boolean {
  return association.kind === 'manyToOne' || association.kind === 'oneToOne'
}
