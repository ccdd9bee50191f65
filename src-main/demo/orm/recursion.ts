import type { Catalogue } from './catalogue.ts'
import { isToOne } from './model.ts'
import type { Model } from './model.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { isTruthy, phpText } from '../php/php-value.ts'

/** Paths of the associations that a list shows as nested objects: `category`, `sync.dataAccess` … (F12). */
export type Recursions = ReadonlySet<string>

export const NO_RECURSION: Recursions = new Set()

/**
 * What the options of a data source make of its associations (F12): with `recurse`, every to-one and many-to-many
 * association is followed, class by class without going back, except for the pruned branches.
 */
export function resolveRecursions(
  catalogue: Catalogue,
  model: Model,
  options: PhpValue | undefined
): Recursions {
  if (!(options instanceof Map) || !isTruthy(options.get('recurse'))) return NO_RECURSION
  const found = new Set<string>()
  walk(
    catalogue,
    model,
    paths(options, 'forcedRecursions'),
    paths(options, 'skippedRecursions'),
    found,
    '',
    []
  )
  return found
}

function paths(options: PhpArray, name: string): ReadonlySet<string> {
  const list = options.get(name)
  return new Set(list instanceof Map ? [...list.values()].map(phpText) : [])
}

function walk(
  catalogue: Catalogue,
  model: Model,
  forced: ReadonlySet<string>,
  skipped: ReadonlySet<string>,
  found: Set<string>,
  prefix: string,
  seen: readonly string[]
): void {
  if (seen.includes(model.class)) return
  const known = [...seen, model.class]
  for (const association of model.associations) {
    if (known.includes(association.target) && association.target !== model.class) continue
    const path = prefix + association.name
    const followed = isToOne(association) || association.kind === 'manyToMany' || forced.has(path)
    if (!followed || skipped.has(path)) continue
    found.add(path)
    const target = catalogue.find(association.target)
    if (target) walk(catalogue, target, forced, skipped, found, `${path}.`, known)
  }
}
