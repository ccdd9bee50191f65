import { modelNamed } from '../../models/catalogue.ts'
import { namesItsOwn, parentsFirst } from '../../models/dependencies.ts'
import type { ModelName } from '../../models/model.ts'
import { AppError, asAppError } from '../../shared/app-error.ts'
import { Hands } from '../../shared/hands.ts'
import type { ItemAction, ItemRecord } from '../records.ts'
import { scopeOf, type ModelScope, type PushContext } from './context.ts'
import { Journal } from './journal.ts'
import { prepare, type HeldBack, type Ready } from './prepare.ts'
import { readBack, type ReadBack } from './read-back.ts'
import { inTwoParts, ringOpeners } from './rings.ts'
import { settleAfterQuiet, type Unsettled } from './settle.ts'
import { failureOf, isSiteTrouble, send, type Sent } from './send.ts'

/** Items that are prepared and read back together: the fewer looks back, the more of the replica's time is left for pushes. */
const batchSize = 400

/** Items that are announced together: one disk flush for all of them, and few to settle after a crash. */
const announced = 32

/** Items in hand at a time: enough to keep every connection of the site busy, few enough to end soon when the run is to stop. */
const width = 16

/**
 * Sends every open item of a run: creations and updates parents first, removals children first. Batches follow each other without a
 * gap: while one goes out, the next is prepared and the one before is read back. Stops with an AppError where the site itself is the
 * trouble; what was not sent stays open.
 */
export async function pushRun(
  context: PushContext,
  unsettled: Unsettled = new Map(),
  quietMs?: number
): Promise<void> {
  const order = parentsFirst(context.link.models.map(({ model }) => model))
  for (const model of order) await pushModel(context, model, unsettled.get(model) ?? [], quietMs)
  for (const model of order.toReversed()) await new ModelPusher(context, model, ['delete']).push()
}

/** What is open goes out while what is unsettled has its quiet time; then that is settled, and sent where it did not arrive. */
async function pushModel(
  context: PushContext,
  name: ModelName,
  unsettled: readonly ItemRecord[],
  quietMs: number | undefined
): Promise<void> {
  const model = modelNamed(name)
  const push = (): Promise<void> => new ModelPusher(context, name, ['create', 'update']).push()
  // Children of a parent that may not have arrived have to wait for it.
  if (!namesItsOwn(model) || unsettled.length === 0) await push()
  if (unsettled.length === 0) return
  const linkModel = context.link.models.find(candidate => candidate.model === name)!
  await settleAfterQuiet(context, scopeOf(model, linkModel), unsettled, quietMs)
  await push()
}

class ModelPusher {
  readonly #context: PushContext
  readonly #scope: ModelScope
  readonly #actions: readonly ItemAction[]
  readonly #journal: Journal
  readonly #hands = new Hands(width)
  /** Batches on their way, each until it is read back. */
  #confirming: Promise<void>[] = []
  /** Why nothing more goes out. */
  #cut: AppError | null = null
  #after = -1
  /** Of the pass at hand: what arrived, how much of it in its first part only, and what waits for another entity of its own model. */
  #arrived = 0
  #firstParts = 0
  #waiting: HeldBack[] = []

