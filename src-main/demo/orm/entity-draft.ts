import { CLASSES } from './catalogue.ts'
import type { EntityManager } from './entity-manager.ts'
import { isToOne } from './model.ts'
import type { AssociationDefinition, Model } from './model.ts'
import { SiteException } from './site-exception.ts'
import { parseDate, DateParseError } from '../php/parse-date.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { isTruthy, phpKey, phpText } from '../php/php-value.ts'
import { toStored } from '../php/site-time.ts'
import type { Row } from '../site-double-types.ts'

/** A date that a field was given, in the form in which the database stores it; `null` empties the field. */
export interface DateValue {
  readonly stored: string | null
}

/** What a request sets on an entity, by field and association, before anything is written. */
export interface EntityDraft {
  readonly fields: Map<string, PhpValue | DateValue>
  readonly toOne: Map<string, Row>
  /** Members to add: a many-to-many association can only gain (F15). */
  readonly gained: Map<string, Row[]>
}

/** On the sync endpoint ids of distant entities are replaced by local ones; answers what stands for the sender's ids. */
export type DistantIds = (targetClass: string, ids: readonly string[]) => PhpValue

const EMPTY_TEMPLATE_MEANS =
  '[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'

export function emptyDraft(): EntityDraft {
  return { fields: new Map(), toOne: new Map(), gained: new Map() }
}

/** Reads a request's data into a draft as Cloudrexx sets it on an entity; unknown names are ignored, so is NULL (F15). */
export function draftEntity(
  entities: EntityManager,
  model: Model,
  data: PhpArray,
  now: Date,
  distantIds?: DistantIds
): EntityDraft {
  const draft = emptyDraft()
  for (const field of model.fields) {
    const value = data.get(field.name)
    if (value === undefined || value === null || (model.generated && model.id[0] === field.name)) continue
    setField(model, draft, field.name, value, now)
  }
  for (const association of model.associations) {
    const value = data.get(association.name)
    if (value === undefined || value === null) continue
    if (association.kind === 'manyToMany') gain(entities, draft, association, value, distantIds)
    else if (isToOne(association)) setToOne(entities, draft, association, value)
  }
  return draft
}

/** One setter of an entity, with what the setters of some classes do besides. */
export function setField(model: Model, draft: EntityDraft, name: string, value: PhpValue, now: Date): void {
  const type = model.field(name)?.type
  if (type === 'timestamp')
    draft.fields.set(name, { stored: isTruthy(value) ? dateOf(phpText(value), now) : null })
  else if (type === 'array')
    draft.fields.set(name, value instanceof Map ? value : new Map<string, PhpValue>())
  else if (model.class === CLASSES.rewriteRule && name === 'regularExpression') {
    draft.fields.set(name, regularExpression(phpText(value)))
  } else if (model.class === CLASSES.host && name === 'urlTemplate' && value === EMPTY_TEMPLATE_MEANS) {
    draft.fields.set(name, null)
  } else draft.fields.set(name, value)
  // setting a host's state notes the time, unless the request sets that itself further on
  if (model.class === CLASSES.host && name === 'state')
    draft.fields.set('lastUpdate', { stored: toStored(now) })
}

function dateOf(text: string, now: Date): string {
  try {
    return parseDate(text, now)
  } catch (error) {
    if (error instanceof DateParseError) throw new SiteException('Exception', error.message)
    throw error
  }
}

/** A regular expression with its delimiters, and nothing else, is accepted (`lossy.not-a-regex`). */
function regularExpression(text: string): string {
  if (!isTruthy(text)) return '//'
  const parts = text.split(text.charAt(0))
  if (parts.length !== 3 && parts.length !== 4) throw new SiteException('Exception', 'Illegal regex syntax')
  return text
}

function setToOne(
  entities: EntityManager,
  draft: EntityDraft,
  association: AssociationDefinition,
  value: PhpValue
): void {
  const id = phpText(value instanceof Map ? [...value.values()][0] : value)
  if (association.column === undefined) {
    throw new SiteException('Doctrine\\ORM\\ORMException', 'Unrecognized field: ')
  }
  const model = entities.catalogue.find(association.target)
  const target = model && entities.findOneBy(model, new Map([['id', id]]))
  if (!target) throw new SiteException('Exception', `Entity not found (${association.target} with ID ${id})`)
  draft.toOne.set(association.name, target)
}

function gain(
  entities: EntityManager,
  draft: EntityDraft,
  association: AssociationDefinition,
  value: PhpValue,
  distantIds?: DistantIds
): void {
  if (value instanceof Map || association.noAdd === true) return
  const model = entities.catalogue.get(association.target)
  const rows: Row[] = []
  for (const one of phpText(value).split(',')) {
    const ids = one.split('/')
    const where: PhpArray = new Map(model.id.map((name, index) => [phpKey(name), ids[index] ?? null]))
    if (distantIds) where.set('id', distantIds(association.target, ids))
    const row = entities.findOneBy(model, where)
    if (!row)
      throw new SiteException(
        'Exception',
        `Entity not found (${association.target} with ID ${exported(where)})`
      )
    rows.push(row)
  }
  draft.gained.set(association.name, rows)
}

/** PHP's `var_export()` of ids. */
function exported(where: PhpArray): string {
  const lines = [...where].map(
    ([key, value]) => `  '${key}' => ${value === null ? 'NULL' : `'${phpText(value)}'`},\n`
  )
  return `array (\n${lines.join('')})`
}
