import type { CallInput } from '@contract/calls.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import { chosenOf } from './model-needs.ts'

export type LinkWish = CallInput<'links.plan'>

/** What to ask for so that two sites are linked as this link does it. What was only brought along comes along again, with its reason. */
export function wishLike(
  link: LinkView,
  { primaryId, replicaId }: Pick<LinkView, 'primaryId' | 'replicaId'> = link
): LinkWish {
  const { models, delivery, twinId, languages, published } = link
  const ids = models.flatMap(model => model.ids ?? [])
  return {
    primaryId,
    replicaId,
    models: chosenOf(link),
    delivery,
    bothWays: twinId !== null,
    ...(Object.keys(languages).length > 0 ? { languages: { ...languages } } : {}),
    ...(ids.length > 0 ? { ids } : {}),
    ...(published === undefined ? {} : { publish: published })
  }
}
