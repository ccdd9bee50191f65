import type { EntityId } from '../models/model.ts'
import { canonicalValue } from './canonical.ts'
import type { FieldValue } from './entity.ts'
import type { FieldDifference, Winner } from './records.ts'

/** On which side an entity was changed last, by the two sides' own dates; null where they are equal, or one of them is none. */
export function newerSide(primary: DateOfChange, replica: DateOfChange): Winner | null {
  const [here, there] = [instantOf(primary), instantOf(replica)]
  if (here === null || there === null || here === there) return null
  return here > there ? 'primary' : 'replica'
}

/** The same, told from the fields in which a pair differs: a date that is equal on both sides is not among them. */
export function newerByDifferences(
  differences: readonly FieldDifference[],
  changeDate: string | null
): Winner | null {
  const date = differences.find(({ field }) => field === changeDate)
  return date ? newerSide(date.primary, date.replica) : null
}

type DateOfChange = FieldValue | readonly EntityId[] | undefined

/** Milliseconds since 1970; null for what is no date, the zero date included (F13). */
function instantOf(value: DateOfChange): number | null {
  if (typeof value !== 'string') return null
  const instant = /^@(-?\d+)$/.exec(canonicalValue(value, 'timestamp'))?.[1]
  return instant === undefined ? null : Number(instant)
}
