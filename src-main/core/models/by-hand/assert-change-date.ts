import { AppError } from '../../shared/app-error.ts'
import type { Entity } from '../../sync/entity.ts'
import { shortNameOf } from '../short-name.ts'
import type { AddedModel } from './added-model.ts'
import { kindOf } from './fields-seen.ts'

/** Whether fields of this type tell a moment. */
export function isDateType(type: string): boolean {
  return type === 'datetime' || type === 'date'
}

/**
 * Fails with 'change-date-unfit' where the field that is to tell when an entity was last saved is none of the class, or holds no dates. What
 * the entities show counts for more than what was said of the field.
 */
export function assertChangeDate(model: AddedModel, entities: readonly Entity[] = []): void {
  const { changeDate, fields } = model
  if (changeDate === undefined) return
  const field = fields.find(({ name }) => name === changeDate)
  if (!field) throw unfit(model, changeDate, 'unknown-field')
  const odd = entities
    .map(one => kindOf(one.fields[changeDate] ?? null))
    .find(kind => kind !== null && kind !== 'datetime')
  if (odd !== undefined || !isDateType(field.type)) throw unfit(model, changeDate, 'no-date')
}

function unfit({ name }: AddedModel, field: string, why: 'unknown-field' | 'no-date'): AppError {
  const finding =
    why === 'no-date'
      ? `'${field}' of ${shortNameOf(name)} holds no dates as far as can be seen. Name the field that does, or leave it out; where no entity has one yet, add --field ${field}:datetime.`
      : `${shortNameOf(name)} has no field '${field}' as far as can be seen. Name one that it has, or add --field ${field}:datetime.`
  return new AppError('change-date-unfit', finding, { model: name, field, why })
}
