import type { SiteAccess } from '../../fleet/site-access.ts'
import type { Site, SiteId } from '../../fleet/site.ts'
import { asChosen } from '../../languages/as-chosen.ts'
import { homeTerms } from '../../languages/home-terms.ts'
import { parentsFirst } from '../../models/dependencies.ts'
import type { ModelName } from '../../models/model.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import { asRunsSee } from '../as-runs-see.ts'
import type { Hash } from '../canonical.ts'
import { Tally } from '../counts.ts'
import { compareModel } from '../compare-model.ts'
import { ownOriginals } from '../originals.ts'
import { followers } from '../selection.ts'
import { lackingMappings, readWayBack } from '../way-back.ts'
import type { MappingIndex } from '../mapping-index.ts'
import type { Decisions } from '../policy.ts'
import type { AgreedStates, RunCounts } from '../records.ts'
import { guardRun } from './guards.ts'
import { readAllMappings } from './plan-run.ts'

export interface DriftDeps {
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly link: (id: LinkId) => Link
  readonly agreed: AgreedStates
  readonly decisions: Decisions
  readonly hash: Hash
}

export interface Drift {
  readonly counts: RunCounts
  readonly requests: number
}

/** Compares both sides of a link and writes nothing: it has readers and no writer. */
export async function measureDrift(deps: DriftDeps, link: Link, signal: AbortSignal): Promise<Drift> {
  let requests = 0
  const meter = { counted: () => void (requests += 1) }
  const sender = deps.site(link.primaryId).mainDomain
  const own = deps.access.reader(deps.site(link.primaryId), meter)
  const primary = asRunsSee(own, link)
  const replica = deps.access.reader(deps.site(link.replicaId), meter)
  await guardRun(link, primary, replica)
  const mappings = new Map<ModelName, MappingIndex>()
  const order = parentsFirst(link.models.map(({ model }) => model))
  const { agreed, hash } = deps
  const twin = link.twinId === null ? null : deps.link(link.twinId)
  if (twin)
    await readAllMappings({ replica, sender, mappings, signal }, order, model => agreed.count(link.id, model))
  const wayBack = await readWayBack(twin, primary, replica.site.mainDomain, homeTerms(link), signal)
  const lacking = wayBack ? lackingMappings(wayBack, mappings) : []
  const comparison = {
    linkId: link.id,
    ...ownOriginals(primary, hash),
    replica,
    sender,
    mappings,
    agreed,
    hash,
    toCreate: new Map(),
    follows: followers(link.models),
    selected: new Map(),
    wayBack,
    policy: deps.decisions.policy(link.id),
    exclusions: deps.decisions.exclusions(link.id),
    lacking,
    signal
  }
  const { models: chosen } = asChosen(link)
  const tally = new Tally()
  for (const name of order) {
    const pages = compareModel(
      comparison,
      chosen.find(({ model }) => model === name)!
    )
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) for (const { action } of step.value) tally.add(action)
    tally.add('unchanged', step.value.unchanged)
  }
  return { counts: tally.counts, requests }
}
