import { modelNamed } from '../models/catalogue.ts'
import type { Link, LinkModel } from '../topology/link.ts'
import { namesLanguages } from './language-map.ts'
import { translationOf } from './translation.ts'

/** The link with the ids that were chosen for it in the languages in which a run names everything: the replica's. */
export function asChosen(link: Link): Link {
  const { languages, models } = link
  if (!namesLanguages(languages)) return link
  const chosen = (one: LinkModel): LinkModel => {
    const change = one.ids && translationOf(modelNamed(one.model), languages)
    return change ? { ...one, ids: one.ids.map(id => change.id(id) ?? id) } : one
  }
  return { ...link, models: models.map(chosen) }
}
