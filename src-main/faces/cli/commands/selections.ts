import type { LinkView } from '../../../contract/link-shapes.ts'
import { usageFailure } from '../outcome.ts'

/** `5`, or `calendar-event=5`. */
export const idHelp = 'as in 5, or calendar-event=5 where the link carries several models; may be repeated'

/** Ids by the model that was named with them, or by nothing. */
type Typed = ReadonlyMap<string | null, readonly string[]>

function typedIds(texts: readonly string[] | undefined): Typed {
  const typed = new Map<string | null, string[]>()
  for (const text of texts ?? []) {
    const at = text.indexOf('=')
    const [model, id] = at === -1 ? [null, text] : [text.slice(0, at), text.slice(at + 1)]
    if (model === '' || id === '') throw usageFailure(`An id is written ${idHelp}; '${text}' is none.`)
    typed.set(model, [...(typed.get(model) ?? []), id])
  }
  return typed
}

/** Chosen ids as a call takes them; empty where none were typed. Fails where some have a model and some have none. */
export function selectionOf(texts: readonly string[] | undefined): {
  ids?: string[]
  selections?: { model: string; ids: string[] }[]
} {
  const typed = typedIds(texts)
  const alone = typed.get(null)
  if (alone && typed.size > 1)
    throw usageFailure('Say of which model each id is, as in --id calendar-event=5, or of none.')
  if (alone) return { ids: [...alone] }
  if (typed.size === 0) return {}
  return { selections: [...typed].map(([model, ids]) => ({ model: model!, ids: [...ids] })) }
}

/** The selections after ids were added and dropped. Fails where a model has none yet, and where none would be left. */
export function changedSelections(
  { models }: Pick<LinkView, 'models'>,
  add: readonly string[] | undefined,
  drop: readonly string[] | undefined
): { model: string; ids: string[] }[] {
  const [added, dropped] = [typedIds(add), typedIds(drop)]
  const meant = (name: string | null): LinkView['models'][number] => {
    if (name === null && models.length === 1) return models[0]!
    if (name === null)
      throw usageFailure('The link carries several models. Say of which one, as in calendar-event=5.')
    const wanted = name.toLowerCase()
    const found = models.find(one => [one.name, one.shortName].some(known => known.toLowerCase() === wanted))
    if (!found) throw usageFailure(`The link carries no ${name}.`)
    return found
  }
  return [...new Set([...added.keys(), ...dropped.keys()])].map(name => {
    const model = meant(name)
    if (model.ids === null)
      throw usageFailure(
        `The link carries all entities of ${model.shortName}. Say with --id which ones it is to carry.`
      )
    const gone = new Set(dropped.get(name))
    const missing = [...gone].find(id => !model.ids!.includes(id))
    if (missing !== undefined) throw usageFailure(`The link does not carry ${missing} by its id.`)
    const ids = [...new Set([...model.ids, ...(added.get(name) ?? [])])].filter(id => !gone.has(id))
    if (ids.length === 0)
      throw usageFailure('A link that carries no entity is none. Leave one, or drop the model.')
    return { model: model.name, ids }
  })
}
