import { CLASSES } from '../orm/catalogue.ts'
import type { DateValue } from '../orm/entity-draft.ts'
import type { FieldDefinition, Model } from '../orm/model.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import { toAtom } from '../php/site-time.ts'
import { unserialize } from '../php/unserialize.ts'
import type { Site } from '../site.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** An entity as PHP holds it during an edit: its row, what was just set on it, and whether it is a proxy. */
export interface LiveEntity {
  readonly model: Model
  readonly row: Row
  /** Reached through an association and not loaded for itself: its ids are integers, and it is treated as another class. */
  readonly proxy: boolean
  /** Values that this edit has set, with the types that they were given. */
  readonly set: ReadonlyMap<string, PhpValue | DateValue>
  /** Removed by this edit: Doctrine has taken a generated id away (F31). */
  readonly removed: boolean
}

const NOTHING_SET: LiveEntity['set'] = new Map()

export function loaded(model: Model, row: Row): LiveEntity {
  return { model, row, proxy: false, set: NOTHING_SET, removed: false }
}

/** Ids by name as the queue writes them: text, integers for a proxy, empty for a removed entity with a generated id. */
export function indexData(site: Site, { model, row, proxy, removed }: LiveEntity): PhpArray {
  const texts = site.entities.idTexts(model, row)
  return new Map(
    model.id.map((name, index) => {
      if (removed && model.generated) return [name, '']
      const cell = row[model.idColumns[index]!]
      return [name, proxy && typeof cell === 'number' ? cell : texts[index]!]
    })
  )
}

/** The value of a field as PHP sees it. */
export function fieldValue(entity: LiveEntity, field: FieldDefinition): PhpValue {
  const given = entity.set.get(field.name)
  if (given === undefined) return fromCell(field, entity.row[field.column] ?? null)
  if (isDate(given)) return given.stored === null ? null : toAtom(given.stored)
  // a rule that was given its expression in this request holds an object there: that is what gets lost (F24)
  if (entity.model.class === CLASSES.rewriteRule && field.name === 'regularExpression') {
    return regularExpression(phpText(given))
  }
  return given
}

function isDate(value: PhpValue | DateValue): value is DateValue {
  return typeof value === 'object' && value !== null && 'stored' in value
}

function fromCell(field: FieldDefinition, cell: Cell): PhpValue {
  if (cell === null) return null
  switch (field.type) {
    case 'boolean':
      return Number(cell) !== 0
    case 'timestamp':
      return toAtom(String(cell))
    case 'array':
      return unserialize(String(cell)) ?? null
    default:
      return cell
  }
}

function regularExpression(text: string): PhpValue {
  const delimiter = text.charAt(0)
  const parts = text.split(delimiter)
  const replaced = parts.length === 4
  const flags = [...(parts[replaced ? 3 : 2] ?? '')]
  const list: PhpArray = new Map((flags.length > 0 ? flags : ['']).map((flag, index) => [index, flag]))
  const properties: PhpArray = new Map<string, PhpValue>([
    ['\u0000*\u0000regex', parts[1] ?? ''],
    ['\u0000*\u0000replacement', replaced ? (parts[2] ?? '') : null],
    ['\u0000*\u0000hasReplacement', replaced],
    ['\u0000*\u0000delimiter', delimiter],
    ['\u0000*\u0000flags', list]
  ])
  return { className: 'Cx\\Lib\\Helpers\\RegularExpression', properties }
}
