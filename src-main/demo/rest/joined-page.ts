import type { EntityManager } from '../orm/entity-manager.ts'
import { isToOne } from '../orm/model.ts'
import type { AssociationDefinition, Model } from '../orm/model.ts'
import type { Recursions } from '../orm/recursion.ts'
import type { Visible } from '../orm/entity-json.ts'
import type { Row } from '../site-double-types.ts'

/** An entity on a page, and what the page shows of its collections where the limit cut them. */
export interface PageEntry {
  readonly row: Row
  readonly visible?: Visible
}

/**
 * A page of entities that are read together with their collections. The limit counts the rows of the joined result, not the
 * entities: an event with three categories takes three places, and the last entity of a page may show only some of them.
 */
export function joinedPage(
  entities: EntityManager,
  model: Model,
  recursions: Recursions,
  rows: Iterable<Row>,
  limit: number | undefined,
  offset: number
): PageEntry[] {
  const page: PageEntry[] = []
  let skip = offset
  let left = limit ?? Infinity
  for (const row of rows) {
    if (left <= 0) break
    const tuples = joinedRows(entities, model, row, recursions, '')
    if (skip >= tuples.length) {
      skip -= tuples.length
      continue
    }
    const shown = tuples.slice(skip, Number.isFinite(left) ? skip + left : undefined)
    skip = 0
    left -= shown.length
    if (shown.length === tuples.length) page.push({ row })
    else {
      const members = new Set(shown.flat())
      page.push({ row, visible: (path, key) => members.has(`${path}:${key}`) })
    }
  }
  return page
}

/** Whether any of the recursions is a collection: only then does the limit count anything but entities. */
export function joinsCollections(entities: EntityManager, model: Model, recursions: Recursions): boolean {
  for (const path of recursions) {
    let at: Model | undefined = model
    for (const step of path.split('.')) {
      const association: AssociationDefinition | undefined = at?.association(step)
      if (association && !isToOne(association)) return true
      at = association && entities.catalogue.find(association.target)
    }
  }
  return false
}

/** The joined rows of one entity, each as the collection members that it holds. */
function joinedRows(
  entities: EntityManager,
  model: Model,
  row: Row,
  recursions: Recursions,
  prefix: string
): readonly (readonly string[])[] {
  let tuples: readonly (readonly string[])[] = [[]]
  for (const association of model.associations) {
    const path = prefix + association.name
    const target = recursions.has(path) ? entities.catalogue.find(association.target) : undefined
    if (!target) continue
    const members = isToOne(association)
      ? [entities.target(association, row)]
      : entities.members(association, row)
    const branches = members.flatMap(member => {
      if (!member) return []
      const inner = joinedRows(entities, target, member, recursions, `${path}.`)
      if (isToOne(association)) return inner
      const key = `${path}:${entities.idTexts(target, member).join('/')}`
      return inner.map(tuple => [key, ...tuple])
    })
    if (branches.length > 0) tuples = tuples.flatMap(tuple => branches.map(branch => [...tuple, ...branch]))
  }
  return tuples
}
