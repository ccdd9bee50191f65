import { leadingNumber } from '../engine/lossy-storage.ts'
import type { EntityManager } from '../orm/entity-manager.ts'
import type { Visible } from '../orm/entity-json.ts'
import type { Model } from '../orm/model.ts'
import type { Row } from '../site-double-types.ts'
import type { Filter } from './list-arguments.ts'

/** What filters over many-to-many associations leave of a list: which entities, and which of their members. */
export interface MemberFilter {
  readonly accepts: (row: Row) => boolean
  readonly visible: Visible | undefined
}

/** A filter over a recursed many-to-many association is one on the joined rows: other members are not even shown. */
export function memberFilter(
  entities: EntityManager,
  model: Model,
  filters: readonly Filter[]
): MemberFilter {
  const over = filters.flatMap(({ field, value, operation }) => {
    const association = model.association(field)
    const ids = (operation === 'in' ? value.split(',') : [value]).map(leadingNumber)
    return association?.kind === 'manyToMany' ? [{ association, ids }] : []
  })
  if (over.length === 0) return { accepts: () => true, visible: undefined }
  return {
    accepts: row =>
      over.every(({ association, ids }) =>
        entities.members(association, row).some(member => ids.includes(Number(member['id'])))
      ),
    visible: (path, key) =>
      over.every(({ association, ids }) => association.name !== path || ids.includes(Number(key)))
  }
}
