import { BadAnswer } from '../errors/bad-answer.ts'
import { keyPrint } from '../rows/key-print.ts'
import type { Model } from '../../../core/models/model.ts'
import type { Entity, FieldValue } from '../../../core/sync/entity.ts'
import { isRecord, type Keyed } from './answer.ts'
import { isDateType, readDate } from './dates.ts'

type Raw = Record<string, unknown>

/** Reads records of one model, a page or a list of them after the other. What it learns about the source from one counts for the next. */
export interface EntityDecoder {
  /** Has to see all records of a page before one of them is decoded. */
  look(records: readonly Keyed[]): void
  /** Identifier values of a record, in the model's order. */
  idOf(...record: Keyed): string[]
  decode(...record: Keyed): Entity
  /** Whether associations come along: the data source's recurse option is on (F12). Null: nothing told so far. */
  recursed(): boolean | null
}

export function createEntityDecoder(model: Model): EntityDecoder {
  const identifier = model.identifier.map(({ name }) => name)
  const dates = new Set(model.fields.filter(({ type }) => isDateType(type)).map(({ name }) => name))
  const known = new Set(model.fields.map(({ name }) => name))
  const associations = new Set(model.associations.map(({ name }) => name))
  const toOne = model.associations
    .filter(({ kind, owning }) => owning && kind !== 'manyToMany' && kind !== 'oneToMany')
    .map(({ name }) => name)
  const toMany = model.associations
    .filter(({ kind, owning }) => owning && kind === 'manyToMany')
    .map(({ name }) => name)
  let recursed: boolean | null = null

  function idOf(key: string, record: Raw): string[] {
    const parts = identifier.map(name => record[name])
    if (parts.every(part => typeof part === 'number' || (typeof part === 'string' && part !== ''))) {
      return parts.map(String)
    }
    // An identifier that is not among the fields still stands in the key of the record (F4).
    const fromKey = key.split('/')
    if (fromKey.length !== identifier.length) throw new BadAnswer('a record without its id')
    return fromKey
  }

  function fieldOf(name: string, value: FieldValue): FieldValue {
    if (typeof value !== 'string') return value
    if (dates.has(name) || !known.has(name)) return readDate(value)
    return name === 'apiKey' && value !== '' ? keyPrint(value) : value
  }

  function decode(key: string, record: Raw): Entity {
    const id = idOf(key, record)
    const fields: Record<string, FieldValue> = {}
    for (const name in record) {
      const value = record[name]
      if (associations.has(name) || (typeof value === 'object' && value !== null)) continue
      fields[name] = fieldOf(name, value as FieldValue)
    }
    identifier.forEach((name, position) => (fields[name] ??= id[position] ?? null))
    return { id: id.join('/'), fields, toOne: toOneOf(record, id), toMany: toManyOf(record) }
  }

  function toOneOf(record: Raw, id: readonly string[]): Record<string, string | null> {
    const related: Record<string, string | null> = {}
    for (const name of toOne) {
      const target = relatedId(record[name])
      if (target !== undefined) related[name] = target
    }
    // A part of the id that is a foreign key says it too, recursed or not (F19).
    model.identifier.forEach(({ association }, position) => {
      if (association !== undefined) related[association] ??= id[position] ?? null
    })
    return related
  }

  function toManyOf(record: Raw): Record<string, string[]> {
    const related: Record<string, string[]> = {}
    for (const name of toMany) {
      const value = record[name]
      if (recursed === true && isRecord(value)) related[name] = Object.keys(value)
    }
    return related
  }

  return {
    idOf,
    recursed: () => recursed,
    look(records) {
      recursed ??= tellsRecursion(records, toOne, toMany)
    },
    decode
  }
}

/**
 * An empty object stands both for 'no members' and for 'not read' (F12). One proxy or one nested record among the records
 * tells which it is; it is the same for all records of a source.
 */
function tellsRecursion(
  records: readonly Keyed[],
  toOne: readonly string[],
  toMany: readonly string[]
): boolean | null {
  for (const [, record] of records) {
    for (const name of toMany) {
      const value = record[name]
      if (isRecord(value) && Object.keys(value).length > 0) return true
    }
    for (const name of toOne) {
      const value = record[name]
      if (!isRecord(value)) continue
      if (relatedId(value) !== undefined) return true
      if ('__isInitialized__' in value) return false
    }
  }
  return null
}

/** Id of a related record; undefined where the answer does not tell it (F12). */
function relatedId(value: unknown): string | null | undefined {
  if (value === null) return null
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return String(value)
  if (!isRecord(value)) return undefined
  const id = value['id']
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

/** All records of an answer that is no page of a list. */
export function decodeAll(model: Model, records: readonly Keyed[]): Entity[] {
  const decoder = createEntityDecoder(model)
  decoder.look(records)
  return records.map(record => decoder.decode(...record))
}
