import { AppError } from '../../core/shared/app-error.ts'
import type { ZodType } from 'zod'

/** JSON out of a column that Rexxfleet itself wrote. Without a shape it is taken at its word: for what is read by the thousand. */
export function fromJson<T>(text: string, shape?: ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    throw unreadable('it is not JSON', thrown)
  }
  if (shape === undefined) return value as T
  const checked = shape.safeParse(value)
  if (!checked.success) throw unreadable(checked.error.issues[0]?.message ?? 'unknown shape', checked.error)
  return checked.data
}

export const fromJsonOrNull = <T>(text: string | null, shape?: ZodType<T>): T | null =>
  text === null ? null : fromJson(text, shape)

export const toJson = (value: unknown): string => JSON.stringify(value)

export const toJsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

function unreadable(finding: string, cause: unknown): AppError {
  return new AppError(
    'database-damaged',
    `The database holds something that Rexxfleet did not write (${finding}). Put a backup in its place.`,
    { finding },
    { cause }
  )
}
