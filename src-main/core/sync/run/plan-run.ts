import { homeTerms } from '../../languages/home-terms.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { parentsFirst, parentsOf } from '../../models/dependencies.ts'
import type { ModelName } from '../../models/model.ts'
import type { AppError } from '../../shared/app-error.ts'
import { compareModel } from '../compare-model.ts'
import type { Comparison, Difference } from '../difference.ts'
import { removalsInDoubt, type RemovalPlan } from '../guard-removals.ts'
import { readMappings } from '../read-mappings.ts'
import { followers } from '../selection.ts'
import { lackingMappings, readWayBack, type LackingPair } from '../way-back.ts'
import type { ItemRecord } from '../records.ts'
import type { RunContext } from './context.ts'
import { requireKnownName } from './require-known-name.ts'

/** What a plan says beside its items. */
export interface RunPlan {
  readonly removals: readonly RemovalPlan[]
  /** Updates and removals of what was never agreed: they want one confirmation. */
  readonly overwrites: number
  /** Mappings that have to be written on the replica before anything is sent. */
  readonly lacking: readonly LackingPair[]
}

/** Reads both sides of the link and records what is to be done, in the order in which it will be. Writes on no site. */
export async function planRun(context: RunContext): Promise<RunPlan> {
  const { link, primary, replica, store } = context
  const order = parentsFirst(link.models.map(({ model }) => model))
  // What the other direction lacks here is only known from all mappings; else each model's are read along with its entities.
  if (context.twin) await readAllMappings(context, order, model => store.agreed.count(link.id, model))
  const home = homeTerms(link)
  const wayBack = await readWayBack(context.twin, primary, replica.site.mainDomain, home, context.signal)
  for (const [model, index] of wayBack?.mappings ?? []) context.backMappings.set(model, index)
  const lacking = wayBack ? lackingMappings(wayBack, context.mappings) : []
  const comparison: Comparison = {
    linkId: link.id,
    primary,
    digest: context.digest,
    replica,
    sender: context.sender,
    mappings: context.mappings,
    agreed: store.agreed,
    hash: context.hash,
    toCreate: new Map(),
    follows: followers(link.models),
    selected: new Map(),
    wayBack,
    lacking,
    policy: store.decisions.policy(link.id),
    exclusions: store.decisions.exclusions(link.id),
    signal: context.signal
  }
  const writer = new ItemWriter(context)
  const removals: RemovalPlan[] = []
  const lost: LackingPair[] = []
  const deletions: { model: ModelName; differences: Difference[] }[] = []
  for (const name of order) {
    const model = modelNamed(name)
    const pages = compareModel(
      comparison,
      link.models.find(candidate => candidate.model === name)!
    )
    const deleted: Difference[] = []
    let step = await pages.next()
    while (!step.done) {
      deleted.push(...step.value.filter(({ action }) => action === 'delete'))
      lost.push(...lostPairs(context, name, step.value))
      writer.add(
        name,
        step.value.filter(({ action }) => action !== 'delete')
      )
      context.progress()
      step = await pages.next()
    }
    context.tally.add('unchanged', step.value.unchanged)
    const { primaryCount, mapped } = step.value
    removals.push({
      model: name,
      shortName: model.shortName,
      removals: deleted.length,
      mapped,
      primaryEmpty: primaryCount === 0
    })
    deletions.unshift({ model: name, differences: deleted })
  }
  await requireKnownName(context, [...lost, ...lacking])
  // Children were compared last and are removed first.
  for (const { model, differences } of deletions) writer.add(model, differences)
  return { removals, overwrites: writer.overwrites, lacking }
}

/** Of what is to be created that for which the link remembers a counterpart, and the replica none. */
function lostPairs(
  { link, store }: RunContext,
  model: ModelName,
  differences: readonly Difference[]
): LackingPair[] {
  return differences.flatMap(({ action, foreignId, localId }) => {
    if (action !== 'create' || localId !== null) return []
    const agreed = store.agreed.get(link.id, model, foreignId)
    return agreed ? [{ model, foreignId, localId: agreed.localId }] : []
  })
}

/** Why a plan has to be confirmed by a person before anything is sent; null where it need not be. */
export function planInDoubt(plan: RunPlan, allowRemovals: number): AppError | null {
  return removalsInDoubt(plan.removals, allowRemovals)
}

/**
 * Mappings of the link's models, and of the parents that they name although the link does not carry them. `agreedOn`: of how many entities
 * it is known that they have one; where fewer are listed, the list may have been cut, and is asked for its rest once more.
 */
export async function readAllMappings(
  { replica, sender, mappings, signal }: Pick<RunContext, 'replica' | 'sender' | 'mappings' | 'signal'>,
  models: readonly ModelName[],
  agreedOn: (model: ModelName) => number = () => 0
): Promise<void> {
  const parents = models.flatMap(name => parentsOf(modelNamed(name)))
  for (const name of new Set([...models, ...parents])) {
    const model = modelNamed(name)
    const index = await readMappings(replica, sender, model, { signal })
    if (index.size < agreedOn(name)) await readMappings(replica, sender, model, { signal }, index)
    mappings.set(name, index)
  }
}

class ItemWriter {
  readonly #context: RunContext
  #position = 0
  overwrites = 0

  constructor(context: RunContext) {
    this.#context = context
  }

  add(model: ModelName, differences: readonly Difference[]): void {
    const { runId, clock, store, tally } = this.#context
    const items = differences.map((difference): ItemRecord => {
      tally.add(difference.action)
      if (difference.why === 'overwrites' || difference.why === 'never-agreed') this.overwrites += 1
      return {
        ...difference,
        runId,
        model,
        position: this.#position++,
        state: 'open',
        failure: null,
        tries: 0,
        changedAt: clock.now()
      }
    })
    if (items.length > 0) store.runs.addItems(items)
  }
}
