import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import type { EntityId, Model, ModelName } from '../../models/model.ts'
import type { Clock, Ids } from '../../shared/ports.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Hash } from '../canonical.ts'
import type { Tally } from '../counts.ts'
import type { EntitySource } from '../entity.ts'
import type { MappingIndex } from '../mapping-index.ts'
import type { ReadOriginals } from '../originals.ts'
import type { Decisions } from '../policy.ts'
import type { AgreedStates, Archive, RunRepository } from '../records.ts'
import type { QuietTimes } from './quiet-times.ts'

/** Where a run keeps what it learns. */
export interface RunStore {
  readonly runs: RunRepository
  readonly agreed: AgreedStates
  readonly archive: Archive
  readonly decisions: Decisions
}

/** All that one run on one link works with. */
export interface RunContext {
  readonly runId: string
  readonly link: Link
  readonly primary: SiteReader
  /** How a model of the primary is read through; runs that start together share it. */
  readonly digest: ReadOriginals
  readonly replica: SiteReader
  /** The primary's main domain: its name on the replica (F16, F38). */
  readonly sender: string
  readonly mappings: Map<ModelName, MappingIndex>
  /** The link back, where it goes both ways. */
  readonly twin: Link | null
  /** The primary's mappings for what comes from the replica, as far as they are known; empty for a one-way link. */
  readonly backMappings: Map<ModelName, MappingIndex>
  readonly store: RunStore
  readonly tally: Tally
  readonly hash: Hash
  readonly clock: Clock
  readonly ids: Ids
  readonly signal: AbortSignal
  /** Something was confirmed, failed or found; told on, though not for each item. */
  readonly progress: () => void
}

/** A run that may write: there is no way from a `RunContext` to this but through the engine's confirmation. */
export interface PushContext extends RunContext {
  readonly replica: SiteWriter
  /** Fails with 'lease-lost' where another Rexxfleet may be at work by now: asked before anything is sent. */
  readonly requireLease: () => void
  readonly quietTimes: QuietTimes
  /** Writes mappings on the primary, and nothing else; null for a one-way link. */
  readonly mappingsBack: Pick<SiteWriter, 'createRow'> | null
}

/** One model of the run, and where it is read and written. */
export interface ModelScope {
  readonly model: Model
  readonly linkModel: LinkModel
  readonly onPrimary: EntitySource
  readonly onReplica: EntitySource
}

export function scopeOf(model: Model, linkModel: LinkModel): ModelScope {
  return {
    model,
    linkModel,
    onPrimary: { endpoint: linkModel.primaryEndpoint, model },
    onReplica: { endpoint: linkModel.replicaEndpoint, model }
  }
}

/** The mappings of a model as far as they are known; grows while the run creates. */
export function mappingsOf(context: RunContext, model: ModelName): MappingIndex {
  return context.mappings.get(model)!
}

/** Translates the replica's related ids into the primary's terms. */
export function backwards(context: RunContext): (model: ModelName, id: EntityId) => EntityId | null {
  return (model, id) => context.mappings.get(model)?.foreignId(id) ?? null
}
