import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { AppError, asAppError } from '../../shared/app-error.ts'
import { Hands } from '../../shared/hands.ts'
import type { ItemAction, ItemPatch, ItemRecord } from '../records.ts'
import { confirmBatch } from './confirm-batch.ts'
import { scopeOf, type ModelScope, type PushContext } from './context.ts'
import { holdBack } from './hold-back.ts'
import { Journal } from './journal.ts'
import { prepare } from './prepare.ts'
import type { HeldBack, Ready } from './readiness.ts'
import { inTwoParts, ringOpeners } from './rings.ts'
import { RunCut, whyStopped } from './run-cut.ts'
import { isSiteTrouble, send, type Sent } from './send.ts'

/** Items that are prepared and read back together: the fewer looks back, the more of the replica's time is left for pushes. */
const batchSize = 400

/** Items that are announced together: one disk flush for all of them, and few to settle after a crash. */
const announced = 32

/** Items in hand at a time: enough to keep every connection of the site busy, few enough to end soon when the run is to stop. */
const width = 16

/** Sends what is open of one model, for the given acts. Fails with a `RunCut` where the run is to end in the middle. */
export class ModelPusher {
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
    const leaving = (): void => this.#journal.leaves(ready.item.position, clock.now())
    const result = await send(this.#context, this.#scope, ready, leaving)
    if (result.outcome === 'confirmed') {
      this.#journal.record(ready.item.position, { ...onceThere(ready), changedAt: clock.now() })
      progress()
    }
    const { failure } = result
    if (failure && isSiteTrouble(failure.code)) this.#cut ??= new AppError(failure.code, failure.message)
    return result
  }

  #holdBack(held: HeldBack): void {
    holdBack(this.#context, this.#journal, held)
  }

  async #confirm(sent: readonly Sent[]): Promise<void> {
    const { arrived, firstParts } = await confirmBatch(this.#context, this.#scope, this.#journal, sent)
    this.#arrived += arrived
    this.#firstParts += firstParts
  }
}

/**
 * An entity that is there without what closes its ring is sent once more. What is done has no local id until it is read back, an update
 * neither: whoever resumes the run knows by that what was not agreed on yet.
 */
function onceThere({ without, values }: Ready): ItemPatch {
  if (without !== null) return { state: 'open' }
  return values ? { state: 'done', localId: null } : { state: 'done' }
}
