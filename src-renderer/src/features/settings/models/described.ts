import type { CallInput } from '@contract/calls.ts'

type Wish = Omit<CallInput<'models.planAdd'>, 'siteId'>

/** What is typed into the form, part by part with commas between. */
export interface TypedModel {
  readonly name: string
  /** `id`, or `event:event, langId` where a field is the id of a relation. */
  readonly identifier: string
  /** `category=shop-category`. */
  readonly relations: string
  readonly members: string
  /** `title, price:decimal`. */
  readonly fields: string
  /** One field, or nothing. */
  readonly changeDate: string
}

const types = ['string', 'integer', 'boolean', 'decimal', 'datetime', 'date'] as const

/** The class as the program takes it; null while something of it cannot be read. */
export function described(typed: TypedModel): Wish | null {
  const { name, identifier, relations, members, fields } = typed
  const changeDate = typed.changeDate.trim()
  const ids = parts(identifier).map(part => pair(part, ':'))
  const related = [
    ...parts(relations).map(part => ({ part: pair(part, '='), kind: 'manyToOne' as const })),
    ...parts(members).map(part => ({ part: pair(part, '='), kind: 'manyToMany' as const }))
  ]
  const plain = parts(fields).map(part => pair(part, ':'))
  const isType = (text: string | null): text is (typeof types)[number] | null =>
    text === null || types.some(type => type === text)
  if (!name.includes('\\') || ids.length === 0 || related.some(({ part }) => part[1] === null)) return null
  if (plain.some(([, type]) => !isType(type))) return null
  return {
    name: name.trim(),
    identifier: ids.map(([field, relation]) => ({ name: field, relation })),
    relations: related.map(({ part, kind }) => ({ name: part[0], target: part[1]!, kind })),
    fields: plain.map(([field, type]) => ({
      name: field,
      ...(type === null ? {} : { type: type as (typeof types)[number] })
    })),
    ...(changeDate === '' ? {} : { changeDate })
  }
}

const parts = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')

function pair(text: string, between: string): [name: string, rest: string | null] {
  const at = text.indexOf(between)
  return at === -1 ? [text, null] : [text.slice(0, at).trim(), text.slice(at + 1).trim() || null]
}
