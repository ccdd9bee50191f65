import { setField, emptyDraft } from '../orm/entity-draft.ts'
import { SYNC_NAMESPACE } from '../orm/catalogue.ts'
import { phpText } from '../php/php-value.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { serialize } from '../php/serialize.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'
import { calendarChanges } from './calendar-quirks.ts'
import { ChangeSet, contentsOf } from './change-set.ts'
import type { EventType, PlannedChange } from './change-set.ts'
import type { LiveEntity } from './live-entity.ts'
import { relatedHosts } from './related-hosts.ts'

/** The queue of changes that wait for hosts (F22, F28, F29). */
export class ChangeQueue {
  private readonly site: Site

  constructor(site: Site) {
    this.site = site
  }

  isWaiting(): boolean {
    return this.site.database.table('core_module_sync_change').rows.size > 0
  }

  /** Queues an edit for every active Sync row of its class, with the twin that takes it back where it is no removal. */
  add(eventType: EventType, entity: LiveEntity, known: ReadonlyMap<Row, LiveEntity>): void {
    if (entity.model.class.startsWith(SYNC_NAMESPACE)) return
    const changeSet = new ChangeSet(this.site, known)
    const planned = this.activeSyncs(entity.model.class).flatMap(sync => {
      const forward = changeSet.plan(entity, sync, eventType, eventType === 'delete' ? 'both' : 'forward')
      return eventType === 'delete'
        ? forward
        : [...forward, ...changeSet.plan(entity, sync, 'delete', 'delete')]
    })
    const written = planned.map(change => ({ change, contents: this.contents(change) }))
    for (const { change, contents } of written) this.write(change, contents)
  }

  private activeSyncs(className: string): Row[] {
    const { database } = this.site
    return [...database.table('core_module_sync').rows.ascending()].filter(sync => {
      if (Number(sync['active']) === 0) return false
      const endpoint = database.table('core_module_data_access').first({ id: sync['data_access_id'] ?? null })
      const source =
        endpoint && database.table('core_data_source').first({ id: endpoint['data_source_id'] ?? null })
      return source?.['identifier'] === className
    })
  }

  private contents(change: PlannedChange): PhpArray {
    if (change.eventType === 'delete') return new Map()
    if (!change.entity) return change.contents ?? new Map<string, PhpValue>()
    return contentsOf(this.site, this.disfigured(change.entity))
  }

  /** Calendar entities are changed while they are queued, in the primary's own table too (F25). */
  private disfigured(entity: LiveEntity): LiveEntity {
    const changes = calendarChanges(this.site, entity)
    if (changes.size === 0) return entity
    const draft = emptyDraft()
    for (const [name, value] of changes) setField(entity.model, draft, name, value, this.site.clock())
    const { database } = this.site
    const current = database.table(entity.model.table).first(idsOf(entity)) ?? entity.row
    this.site.writer.update(entity.model, current, draft)
    return { ...entity, set: new Map([...entity.set, ...draft.fields]) }
  }

  private write(change: PlannedChange, contents: PhpArray): void {
    const { database } = this.site
    const originId = phpText([...change.originIndex.values()][0])
    const hosts = relatedHosts(this.site, Number(change.originSync['id']), originId)
    if (hosts.length === 0) return
    const row = database.insert('core_module_sync_change', {
      sync_id: change.sync['id']!,
      origin_sync_id: change.originSync['id']!,
      event_type: change.eventType,
      condition: change.condition,
      entity_index_data: serialize(change.index),
      origin_entity_index_data: serialize(change.originIndex),
      contents: serialize(contents)
    })
    for (const host of hosts) {
      database.insert('core_module_sync_change_host', { change_id: row['id']!, host_id: host['id']! })
    }
  }
}

function idsOf(entity: LiveEntity): Row {
  return Object.fromEntries(entity.model.idColumns.map(column => [column, entity.row[column] ?? null]))
}
