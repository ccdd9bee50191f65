import type { AgreedState } from '../sync/records.ts'
import type { AgreedEntry } from './topology-file.ts'

export function agreedEntry(state: AgreedState): AgreedEntry {
  const { foreignId, localId, primaryHash, replicaHash, origin } = state
  return [foreignId, localId, primaryHash, replicaHash === primaryHash ? null : replicaHash, origin]
}

/**
 * An agreed state out of a file. That replication made an entity is only believed where this Rexxfleet recorded it itself: a file that
 * claims it could have originals removed (ground rule 5).
 */
export function agreedState([
  foreignId,
  localId,
  primaryHash,
  replicaHash,
  origin
]: AgreedEntry): AgreedState {
  return {
    foreignId,
    localId,
    primaryHash,
    replicaHash: replicaHash ?? primaryHash,
    origin: origin === 'created' ? 'found' : origin
  }
}
