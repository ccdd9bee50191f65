import { calendarModel as calendar } from './calendar.ts'
import { partsOf } from './closure.ts'
import type { Model, ModelAssociation, ModelName } from './model.ts'

/** What people left at an event belongs to it, although Cloudrexx keeps it under ids of its own. */
const leftAt: ReadonlyMap<ModelName, ModelName> = new Map([
  [calendar('Registration'), calendar('Event')],
  [calendar('Invite'), calendar('Event')]
])

/**
 * The relations by which an entity belongs to another one, without which it means nothing: those that its id is made of, those of a part
 * (a text of an event, a field of a form), and what people left at an event.
 */
export function wholesOf({ name, identifier, associations }: Model): ModelAssociation[] {
  return associations.filter(
    one =>
      one.owning &&
      one.kind !== 'manyToMany' &&
      one.target !== name &&
      (identifier.some(({ association }) => association === one.name) ||
        partsOf(one.target).includes(name) ||
        leftAt.get(name) === one.target)
  )
}
