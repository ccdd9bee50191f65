import { modelMeant, modelNamed } from '../../core/models/catalogue.ts'
import { chosenIds } from '../../core/models/chosen-ids.ts'
import type { ModelName } from '../../core/models/model.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { LinkModel } from '../../core/topology/link.ts'

/** Entities that are chosen, as a call says it: of a model by its name, or of the only one. */
export interface SelectionWish {
  readonly ids?: readonly string[] | null | undefined
  readonly selections?:
    readonly { readonly model: string; readonly ids: readonly string[] | null }[] | undefined
}

/** Whether any entity is chosen. */
export const choosesEntities = ({ ids, selections }: SelectionWish): boolean =>
  (ids ?? null) !== null || (selections ?? []).some(one => one.ids !== null)

/** Both ways all goes: what one side left out would come back from the other. Fails with 'invalid-input'. */
export function refuseChoiceBothWays(wish: SelectionWish): void {
  if (!choosesEntities(wish)) return
  throw new AppError(
    'invalid-input',
    'A both-ways link carries all entities of its models. Leave the ids out.',
    {}
  )
}

/** The models with the entities that are to be carried of them, from now on or as before. Fails with 'invalid-input'. */
export function withChosen(wish: SelectionWish, models: readonly LinkModel[]): LinkModel[] {
  const wanted = wantedOf(wish, models)
  const stray = [...wanted.keys()].find(name => !models.some(({ model }) => model === name))
  if (stray !== undefined)
    throw new AppError('invalid-input', `The link does not carry ${modelNamed(stray).shortName}.`, {
      model: stray
    })
  return models.map(one => {
    const ids = wanted.get(one.model)
    if (ids === undefined) return one
    return { ...one, ids: ids && chosenIds(modelNamed(one.model), ids) }
  })
}

function wantedOf(
  { ids, selections = [] }: SelectionWish,
  models: readonly LinkModel[]
): Map<ModelName, readonly string[] | null> {
  const wanted = new Map(selections.map(one => [modelMeant(one.model).name, one.ids] as const))
  if (wanted.size < selections.length)
    throw new AppError(
      'invalid-input',
      'The entities of a model are chosen once. Say all of them together.',
      {}
    )
  if (ids === undefined) return wanted
  if (ids === null) for (const { model } of models) wanted.set(model, null)
  else if (models.length > 1)
    throw new AppError(
      'invalid-input',
      'Ids alone can be chosen where the link carries one model alone. Say of which model they are, as in calendar-event=5.',
      { models: models.map(({ model }) => modelNamed(model).shortName) }
    )
  else wanted.set(models[0]!.model, ids)
  return wanted
}
