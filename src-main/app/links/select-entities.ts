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

/** What a wish says of models: ids as sites write them, or null for all of them. A model of which it says nothing is not in it. */
export type Choice = ReadonlyMap<ModelName, LinkModel['ids']>

/** What is chosen of a link's models; no site is asked for it. Fails with 'invalid-input'. */
export function choiceOf(wish: SelectionWish, models: readonly ModelName[]): Choice {
  const wanted = [...wantedOf(wish, models)]
  const stray = wanted.find(([name]) => !models.includes(name))?.[0]
  if (stray !== undefined)
    throw new AppError('invalid-input', `The link does not carry ${modelNamed(stray).shortName}.`, {
      model: stray
    })
  return new Map(wanted.map(([name, ids]) => [name, ids && chosenIds(modelNamed(name), ids)]))
}

/** The models with the entities that are to be carried of them, from now on or as before. */
export function withChoice(choice: Choice, models: readonly LinkModel[]): LinkModel[] {
  return models.map(one => {
    const ids = choice.get(one.model)
    return ids === undefined ? one : { ...one, ids }
  })
}

function wantedOf(
  { ids, selections = [] }: SelectionWish,
  models: readonly ModelName[]
): Map<ModelName, readonly string[] | null> {
  const wanted = new Map(selections.map(one => [modelMeant(one.model).name, one.ids] as const))
  if (wanted.size < selections.length)
    throw new AppError(
      'invalid-input',
      'The entities of a model are chosen once. Say all of them together.',
      {}
    )
  if (ids === undefined) return wanted
  if (ids === null) for (const name of models) wanted.set(name, null)
  else if (models.length > 1)
    throw new AppError(
      'invalid-input',
      'Ids alone can be chosen where the link carries one model alone. Say of which model they are, as in calendar-event=5.',
      { models: models.map(name => modelNamed(name).shortName) }
    )
  else wanted.set(models[0]!, ids)
  return wanted
}
