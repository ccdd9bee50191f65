import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { ModelName } from '../model.ts'
import { shortNameOf } from '../short-name.ts'
import type { AddedModel } from './added-model.ts'

/** Fails with 'model-in-use' where a link carries the class, or another added one refers to it. */
export function assertUnused(
  name: ModelName,
  links: readonly Pick<Link, 'id' | 'models'>[],
  added: readonly AddedModel[]
): void {
  const carrying = links.filter(({ models }) => models.some(({ model }) => model === name))
  const referring = added.filter(
    one => one.name !== name && one.relations.some(({ target }) => target === name)
  )
  if (carrying.length + referring.length === 0) return
  const by = referring.map(one => one.name).join(', ')
  throw new AppError(
    'model-in-use',
    carrying.length > 0
      ? `${carrying.length} links carry ${shortNameOf(name)}. Drop it from them first, or deregister them.`
      : `${by} refers to ${shortNameOf(name)}. Remove that class first.`,
    { model: name, links: carrying.map(({ id }) => id), referring: referring.map(one => one.name) }
  )
}