  constructor(context: PushContext, model: ModelName, actions: readonly ItemAction[]) {
    const { link, store, runId } = context
    this.#context = context
    this.#scope = scopeOf(
      modelNamed(model),
      link.models.find(candidate => candidate.model === model)!
    )
    this.#actions = actions
    this.#journal = new Journal(store.runs, runId)
  }

  /**
   * Of a model that names its own, parents before children: what waits for a parent has its turn in another pass, once that is there.
   * Where all wait for each other, one of each ring goes out without what it waits for, and once more with it. What waits for something
   * that failed stays here.
   */
  async push(): Promise<void> {
    try {
      do {
        this.#after = -1
        this.#arrived = 0
        this.#firstParts = 0
        this.#waiting = []
        await this.#pushBatches()
      } while (this.#isAnotherPassOfUse())
      if (!this.#cut) for (const held of this.#waiting) this.#holdBack(held)
      this.#journal.flush()
    } catch (thrown) {
      this.#cut ??= asAppError(thrown)
    }
    if (this.#cut) throw new RunCut(this.#cut, Promise.allSettled(this.#confirming))
  }

  #isAnotherPassOfUse(): boolean {
    if (this.#cut) return false
    if (this.#firstParts > 0) return true
    return this.#waiting.length > 0 && (this.#arrived > 0 || this.#openRings())
  }

  /** Says which entities go out in two parts: durable before the first part is, since what is sent differs from what the primary has. */
  #openRings(): boolean {
    const waiting = this.#waiting.map(({ item, waitsFor = [], canGoWithout = false }) => {
      return { id: item.foreignId, waitsFor, canGoWithout }
    })
    const openers = new Set(ringOpeners(waiting))
    const items = this.#waiting.filter(({ item }) => openers.has(item.foreignId)).map(({ item }) => item)
    const { store, runId } = this.#context
    store.runs.updateItems(
      runId,
      items.map(({ position }) => ({ position, patch: { why: inTwoParts } }))
    )
    return items.length > 0
  }

  async #pushBatches(): Promise<void> {
    let batch = this.#nextBatch()
    if (batch.length === 0) return
    await this.#noteLastId(batch)
    let upcoming = this.#prepare(batch)
    while (batch.length > 0 && !this.#cut) {
      const prepared = await upcoming
      batch = this.#nextBatch()
      // Looked up while the current batch goes out, so that the replica never waits for the primary.
      upcoming = this.#prepare(batch)
      upcoming.catch(() => undefined)
      // The batch before the last is read back by now: no more than three are in memory.
      if (this.#confirming.length > 1) await this.#confirming.shift()
      await this.#sendAll(prepared)
    }
    await Promise.all(this.#confirming)
  }

  #nextBatch(): ItemRecord[] {
    if (this.#cut) return []
    const { store, runId } = this.#context
    const filter = { actions: this.#actions, states: ['open'] as const, model: this.#scope.model.name }
    const items = store.runs.items(runId, { ...filter, after: this.#after, limit: batchSize })
    this.#after = items.at(-1)?.position ?? this.#after
    return items
  }

  async #prepare(batch: readonly ItemRecord[]): Promise<(Ready | HeldBack)[]> {
    return batch.length === 0 ? [] : prepare(this.#context, this.#scope, batch)
  }

  /** Before the first creation of a model: what the replica gives out from now on came from this run, or from nobody we know. */
  async #noteLastId(batch: readonly ItemRecord[]): Promise<void> {
    const { store, runId, replica, signal } = this.#context
    const { model, onReplica } = this.#scope
    const creates = batch.some(item => item.action === 'create')
    if (!creates || !model.identifier[0]?.generated) return
    const known = store.runs.get(runId)!.lastIds
    if (known[model.name] !== undefined) return
    store.runs.update(runId, {
      lastIds: { ...known, [model.name]: await replica.lastId(onReplica, { signal }) }
    })
  }

  /** Resolves when the last item of the batch is on its way; the batch is read back when the last one has ended. */
  async #sendAll(prepared: readonly (Ready | HeldBack)[]): Promise<void> {
    for (const held of prepared) {
      if (!('why' in held)) continue
      if (held.waitsFor) this.#waiting.push(held)
      else this.#holdBack(held)
    }
    const sent: Promise<Sent>[] = []
    try {
      await this.#sendReady(
        prepared.filter(one => 'values' in one),
        sent
      )
    } finally {
      const confirmed = Promise.all(sent).then(results => this.#confirm(results))
      // A failure to read back ends the run; it is told when the batch is waited for.
      confirmed.catch((thrown: unknown) => (this.#cut ??= asAppError(thrown)))
      this.#confirming.push(confirmed)
    }
  }

  /** Announces and starts one item after the other; what is on its way is put into `sent`. */
  async #sendReady(ready: readonly Ready[], sent: Promise<Sent>[]): Promise<void> {
    const { clock, signal } = this.#context
    for (const [at, one] of ready.entries()) {
      await this.#hands.take()
      if (signal.aborted) this.#cut ??= whyStopped(signal)
      else this.#context.requireLease()
      if (at % announced === 0) {
        // What is announced already is taken back below; what is not stays open by itself.
        if (this.#cut) return
        const group = ready.slice(at, at + announced)
        this.#journal.intend(
          group.map(({ item: { position, tries }, title }) => ({ position, tries, title })),
          clock.now()
        )
      }
      sent.push(this.#sendOne(one).finally(() => this.#hands.give()))
    }
  }

  async #sendOne(ready: Ready): Promise<Sent> {
    if (this.#cut) return { ready, outcome: 'held', failure: null }
    const { clock, progress } = this.#context
    const result = await send(this.#context, this.#scope, ready)
    if (result.outcome === 'confirmed') {
      this.#journal.record(ready.item.position, { state: stateOnceThere(ready), changedAt: clock.now() })
      progress()
    }
    const { failure } = result
    if (failure && isSiteTrouble(failure.code)) this.#cut ??= new AppError(failure.code, failure.message)
    return result
  }

  #holdBack({ item, action, why }: HeldBack): void {
    const { tally, clock } = this.#context
    const becomes = action === 'gone' ? item.action : action
    if (action !== 'gone') tally.move(item.action, action)
    this.#journal.record(item.position, { state: 'skipped', action: becomes, why, changedAt: clock.now() })
  }

  /** Settles a batch by what is there now: also what was refused, or got no answer, may have been written (F40). */
  async #confirm(sent: readonly Sent[]): Promise<void> {
    const { store, link, clock, tally, progress } = this.#context
    const { name } = this.#scope.model
    const removed = sent.filter(one => one.ready.values === null && one.outcome === 'confirmed')
    store.agreed.remove(
      link.id,
      name,
      removed.map(one => one.ready.item.foreignId)
    )
    const pushed = sent.filter(one => one.ready.values !== null && one.outcome !== 'held')
    const back = pushed.length > 0 ? await this.#readBackOrNothing(pushed) : []
    const byPosition = new Map((back ?? []).map(result => [result.ready.item.position, result]))
    for (const { ready, outcome, failure } of sent) {
      const { position, tries } = ready.item
      if (outcome === 'held') {
        this.#journal.record(position, { state: 'open', tries, changedAt: clock.now() })
        continue
      }
      const found = byPosition.get(position)
      const arrived = found?.localId != null && found.patch.why === undefined
      const changedAt = clock.now()
      if (arrived || outcome === 'confirmed') this.#arrived += 1
      if (found?.localId != null && ready.without !== null && (arrived || outcome === 'confirmed')) {
        // What the site stored differently is told of the whole entity.
        this.#firstParts += 1
        this.#journal.record(position, { state: 'open', localId: found.localId, changedAt })
        continue
      }
      // What nobody could look at stays confirmed; whoever resumes the run reads it back.
      if (outcome === 'confirmed' && (ready.values === null || back === null || found?.localId != null)) {
        if (found) this.#journal.record(position, { ...found.patch, changedAt })
      } else if (arrived) {
        this.#journal.record(position, { state: 'done', ...found!.patch, changedAt })
      } else if (outcome === 'unknown') {
        this.#journal.record(position, { state: 'unknown', failure, changedAt })
      } else if (outcome === 'wants-reference') {
        this.#holdBack({ item: ready.item, action: 'blocked', why: ready.without! })
      } else if (failure && isSiteTrouble(failure.code)) {
        this.#journal.record(position, { state: 'open', failure, changedAt })
      } else {
        tally.add('failed')
        this.#journal.record(position, { state: 'failed', failure: failure ?? notThere, changedAt })
      }
    }
    this.#journal.flush()
    progress()
  }

  /**
   * Where the site does not answer at all, nothing is learned, and the run's own trouble counts. A run that is to end does not even ask:
   * it would wait for a site that is in trouble.
   */
  async #readBackOrNothing(pushed: readonly Sent[]): Promise<readonly ReadBack[] | null> {
    const inTrouble = pushed.some(one => one.failure && isSiteTrouble(one.failure.code))
    if (inTrouble && this.#context.signal.aborted) return null
    const confirmed = new Set(
      pushed.filter(({ outcome }) => outcome === 'confirmed').map(({ ready }) => ready)
    )
    try {
      return await readBack(
        this.#context,
        this.#scope,
        pushed.map(one => one.ready),
        ready => confirmed.has(ready)
      )
    } catch (thrown) {
      if (inTrouble) return null
      throw thrown
    }
  }
}

/** An entity that is there without what closes its ring is sent once more. */
function stateOnceThere({ without }: Ready): 'done' | 'open' {
  return without === null ? 'done' : 'open'
}

const notThere = failureOf(
  new AppError(
    'site-answered-badly',
    'The site said that it took the entity, and it is not there. Look at the site, then retry.'
  )
)

function whyStopped(signal: AbortSignal): AppError {
  if (signal.reason instanceof AppError) return signal.reason
  return new AppError(
    'cancelled',
    'The run was cancelled. What was on its way is recorded; resume it to go on.'
  )
}

/** Ends a run in the middle; `settled` resolves when what was on its way is recorded. */
export class RunCut extends AppError {
  readonly settled: Promise<unknown>

  constructor(reason: AppError, settled: Promise<unknown>) {
    super(reason.code, reason.message, reason.details)
    this.settled = settled
  }
}
