import { fold } from '../engine/collation.ts'
import { SYNC_NAMESPACE } from '../orm/catalogue.ts'
import { SiteException } from '../orm/site-exception.ts'
import type { Model } from '../orm/model.ts'
import { phpList } from '../php/php-value.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { serialize } from '../php/serialize.ts'
import { unserialize } from '../php/unserialize.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'

const TABLE = 'core_module_sync_id_mapping'

/** The serialized list of a sender's ids (F20). */
export function foreignIdText(ids: readonly PhpValue[]): string {
  return serialize(phpList(ids))
}

/** The serialized ids of a local entity: keyed by field name, always text (F20). */
export function localIdText(site: Site, model: Model, row: Row): string {
  const texts = site.entities.idTexts(model, row)
  return serialize(new Map(model.id.map((name, index) => [name, texts[index]!])))
}

/**
 * The mapping of a sender's entity. A sender without a name (no `Referrer`) is not looked at: any host's mapping fits (F16).
 * Two mappings for one entity end in an exception (F44).
 */
export function findMapping(
  site: Site,
  entityType: string,
  host: string | null,
  ids: readonly PhpValue[]
): Row | undefined {
  const found = [...matching(site, 'foreign_id', foreignIdText(ids))].filter(
    row =>
      fold(String(row['entity_type'])) === fold(entityType) &&
      (host === null || host === '' || fold(String(row['foreign_host'])) === fold(host))
  )
  if (found.length > 1) throw new SiteException('Doctrine\\ORM\\NonUniqueResultException', '')
  return found[0]
}

export function localIdOf(mapping: Row): PhpArray {
  const value = unserialize(String(mapping['local_id']))
  return value instanceof Map ? value : new Map<string | number, PhpValue>()
}

/** Remembers a pair; Sync's own entities are never remembered, so each push of one makes another. */
export function addMapping(
  site: Site,
  host: string | null,
  model: Model,
  ids: readonly PhpValue[],
  row: Row
): void {
  if (model.class.startsWith(SYNC_NAMESPACE)) return
  site.database.insert(TABLE, {
    foreign_host: host,
    entity_type: model.class,
    foreign_id: foreignIdText(ids),
    local_id: localIdText(site, model, row)
  })
}

export function dropMapping(site: Site, mapping: Row): void {
  site.database.remove(TABLE, mapping)
}

/** With an entity go the mappings that point at it, whoever removed it and whichever sender they belong to (F17). */
export function dropMappingsOf(site: Site, model: Model, row: Row): void {
  if (model.class.startsWith(SYNC_NAMESPACE)) return
  const local = [...matching(site, 'local_id', localIdText(site, model, row))]
  for (const mapping of local) {
    if (fold(String(mapping['entity_type'])) === fold(model.class)) dropMapping(site, mapping)
  }
}

/** Rows whose column is LIKE a text: `_` and `%` in it are wildcards, so text ids may find a stranger's mapping. */
function matching(site: Site, column: string, text: string): Iterable<Row> {
  const table = site.database.table(TABLE)
  if (!/[_%\\]/.test(text)) return table.find({ [column]: text })
  const pattern = text.replace(/\\(.)|[_%]|[.*+?^${}()|[\]\\]/gs, (mark, escaped: string | undefined) =>
    escaped !== undefined ? `\\${escaped}` : mark === '_' ? '.' : mark === '%' ? '.*' : `\\${mark}`
  )
  const like = new RegExp(`^${pattern}$`, 'is')
  return [...table.rows.ascending()].filter(row => like.test(String(row[column])))
}
