import type { Model, ModelName } from './model.ts'

/**
 * Fields in which Cloudrexx itself notes when an entity was last saved. Other dates are none of these, whatever they are called: an event's
 * dates are when it takes place, a registration's `submissionDate` and an invitation's `timestamp` stay as they were first written.
 */
const changeDates: Readonly<Record<ModelName, string>> = {
  'Cx\\Core\\ContentManager\\Model\\Entity\\Page': 'updatedAt'
}

/** The field of a model that says when an entity was last changed; null where the site keeps no such date. */
export function changeDateOf(model: Pick<Model, 'name' | 'changeDate'>): string | null {
  return changeDates[model.name] ?? model.changeDate ?? null
}
