import { CLASSES } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { isToOne } from './model.ts'
import type { AssociationDefinition, FieldDefinition, Model } from './model.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { Database } from '../engine/database.ts'
import { compareKeys } from '../engine/stored-rows.ts'
import type { Table } from '../engine/table.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** Reads entities and walks their associations: what Doctrine's repositories and collections do. */
export class EntityManager {
  readonly database: Database
  readonly catalogue: Catalogue

  constructor(database: Database, catalogue: Catalogue) {
    this.database = database
    this.catalogue = catalogue
  }

  /** Doctrine's `findOneBy()`: the first row that fits; with no condition at all the first row of the table. */
  findOneBy(model: Model, where: PhpArray): Row | undefined {
    const conditions: Record<string, Cell> = {}
    if (model.discriminator) conditions[model.discriminator.column] = model.discriminator.value
    for (const [name, value] of where) {
      const field = model.field(String(name))
      if (!field || value === null) return undefined
      conditions[field.column] = findable(field, value)
    }
    return this.database.table(model.table).first(conditions)
  }

  findById(model: Model, id: Cell | undefined): Row | undefined {
    const column = model.idColumns[0]!
    return id === null || id === undefined
      ? undefined
      : this.database.table(model.table).first({ [column]: id })
  }

  /** The class of a row: of its own for tables that several classes share. */
  classOf(model: Model, row: Row): Model {
    if (model.class !== CLASSES.dataSource) return model
    const kind = String(row['type'])
    return (
      this.catalogue.find(model.class.replace(/DataSource$/, kind.charAt(0).toUpperCase() + kind.slice(1))) ??
      model
    )
  }

  /** The entity at the other end of a to-one association. */
  target(association: AssociationDefinition, row: Row): Row | undefined {
    const model = this.catalogue.find(association.target)
    if (!model || !isToOne(association)) return undefined
    if (association.column !== undefined) return this.findById(model, row[association.column])
    const owning = model.association(association.mappedBy ?? '')
    if (owning?.column === undefined) return undefined
    return this.database.table(model.table).first({ [owning.column]: row['id'] ?? null })
  }

  /** The members of a to-many association, in the order of their keys. */
  members(association: AssociationDefinition, row: Row): Row[] {
    const model = this.catalogue.find(association.target)
    if (!model) return []
    if (association.kind === 'manyToMany') return this.joined(association, model, row)
    const owning = model.association(association.mappedBy ?? '')
    if (owning?.column === undefined) return []
    const table = this.database.table(model.table)
    return inOrder(table, [...table.find({ [owning.column]: row['id'] ?? null })])
  }

  /** The join table of a many-to-many association, seen from this side. */
  joinTable(association: AssociationDefinition): { table: string; own: string; other: string } | undefined {
    if (association.joinTable) return association.joinTable
    const owning = this.catalogue.find(association.target)?.association(association.mappedBy ?? '')?.joinTable
    return owning && { table: owning.table, own: owning.other, other: owning.own }
  }

  /** Ids in identifier order, as text: what mappings and the queue hold (F20). */
  idTexts(model: Model, row: Row): string[] {
    return model.idColumns.map(column => String(row[column] ?? ''))
  }

  private joined(association: AssociationDefinition, model: Model, row: Row): Row[] {
    const join = this.joinTable(association)
    if (!join) return []
    const found: Row[] = []
    for (const link of this.database.table(join.table).find({ [join.own]: row['id'] ?? null })) {
      const member = this.findById(model, link[join.other])
      if (member) found.push(member)
    }
    return inOrder(this.database.table(model.table), found)
  }
}

function inOrder(table: Table, rows: Row[]): Row[] {
  return rows.length < 2
    ? rows
    : rows.sort((left, right) => compareKeys(table.keyOf(left), table.keyOf(right)))
}

/** A condition's value as the database compares it with this field: PHP binds integers as such. */
function findable(field: FieldDefinition, value: PhpValue): Cell {
  if (field.type === 'integer' || field.type === 'smallint') return Math.trunc(leadingNumber(phpText(value)))
  return phpText(value)
}
