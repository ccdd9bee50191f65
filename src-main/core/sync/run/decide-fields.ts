import { AppError } from '../../shared/app-error.ts'
import type { FieldDifference, ItemRecord, Winner } from '../records.ts'

/** Fields that a person decided one by one, by name. */
export type FieldChoice = Readonly<Record<string, Winner>>

/** The word for an update whose fields were chosen from either side. */
export const byField = 'decided-by-field'

/** Plain where one side wins in every field; else what becomes of the item. */
export type FieldDecision =
  Winner | { readonly why: typeof byField; readonly differences: readonly FieldDifference[] }

/**
 * Applies a choice of fields to one conflict; what is not named goes to `winner`. Fails with 'invalid-input' for a field in which the two
 * sides do not differ, and with 'conflict-undecidable' where one side has no fields to choose from.
 */
export function decideFields(
  item: Pick<ItemRecord, 'position' | 'why' | 'differences'>,
  winner: Winner,
  fields: FieldChoice
): FieldDecision {
  const named = Object.keys(fields)
  if (named.length === 0) return winner
  const known = item.differences.map(({ field }) => field)
  if (item.why !== 'edited-on-replica' && item.why !== 'edited-on-both') {
    throw new AppError(
      'conflict-undecidable',
      'Only where both sides still have the entity can its fields be chosen. Decide for one side.',
      { item: item.position, why: item.why }
    )
  }
  const unknown = named.find(name => !known.includes(name))
  if (unknown !== undefined) {
    throw new AppError(
      'invalid-input',
      `The two sides do not differ in '${unknown}'. They do in: ${known.join(', ')}.`,
      { field: unknown, known }
    )
  }
  const differences = item.differences.map(one => ({ ...one, winner: fields[one.field] ?? winner }))
  if (differences.every(one => one.winner === 'primary')) return 'primary'
  if (differences.every(one => one.winner === 'replica')) return 'replica'
  return { why: byField, differences }
}

/** The fields of an item in which the replica's value stays: a field that is left out of a push keeps its value (F15). */
export function keptOnReplica(item: Pick<ItemRecord, 'why' | 'differences'>): ReadonlySet<string> {
  if (item.why !== byField) return new Set()
  return new Set(item.differences.filter(({ winner }) => winner === 'replica').map(({ field }) => field))
}
