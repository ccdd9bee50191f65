import type { ModelName } from './model.ts'

/** The class of one of the calendar's models. */
export function calendarModel(name: string): ModelName {
  return `Cx\\Modules\\Calendar\\Model\\Entity\\${name}`
}

/** What a calendar is about: publishing targets and registrations hang on it. */
export const calendarEvent = calendarModel('Event')

export function isCalendarModel(name: ModelName): boolean {
  return name.startsWith(calendarModel(''))
}
