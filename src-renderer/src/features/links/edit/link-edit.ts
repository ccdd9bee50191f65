import type { CallInput } from '@contract/calls.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import type { ModelView } from '@contract/shapes.ts'
import { chosenOf, impliedModels } from '../model-needs.ts'
import { selectionsOf, type Selections } from '../selections.ts'

/** What somebody wishes a link to be. */
export interface EditChoice {
  readonly models: readonly string[]
  readonly delivery: LinkView['delivery']
  readonly languages: LinkView['languages']
  /** Whether the primary's calendar names the replica; null: as a set-up would do it. */
  readonly publish: boolean | null
  /** Only these records of a model; empty: all. */
  readonly selections: Selections
  readonly fallen: 'keep' | 'flush'
  readonly includeEdited: boolean
}

export function asItIs(link: LinkView): EditChoice {
  return {
    models: chosenOf(link),
    delivery: link.delivery,
    languages: link.languages,
    publish: null,
    selections: selectionsOf(link),
    fallen: 'keep',
    includeEdited: false
  }
}

const sameIds = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  JSON.stringify(one && [...one].sort()) === JSON.stringify(other && [...other].sort())

const sameJson = (one: LinkView['languages'], other: LinkView['languages']): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

export interface EditOutlook {
  readonly wish: Omit<CallInput<'links.planEdit'>, 'linkId'>
  readonly changes: boolean
  /** Something that is replicated now would be so no longer: what becomes of it has to be said. */
  readonly falls: boolean
}

/** What the choice asks of the program, and whether anything falls out of the link by it. */
export function outlookOn(link: LinkView, choice: EditChoice, catalogue: readonly ModelView[]): EditOutlook {
  const before = chosenOf(link)
  const implied = impliedModels(catalogue, new Set(choice.models))
  const after = new Set([...choice.models, ...implied.keys()])
  // Also one that only came along so far: it stays where what brought it goes.
  const addModels = choice.models.filter(name => !before.includes(name))
  const dropModels = before.filter(name => !after.has(name))
  const next = (name: string): readonly string[] | null => choice.selections[name] ?? null
  const narrowed = link.models.some(({ name, ids: now }) => {
    const ids = after.has(name) ? next(name) : null
    return ids !== null && (now === null || now.some(id => !ids.includes(id)))
  })
  const falls = narrowed || link.models.some(({ name }) => !after.has(name))
  const published = choice.publish !== null && choice.publish !== (link.published ?? false)
  const paired = !sameJson(link.languages, choice.languages)
  const formerly = selectionsOf(link)
  const reselected = [...after].filter(name => !sameIds(formerly[name] ?? null, next(name)))
  return {
    wish: {
      addModels,
      dropModels,
      ...(reselected.length > 0
        ? { selections: reselected.map(model => ({ model, ids: next(model) && [...next(model)!] })) }
        : {}),
      ...(choice.delivery === link.delivery ? {} : { delivery: choice.delivery }),
      ...(choice.publish === null ? {} : { publish: choice.publish }),
      ...(paired ? { languages: { ...choice.languages } } : {}),
      ...(falls ? { fallen: choice.fallen, includeEdited: choice.includeEdited } : {})
    },
    changes:
      addModels.length + dropModels.length > 0 ||
      reselected.length > 0 ||
      paired ||
      published ||
      choice.delivery !== link.delivery,
    falls
  }
}
