import { CLASSES } from './catalogue.ts'
import type { DateValue, EntityDraft } from './entity-draft.ts'
import type { EntityManager } from './entity-manager.ts'
import { isToOne } from './model.ts'
import type { FieldDefinition, Model } from './model.ts'
import { ShinyException, SiteException } from './site-exception.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { isTruthy, phpText } from '../php/php-value.ts'
import { serialize } from '../php/serialize.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** An entity that was removed, its row as it stood. */
export interface Removed {
  readonly model: Model
  readonly row: Row
}

/** Writes entities as Doctrine does: columns in its order, refusals of the database included (F5, F36). */
export class EntityWriter {
  private readonly entities: EntityManager

  constructor(entities: EntityManager) {
    this.entities = entities
  }

  insert(model: Model, draft: EntityDraft): Row {
    this.refuseKnownApiKey(model, draft)
    this.requireAssignedIds(model, draft)
    const values: Record<string, Cell> = {}
    for (const field of model.fields) {
      if (model.generated && field.name === model.id[0]) continue
      values[field.column] = boundValue(field, draft.fields.get(field.name))
    }
    for (const association of model.associations) {
      if (!isToOne(association) || association.column === undefined) continue
      // an association that is not set empties the column, even where a plain field has just filled it
      values[association.column] = draft.toOne.get(association.name)?.['id'] ?? null
    }
    if (model.discriminator) values[model.discriminator.column] = model.discriminator.value
    if (model.savedAt !== null) values[model.savedAt] = this.entities.database.now()
    const row = this.entities.database.insert(model.table, values)
    this.join(model, row, draft)
    return row
  }

  update(model: Model, row: Row, draft: EntityDraft): Row {
    if (draft.fields.has('apiKey') && draft.fields.get('apiKey') !== row['api_key'])
      this.refuseKnownApiKey(model, draft)
    const changes: Record<string, Cell> = {}
    for (const [name, value] of draft.fields) {
      const field = model.field(name)!
      changes[field.column] = boundValue(field, value)
    }
    for (const [name, target] of draft.toOne) changes[model.association(name)!.column!] = target['id'] ?? null
    // PreUpdate: only of an entity in which something has changed.
    const changed = Object.entries(changes).some(([column, value]) => String(row[column]) !== String(value))
    if (model.savedAt !== null && changed) changes[model.savedAt] = this.entities.database.now()
    const next =
      Object.keys(changes).length > 0 ? this.entities.database.update(model.table, row, changes) : row
    this.join(model, next, draft)
    return next
  }

  /** Removes an entity with everything that its class cascades to; refused as a whole where something else needs it. */
  remove(model: Model, row: Row): Removed[] {
    const removed: Removed[] = []
    this.collect(model, row, removed)
    const { database } = this.entities
    const doomed = new Set(
      removed.map(
        ({ model: kind, row: gone }) => `${kind.table}\u0000${database.table(kind.table).keyOf(gone)}`
      )
    )
    const links = removed.flatMap(entry => this.links(entry))
    for (const { table, row: link } of links) doomed.add(`${table}\u0000${database.table(table).keyOf(link)}`)
    const isGone = (table: string, user: Row): boolean =>
      doomed.has(`${table}\u0000${database.table(table).keyOf(user)}`)
    for (const entry of removed) database.assertRemovable(entry.model.table, entry.row, isGone)
    for (const { table, row: link } of links) database.table(table).remove(link)
    for (const entry of removed) database.table(entry.model.table).remove(entry.row)
    return removed
  }

  private collect(model: Model, row: Row, into: Removed[]): void {
    if (into.some(known => known.row === row)) return
    const self = { model, row }
    for (const association of model.associations) {
      if (association.cascade?.includes('remove') !== true) continue
      const target = this.entities.catalogue.get(association.target)
      for (const member of this.entities.members(association, row)) this.collect(target, member, into)
    }
    into.push(self)
  }

  /** Doctrine empties the join tables of both sides with the entity: a host goes although changes wait for it (F33). */
  private links({ model, row }: Removed): { table: string; row: Row }[] {
    return model.associations.flatMap(association => {
      const join = association.kind === 'manyToMany' ? this.entities.joinTable(association) : undefined
      if (!join) return []
      const found = this.entities.database.table(join.table).find({ [join.own]: row['id'] ?? null })
      return [...found].map(link => ({ table: join.table, row: link }))
    })
  }

  private join(model: Model, row: Row, draft: EntityDraft): void {
    for (const [name, members] of draft.gained) {
      // only the owning side of a many-to-many association is written
      const join = model.association(name)!.joinTable
      if (!join) continue
      const table = this.entities.database.table(join.table)
      for (const member of members) {
        const link = { [join.own]: row['id'] ?? null, [join.other]: member['id'] ?? null }
        if (!table.first(link)) this.entities.database.insert(join.table, link)
      }
    }
  }

  /** An API key that exists is refused with an empty text (F5). */
  private refuseKnownApiKey(model: Model, draft: EntityDraft): void {
    if (model.class !== CLASSES.apiKey) return
    const key = draft.fields.get('apiKey')
    const known = typeof key === 'string' && this.entities.findOneBy(model, new Map([['apiKey', key]]))
    if (known) throw new ShinyException('')
  }

  private requireAssignedIds(model: Model, draft: EntityDraft): void {
    if (model.generated) return
    for (const name of model.id) {
      if (draft.fields.has(name)) continue
      throw new SiteException(
        'Doctrine\\ORM\\ORMException',
        `Entity of type ${model.class} is missing an assigned ID for field  '${name}'. ` +
          'The identifier generation strategy for this entity requires the ID field to be populated before ' +
          'EntityManager#persist() is called. If you want automatically generated identifiers instead ' +
          'you need to adjust the metadata mapping accordingly.'
      )
    }
  }
}

function isDate(value: PhpValue | DateValue): value is DateValue {
  return typeof value === 'object' && value !== null && 'stored' in value
}

/** What PHP hands to the database for a field. */
function boundValue(field: FieldDefinition, value: PhpValue | DateValue | undefined): Cell {
  if (field.type === 'array') return value instanceof Map ? serialize(value) : 'N;'
  if (value === undefined || value === null) return null
  if (isDate(value)) return value.stored
  switch (field.type) {
    case 'integer':
    case 'smallint':
      return integer(value)
    case 'boolean':
      return isTruthy(value) ? 1 : 0
    default:
      return phpText(value)
  }
}

function integer(value: PhpValue): number {
  if (typeof value === 'number') return Math.trunc(value)
  if (value instanceof Map) return (value as PhpArray).size > 0 ? 1 : 0
  return Math.trunc(leadingNumber(phpText(value)))
}
