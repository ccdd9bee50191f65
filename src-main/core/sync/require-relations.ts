import type { SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { recursionFor } from '../models/recursion.ts'
import { tellsRelations } from '../models/recursion-options.ts'
import { AppError } from '../shared/app-error.ts'
import type { Entity } from './entity.ts'

/** A to-one relation of which one of the entities says nothing: it has none, or the site does not tell (F12). Null where all are told. */
export function untoldRelation(model: Model, entities: readonly Entity[]): string | null {
  for (const { owning, kind, name } of model.associations) {
    if (!owning || kind === 'manyToMany') continue
    if (entities.some(entity => entity.toOne[name] === undefined)) return name
  }
  return null
}

/**
 * Relations that a site does not tell must never be taken for relations that are not there: the entity would be sent without them. Where
 * its data source tells all relations, one that is left out is none. Fails with 'run-stopped' where it lost its recurse option, or somebody
 * pruned the relation (F12).
 */
export async function requireRelations(
  site: SiteReader,
  model: Model,
  untold: string,
  signal: AbortSignal
): Promise<void> {
  const needed = recursionFor(model)
  const [source] = await site.rows('datasource', { identifier: model.name }, { signal })
  if (!needed || (source && tellsRelations(source.options, needed))) return
  throw new AppError(
    'run-stopped',
    `The site does not tell '${untold}' of ${model.shortName}: the recurse option of its data source was taken away. Set the link up again.`,
    { model: model.name, relation: untold }
  )
}
