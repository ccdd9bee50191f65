import { isToOne } from '../orm/model.ts'
import type { AssociationDefinition } from '../orm/model.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'
import { FatalSiteError } from './fatal-site-error.ts'
import { fieldValue, indexData, loaded } from './live-entity.ts'
import type { LiveEntity } from './live-entity.ts'

export type EventType = 'post' | 'put' | 'delete'
export type ChangeCondition = 'forward' | 'delete' | 'both'

/** One row that is to enter the queue (F29). */
export interface PlannedChange {
  readonly sync: Row
  readonly originSync: Row
  readonly eventType: EventType
  readonly condition: ChangeCondition
  readonly index: PhpArray
  readonly originIndex: PhpArray
  /** The entity whose contents are to be sent; a relation's members are given instead. */
  readonly entity?: LiveEntity
  readonly contents?: PhpArray
}

interface Walk {
  readonly condition: ChangeCondition
  readonly originSync: Row
  readonly originIndex: PhpArray
  readonly seen: Set<string>
  readonly changes: PlannedChange[]
}

/**
 * Everything that one edit queues: what the entity depends on before it, what it cascades to after it, and its many-to-many
 * members as a change of their own (`live.changes`). A removal goes the other way round.
 */
export class ChangeSet {
  private readonly site: Site
  /** Doctrine's identity map: an entity stays what it was when it was first met, proxy or not. */
  private readonly known: Map<Row, LiveEntity>

  /** `known` are the entities that this edit holds already. */
  constructor(site: Site, known: ReadonlyMap<Row, LiveEntity>) {
    this.site = site
    this.known = new Map(known)
  }

  plan(entity: LiveEntity, sync: Row, eventType: EventType, condition: ChangeCondition): PlannedChange[] {
    const originIndex = indexData(this.site, entity)
    const walk: Walk = { condition, originSync: sync, originIndex, seen: new Set(), changes: [] }
    this.visit(entity, sync, eventType, walk)
    return walk.changes
  }

  private visit(entity: LiveEntity, sync: Row, eventType: EventType, walk: Walk): void {
    const index = indexData(this.site, entity)
    const name = identity(entity, index)
    if (walk.seen.has(name)) return
    walk.seen.add(name)
    const { condition, originSync, originIndex } = walk
    const own = { sync, originSync, eventType, condition, index, originIndex }
    if (eventType === 'delete') {
      for (const association of this.cascading(entity, 'remove'))
        this.follow(entity, association, 'delete', walk)
      walk.changes.push({ ...own, entity })
      return
    }
    for (const association of entity.model.associations) {
      if (isToOne(association)) this.follow(entity, association, 'put', walk)
    }
    walk.changes.push({ ...own, entity })
    for (const association of this.cascading(entity, 'persist')) this.follow(entity, association, 'put', walk)
    for (const association of this.cascading(entity, 'persist')) {
      if (association.kind !== 'manyToMany') continue
      const target = this.site.catalogue.get(association.target)
      const members = this.site.entities.members(association, entity.row)
      const ids = members.map(member => this.site.entities.idTexts(target, member).join('/'))
      walk.changes.push({ ...own, contents: new Map([[association.name, ids.join(',')]]) })
    }
  }

  private cascading(entity: LiveEntity, what: 'persist' | 'remove'): AssociationDefinition[] {
    return entity.model.associations.filter(({ cascade }) => cascade?.includes(what) === true)
  }

  private follow(
    entity: LiveEntity,
    association: AssociationDefinition,
    eventType: EventType,
    walk: Walk
  ): void {
    for (const related of this.related(entity, association)) {
      if (walk.seen.has(identity(related, indexData(this.site, related)))) continue
      this.visit(related, this.syncOf(association.target), eventType, walk)
    }
  }

  private related(entity: LiveEntity, association: AssociationDefinition): LiveEntity[] {
    const model = this.site.catalogue.get(association.target)
    if (!isToOne(association)) {
      const members = this.site.entities.members(association, entity.row)
      const gone = [...this.known.values()].filter(
        other => other.removed && other.model.class === model.class && other !== entity
      )
      return [...members.map(row => this.meet(loaded(model, row))), ...gone]
    }
    const row = this.site.entities.target(association, entity.row)
    // Cloudrexx asks for the class of nothing, and ends there
    if (!row) throw new FatalSiteError(association.target)
    return [this.meet({ ...loaded(model, row), proxy: association.column !== undefined })]
  }

  private meet(entity: LiveEntity): LiveEntity {
    const met = this.known.get(entity.row) ?? entity
    this.known.set(entity.row, met)
    return met
  }

  /** The Sync row of a related class, active or not; without one the administration ends (F26). */
  private syncOf(className: string): Row {
    const { database } = this.site
    const source = database.table('core_data_source').first({ identifier: className })
    const endpoint =
      source &&
      first(database.table('core_module_data_access').find({ data_source_id: source['id'] ?? null }))
    const sync =
      endpoint && first(database.table('core_module_sync').find({ data_access_id: endpoint['id'] ?? null }))
    if (!sync) throw new FatalSiteError(className)
    return sync
  }
}

function identity(entity: LiveEntity, index: PhpArray): string {
  return `${entity.proxy ? 'proxy of ' : ''}${entity.model.class}${[...index.values()].map(phpText).join('/')}`
}

function first(rows: Iterable<Row>): Row | undefined {
  return [...rows].sort((left, right) => Number(left['id']) - Number(right['id']))[0]
}

/** What of an entity is queued (F24, F29): all fields, ids of to-one associations, and a useless object for each collection. */
export function contentsOf(site: Site, entity: LiveEntity): PhpArray {
  const contents: PhpArray = new Map()
  for (const field of entity.model.fields) contents.set(field.name, fieldValue(entity, field))
  for (const association of entity.model.associations) {
    const empty: PhpValue = { className: association.target, properties: new Map() }
    const target = isToOne(association) ? site.entities.target(association, entity.row) : undefined
    const model = target && site.catalogue.get(association.target)
    contents.set(association.name, target && model ? site.entities.idTexts(model, target).join('/') : empty)
  }
  return contents
}
