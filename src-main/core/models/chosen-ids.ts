import { AppError } from '../shared/app-error.ts'
import { idParts, type EntityId, type Model } from './model.ts'

/**
 * The entities of a model that a user chose, each once. Fails with 'invalid-input' where none is left, and for what cannot be the id of one:
 * a host entity that names it would never get anything, and nobody would say so.
 */
export function chosenIds(model: Model, ids: readonly string[]): EntityId[] {
  if (ids.length === 0) {
    throw new AppError(
      'invalid-input',
      'A link that carries no entity is none. Choose some, or drop the model.',
      {}
    )
  }
  const stray = ids.find(id => !isIdOf(model, id))
  if (stray !== undefined) {
    const example = model.identifier.map(() => '12').join('/')
    throw new AppError(
      'invalid-input',
      `'${stray}' is no id of ${model.shortName}. Its ids look like ${example}.`,
      { model: model.name, id: stray }
    )
  }
  return [...new Set(ids)]
}

/** As many whole numbers as the identifier has fields, written as a site writes them: what can be replicated has no other ids. */
function isIdOf({ identifier }: Model, id: string): boolean {
  const parts = idParts(id)
  return parts.length === identifier.length && parts.every(part => /^(?:0|[1-9]\d{0,18})$/.test(part))
}
