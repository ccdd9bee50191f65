import { CLASSES } from './catalogue.ts'
import type { EntityManager } from './entity-manager.ts'
import { isToOne } from './model.ts'
import type { AssociationDefinition, FieldDefinition, Model } from './model.ts'
import type { Recursions } from './recursion.ts'
import { jsonString } from '../php/json-text.ts'
import type { JsonText } from '../php/json-text.ts'
import { toIso } from '../php/site-time.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** Members of a collection that a page shows, where the page's limit cut it; by path and key. */
export type Visible = (path: string, key: string) => boolean

/** A proxy as PHP gives it away (F12). */
const PROXY = '{"__initializer__":{},"__cloner__":{},"__isInitialized__":false}'

/** Turns rows into the objects of a list, associations included, as Cloudrexx shows them (F12, F13, F14). */
export class EntityJson {
  private readonly entities: EntityManager
  private readonly recursions: Recursions
  private readonly fieldList: readonly string[]

  constructor(entities: EntityManager, recursions: Recursions, fieldList: readonly string[]) {
    this.entities = entities
    this.recursions = recursions
    this.fieldList = fieldList
  }

  /** The object of one entity; empty text where the field list hides all of it (F3). */
  encode(model: Model, row: Row, visible?: Visible): JsonText {
    return this.object(model, row, '', [], visible, this.fieldList)
  }

  /** The key under which a list shows an entity: its ids joined with `/` (F4). */
  key(model: Model, row: Row): string {
    return model.idColumns.map(column => String(row[column])).join('/')
  }

  private object(
    model: Model,
    row: Row,
    prefix: string,
    forbidden: readonly string[],
    visible: Visible | undefined,
    only: readonly string[]
  ): JsonText {
    let text = ''
    for (const field of model.fields) {
      if (only.length > 0 && !only.includes(field.name)) continue
      text += `${text === '' ? '' : ','}"${field.name}":${fieldText(field, row[field.column] ?? null)}`
    }
    for (const association of model.associations) {
      if (only.length > 0 && !only.includes(association.name)) continue
      const value =
        this.recursions.size === 0
          ? this.flat(association, row)
          : this.nested(association, row, prefix + association.name, forbidden, visible)
      if (value !== undefined) text += `${text === '' ? '' : ','}"${association.name}":${value}`
    }
    return text === '' && only.length > 0 ? '' : `{${text}}`
  }

  /** Without recursion: proxies and empty objects, NULL where nothing is referred to. */
  private flat(association: AssociationDefinition, row: Row): JsonText {
    if (!isToOne(association)) return '{}'
    if (association.column === undefined) return this.entities.target(association, row) ? '{}' : 'null'
    if (row[association.column] === null) return 'null'
    // a class with subclasses cannot stay a proxy: it is loaded, and an entity has nothing public to show
    return association.target === CLASSES.dataSource ? '{}' : PROXY
  }

  private nested(
    association: AssociationDefinition,
    row: Row,
    path: string,
    forbidden: readonly string[],
    visible: Visible | undefined
  ): JsonText | undefined {
    if (!this.recursions.has(path) || forbidden.includes(association.target)) return undefined
    const model = this.entities.catalogue.find(association.target)
    if (!model) return undefined
    const known = [...forbidden, association.target]
    if (isToOne(association)) {
      const target = this.entities.target(association, row)
      return target && this.object(model, target, `${path}.`, known, visible, [])
    }
    let text = ''
    for (const member of this.entities.members(association, row)) {
      const key = this.key(model, member)
      if (visible && !visible(path, key)) continue
      text += `${text === '' ? '' : ','}${jsonString(key)}:${this.object(model, member, `${path}.`, known, visible, [])}`
    }
    return `{${text}}`
  }
}

function fieldText(field: FieldDefinition, value: Cell): JsonText {
  if (value === null) return 'null'
  switch (field.type) {
    case 'integer':
    case 'smallint':
      return String(value)
    case 'boolean':
      return Number(value) === 0 ? 'false' : 'true'
    case 'timestamp':
      return jsonString(toIso(String(value)))
    case 'array':
      return value === 'N;' ? 'null' : jsonString(String(value))
    default:
      return jsonString(String(value))
  }
}
