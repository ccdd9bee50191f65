import { zeroValue } from '../engine/lossy-storage.ts'
import { emptyDraft, setField } from '../orm/entity-draft.ts'
import type { EntityDraft } from '../orm/entity-draft.ts'
import { isToOne } from '../orm/model.ts'
import type { Model } from '../orm/model.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { ZERO_DATE } from '../php/site-time.ts'
import { dropMappingsOf } from '../rest/mappings.ts'
import type { Site } from '../site.ts'
import type { AdminEdit, EditResult, Row } from '../site-double-types.ts'
import type { ChangeQueue } from './change-queue.ts'
import { loaded } from './live-entity.ts'
import type { LiveEntity } from './live-entity.ts'

/**
 * An edit in the administration: the row is written, and what it changes enters the queue (F22). All of it or nothing: a
 * fatal error on the way leaves the row as it was (F26).
 */
export function editEntity(site: Site, queue: ChangeQueue, edit: AdminEdit): EditResult {
  const model = modelOf(site, edit.model)
  return site.database.atomically(() => {
    switch (edit.operation) {
      case 'create':
        return create(site, queue, model, edit.fields ?? {})
      case 'update':
        return update(site, queue, model, existing(site, model, edit.id), edit.fields ?? {})
      default:
        return remove(site, queue, model, existing(site, model, edit.id))
    }
  })
}

function modelOf(site: Site, name: string): Model {
  const endpoint = site.database.table('core_module_data_access').first({ name })
  const source =
    endpoint && site.database.table('core_data_source').first({ id: endpoint['data_source_id'] ?? null })
  const model = site.catalogue.byName(name) ?? site.catalogue.find(String(source?.['identifier'] ?? ''))
  if (!model) throw new Error(`no model ${name}`)
  return model
}

function existing(site: Site, model: Model, id: string | number | undefined): Row {
  const parts = String(id ?? '').split('/')
  const where: PhpArray = new Map(model.id.map((name, index) => [name, parts[index] ?? '']))
  const row = site.entities.findOneBy(model, where)
  if (!row) throw new Error(`no ${model.class} ${id}`)
  return row
}

function create(
  site: Site,
  queue: ChangeQueue,
  model: Model,
  fields: Readonly<Record<string, unknown>>
): EditResult {
  const draft = draftOf(site, model, fields)
  complete(site, model, draft)
  const row = site.writer.insert(model, draft)
  const entity: LiveEntity = { ...loaded(model, row), set: draft.fields }
  queue.add('post', entity, new Map([[row, entity]]))
  return { id: site.entities.idTexts(model, row).join('/') }
}

function update(
  site: Site,
  queue: ChangeQueue,
  model: Model,
  row: Row,
  fields: Readonly<Record<string, unknown>>
): EditResult {
  const draft = draftOf(site, model, fields)
  replaceMembers(site, model, row, draft)
  const next = site.writer.update(model, row, draft)
  const entity: LiveEntity = { ...loaded(model, next), set: draft.fields }
  if (Object.keys(row).some(column => row[column] !== next[column]))
    queue.add('put', entity, new Map([[next, entity]]))
  return { id: site.entities.idTexts(model, next).join('/') }
}

function remove(site: Site, queue: ChangeQueue, model: Model, row: Row): EditResult {
  const id = site.entities.idTexts(model, row).join('/')
  const removed = site.writer.remove(model, row)
  const gone = new Map(
    removed.map(entry => [entry.row, { ...loaded(entry.model, entry.row), removed: true }])
  )
  // each removed entity tells of itself, those that it cascades to first
  for (const entity of gone.values()) queue.add('delete', entity, gone)
  for (const entry of removed) dropMappingsOf(site, entry.model, entry.row)
  return { id }
}

function draftOf(site: Site, model: Model, fields: Readonly<Record<string, unknown>>): EntityDraft {
  const draft = emptyDraft()
  for (const [name, value] of Object.entries(fields)) {
    const association = model.association(name)
    if (model.field(name)) setField(model, draft, name, phpValue(value), site.clock())
    else if (association && isToOne(association)) {
      draft.toOne.set(name, existing(site, site.catalogue.get(association.target), String(value)))
    } else if (association?.kind === 'manyToMany') {
      const target = site.catalogue.get(association.target)
      const ids = Array.isArray(value) ? (value as unknown[]) : String(value).split(',')
      draft.gained.set(
        name,
        ids.filter(id => id !== '').map(id => existing(site, target, String(id)))
      )
    } else throw new Error(`${model.class} has no field ${name}`)
  }
  return draft
}

/** A form sends every field of an entity: what the edit does not name is empty, not missing. */
function complete(site: Site, model: Model, draft: EntityDraft): void {
  for (const association of model.associations) {
    if (!isToOne(association) || association.column === undefined) continue
    const field = model.fields.find(({ column }) => column === association.column)
    const target = draft.toOne.get(association.name)
    const given = field && draft.fields.get(field.name)
    if (field && target && given === undefined) draft.fields.set(field.name, target['id'] ?? null)
    if (!target && typeof given === 'number') {
      draft.toOne.set(association.name, existing(site, site.catalogue.get(association.target), given))
    }
  }
  const { columns } = site.database.table(model.table).definition
  chooseFirst(site, model, draft)
  for (const field of model.fields) {
    const column = columns[field.column]!
    if (draft.fields.has(field.name) || column.nullable === true || column.auto === true) continue
    if (model.id.includes(field.name)) continue
    if (field.type === 'timestamp') draft.fields.set(field.name, { stored: ZERO_DATE })
    else if (field.type === 'array') draft.fields.set(field.name, new Map<string, PhpValue>())
    else draft.fields.set(field.name, field.type === 'boolean' ? false : zeroValue(column))
  }
}

/** Where a form offers a choice that must be made, its first entry is chosen already. */
function chooseFirst(site: Site, model: Model, draft: EntityDraft): void {
  const { columns } = site.database.table(model.table).definition
  for (const { name, column, target } of model.associations) {
    if (column === undefined || columns[column]?.nullable === true || draft.toOne.has(name)) continue
    const first = site.entities.findOneBy(site.catalogue.get(target), new Map())
    if (first && !model.idColumns.includes(column)) draft.toOne.set(name, first)
  }
}

/** In the administration a list of members is the whole list: what is not named is taken away. */
function replaceMembers(site: Site, model: Model, row: Row, draft: EntityDraft): void {
  for (const [name, members] of draft.gained) {
    const join = model.association(name)?.joinTable
    if (!join) continue
    const kept = new Set(members.map(member => member['id']))
    for (const link of [...site.database.table(join.table).find({ [join.own]: row['id'] ?? null })]) {
      if (!kept.has(link[join.other] ?? null)) site.database.remove(join.table, link)
    }
  }
}

function phpValue(value: unknown): PhpValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value))
    return new Map((value as unknown[]).map((entry, index) => [index, phpValue(entry)]))
  return new Map(Object.entries(value).map(([key, entry]) => [key, phpValue(entry)]))
}
