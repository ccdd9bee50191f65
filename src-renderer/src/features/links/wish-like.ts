import type { CallInput } from '@contract/calls.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import { chosenOf } from './model-needs.ts'
import { selectionsOf, selectionsWish } from './selections.ts'

export type LinkWish = CallInput<'links.plan'>

/** What to ask for so that two sites are linked as this link does it. What was only brought along comes along again, with its reason. */
export function wishLike(
  link: LinkView,
  { primaryId, replicaId }: Pick<LinkView, 'primaryId' | 'replicaId'> = link
): LinkWish {
  const { models, delivery, twinId, languages, published } = link
  return {
    primaryId,
    replicaId,
    models: chosenOf(link),
    delivery,
    bothWays: twinId !== null,
    ...(Object.keys(languages).length > 0 ? { languages: { ...languages } } : {}),
    ...selectionsWish(selectionsOf({ models }), () => true),
    ...(published === undefined ? {} : { publish: published })
  }
}
