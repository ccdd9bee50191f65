import type { LinkView } from '@contract/link-shapes.ts'
import type { ModelView } from '@contract/shapes.ts'

/** The models of a link that were chosen themselves; the others came along with them. */
export function chosenOf({ models }: Pick<LinkView, 'models'>): string[] {
  return models.filter(({ because }) => because === undefined).map(({ name }) => name)
}

/** Models that the chosen ones bring along, each with the first one that needs it (by short name). */
export function impliedModels(
  models: readonly ModelView[],
  chosen: ReadonlySet<string>
): Map<string, string> {
  const known = new Map(
    models.flatMap(model => [[model.name, model] as const, [model.shortName, model] as const])
  )
  const implied = new Map<string, string>()
  const way = [...chosen].map(name => known.get(name)).filter(model => model !== undefined)
  for (let model = way.pop(); model; model = way.pop()) {
    for (const need of model.needs) {
      const needed = known.get(need)
      if (!needed || chosen.has(needed.name) || implied.has(needed.name)) continue
      implied.set(needed.name, model.shortName)
      way.push(needed)
    }
  }
  return implied
}

/** Whether anything that these models bring names languages, which can have other ids on the replica. */
export function nameLanguages(catalogue: readonly ModelView[], chosen: readonly string[]): boolean {
  const carried = new Set([...chosen, ...impliedModels(catalogue, new Set(chosen)).keys()])
  return catalogue.some(
    ({ name, notMapped }) => carried.has(name) && notMapped?.some(({ of }) => of === 'language') === true
  )
}
