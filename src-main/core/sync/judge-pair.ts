import type { AgreedState } from './records.ts'

/** What has to be done about one pair of entities, and why where it is not plain. Pure. */
export type PairVerdict =
  | { readonly verdict: 'unchanged' }
  /** Equal as far as the replica can hold it: it stored the primary's value differently before (F37). */
  | { readonly verdict: 'stored-differently' }
  /** Only the replica changed, and a link leads back: the twin brings it. */
  | { readonly verdict: 'goes-back' }
  | { readonly verdict: 'update'; readonly why: null | 'overwrites' }
  | {
      readonly verdict: 'conflict'
      readonly why: 'edited-on-replica' | 'edited-on-both' | 'nothing-in-common'
    }

/**
 * Compares the hashes of both sides with the state that was last agreed (ground rule 6). `anythingInCommon`: asked only where nothing was
 * ever agreed, since a mapping can outlive its row and point at something new.
 */
export function judgePair(
  primary: string,
  replica: string,
  agreed: AgreedState | null,
  anythingInCommon: () => boolean,
  bothWays = false
): PairVerdict {
  if (primary === replica) return { verdict: 'unchanged' }
  if (!agreed) {
    return anythingInCommon()
      ? { verdict: 'update', why: 'overwrites' }
      : { verdict: 'conflict', why: 'nothing-in-common' }
  }
  const primaryMoved = primary !== agreed.primaryHash
  const replicaMoved = replica !== agreed.replicaHash
  if (!primaryMoved && !replicaMoved) return { verdict: 'stored-differently' }
  if (!replicaMoved) return { verdict: 'update', why: null }
  if (bothWays && !primaryMoved) return { verdict: 'goes-back' }
  return { verdict: 'conflict', why: primaryMoved ? 'edited-on-both' : 'edited-on-replica' }
}
