import { mappingsInLanguages } from '../../languages/in-languages.ts'
import type { ModelName } from '../../models/model.ts'
import { asChosen } from '../../languages/as-chosen.ts'
import type { Link } from '../../topology/link.ts'
import { asRunsSee } from '../as-runs-see.ts'
import type { MappingIndex } from '../mapping-index.ts'
import { ownOriginals, type SharedOriginals } from '../originals.ts'
import type { RunRecord } from '../records.ts'
import type { PushContext } from './context.ts'
import type { EngineDeps } from './engine-deps.ts'
import { QuietTimes } from './quiet-times.ts'

/** What a run brings along, beside what every run works with. */
export interface OwnOfRun extends Pick<PushContext, 'tally' | 'signal' | 'progress' | 'requireLease'> {
  readonly run: RunRecord
  readonly link: Link
  readonly shared: SharedOriginals | null
  /** Told of each request, and of the size of its answer. */
  readonly counted: (bytes: number) => void
}

/** All that one run works with: readers and writers of both sites in its own name, and where it keeps what it learns. */
export function contextOf(deps: EngineDeps, own: OwnOfRun): PushContext {
  const { access, site, store, hash, clock, ids } = deps
  const { run, link, shared, tally, signal, counted, progress, requireLease } = own
  const actor = { kind: 'run', id: run.id, step: null } as const
  const primary = site(link.primaryId)
  const reader = asRunsSee(access.reader(primary, { counted }), link)
  return {
    runId: run.id,
    link: asChosen(link),
    ...(shared?.of(reader) ?? ownOriginals(reader, hash)),
    replica: access.writer(site(link.replicaId), actor, { counted }),
    twin: link.twinId === null ? null : deps.link(link.twinId),
    mappingsBack:
      link.twinId === null
        ? null
        : mappingsInLanguages(access.writer(primary, actor, { counted }), link.languages),
    sender: primary.mainDomain,
    mappings: new Map<ModelName, MappingIndex>(),
    backMappings: new Map<ModelName, MappingIndex>(),
    store,
    hash,
    clock,
    ids,
    quietTimes: new QuietTimes(clock, deps.quietMs),
    tally,
    signal,
    progress,
    requireLease
  }
}
