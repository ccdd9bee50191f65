import { namesLanguages } from '../../languages/language-map.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'

/** A model of which a user chose entities. */
type Chosen = LinkModel & { readonly ids: NonNullable<LinkModel['ids']> }

/** The models of a link of which entities are chosen, with those that were not chosen before: these may be gone by now. */
export function chosenAnew({ models }: Link, before?: Link): Chosen[] {
  return models.flatMap(one => {
    const known = before?.models.find(({ model }) => model === one.model)?.ids
    const ids = one.ids?.filter(id => known?.includes(id) !== true) ?? []
    return ids.length > 0 ? [{ ...one, ids }] : []
  })
}

/**
 * The primary has the entities that a user chose: an id that it has none for would be waited for in vain. Fails with 'invalid-input', in a plan
 * as well where the primary lets itself be read by then. Where languages differ the primary itself knows the ids otherwise, so nobody is asked.
 */
export function checkChosen({ primaryId, languages }: Link, chosen: readonly Chosen[]): Step[] {
  if (namesLanguages(languages)) return []
  return chosen.map(({ model: name, primaryEndpoint: endpoint, ids }) => {
    const model = modelNamed(name)

    async function refuseMissing({ reader }: Readers): Promise<void> {
      const primary = reader(primaryId)
      const found = await primary.entitiesById({ endpoint, model }, ids)
      const there = new Set(found.map(({ id }) => id))
      const missing = ids.filter(id => !there.has(id))
      if (missing.length === 0) return
      throw new AppError(
        'invalid-input',
        `'${primary.site.name}' has no ${model.shortName} ${missing.slice(0, 3).join(', ')}. Choose ids that are there.`,
        { model: name, missing: missing.slice(0, 3), count: missing.length }
      )
    }

    return {
      id: `${primaryId}/chosen/${model.shortName}`,
      kind: 'check-chosen',
      siteId: primaryId,
      onlyChecks: true,
      async look(readers) {
        // Before the endpoint is made nobody can ask: a plan takes the step as open.
        const open = (await readers.reader(primaryId).permission(endpoint)) === 'none'
        if (!open) await refuseMissing(readers)
        return { done: !open, effects: [], result: null }
      },
      act: refuseMissing,
      inverse: () => null
    }
  })
}
