import type { LinkView } from '@contract/link-shapes.ts'

/** Only these records of a model, by its class name; a model that is not in it goes with all of them. */
export type Selections = Readonly<Record<string, readonly string[]>>

export function selectionsOf({
  models
}: {
  readonly models: readonly Pick<LinkView['models'][number], 'name' | 'ids'>[]
}): Selections {
  return Object.fromEntries(models.flatMap(({ name, ids }) => (ids ? [[name, [...ids]]] : [])))
}

/** As a plan wants them, of what is carried; empty where all goes. */
export function selectionsWish(
  selections: Selections,
  isCarried: (model: string) => boolean
): { selections?: { model: string; ids: string[] }[] } {
  const chosen = Object.entries(selections).filter(([model]) => isCarried(model))
  return chosen.length > 0 ? { selections: chosen.map(([model, ids]) => ({ model, ids: [...ids] })) } : {}
}

/** `RewriteRule: 4, 7`, or the ids alone where one model is all there is. */
export function selectionsText(selections: Selections, nameOf: (model: string) => string | null): string {
  return Object.entries(selections)
    .map(([model, ids]) => {
      const name = nameOf(model)
      return name === null ? ids.join(', ') : `${name}: ${ids.join(', ')}`
    })
    .join('; ')
}
