import type { PhpArray } from '../fleet/management.ts'
import type { Recursion } from './recursion.ts'

const isOn = ({ recurse }: PhpArray): boolean => recurse === true || recurse === 1 || recurse === '1'
const pruned = ({ skippedRecursions: list }: PhpArray): string[] =>
  list !== null && typeof list === 'object' ? Object.values(list).map(String) : []

/** Whether a data source with these options tells the relations that are needed (F12). */
export function tellsRelations(options: PhpArray, { told }: Recursion): boolean {
  return isOn(options) && !pruned(options).some(path => told.includes(path))
}

/** The options with which it does. What others pruned stays pruned as far as it can; where recursion was on for them, no more is. */
export function tellingOptions(former: PhpArray, { told, skipped }: Recursion): PhpArray {
  const kept = pruned(former).filter(path => !told.includes(path))
  const paths = [...new Set([...kept, ...(isOn(former) ? [] : skipped)])]
  const list = Object.fromEntries(paths.map((path, at) => [String(at), path]))
  return {
    ...withoutRecursion(former),
    recurse: '1',
    ...(paths.length > 0 ? { skippedRecursions: list } : {})
  }
}

/** Whether both lead to the same answers, however they are written. */
export function sameRecursion(one: PhpArray, other: PhpArray): boolean {
  const text = (options: PhpArray): string => JSON.stringify([isOn(options), pruned(options).sort()])
  return text(one) === text(other)
}

/** The options as they are now, but with the recursion that they had. */
export function withFormerRecursion(now: PhpArray, former: PhpArray): PhpArray {
  const [rest, before] = [withoutRecursion(now), withoutRecursion(former)]
  if (JSON.stringify(rest) === JSON.stringify(before)) return former
  const { recurse, skippedRecursions } = former
  return {
    ...rest,
    ...(recurse === undefined ? {} : { recurse }),
    ...(skippedRecursions === undefined ? {} : { skippedRecursions })
  }
}

function withoutRecursion({ recurse: _recurse, skippedRecursions: _skipped, ...rest }: PhpArray): PhpArray {
  return rest
}
