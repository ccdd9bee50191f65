import type { EntityId } from '../models/model.ts'
import type { Entity } from './entity.ts'
import { SharedRead } from './shared-read.ts'

/** Entities kept, whoever may still want them: some five batches of a run. */
const mostKept = 2_000

/** What is older than this is asked for again: a push sends what the primary has now. */
const longestMs = 60_000

interface Batch {
  readonly ids: readonly EntityId[]
  readonly at: number
  readonly read: SharedRead<ReadonlyMap<EntityId, Entity>>
}

/** The values of one model that were asked for last, for replicas that want the same at about the same time. */
export class RecentEntities {
  readonly #ask: (ids: readonly EntityId[], signal: AbortSignal) => Promise<Entity[]>
  readonly #now: () => number
  readonly #byId = new Map<EntityId, Batch>()
  #batches: Batch[] = []
  #kept = 0

  constructor(ask: (ids: readonly EntityId[], signal: AbortSignal) => Promise<Entity[]>, now: () => number) {
    this.#ask = ask
    this.#now = now
  }

  /** Entities that are held at the moment, asked for or there. */
  get kept(): number {
    return this.#kept
  }

  /** Those of the entities that exist. Asks only for what nobody asked for lately. */
  async get(ids: readonly EntityId[], signal?: AbortSignal): Promise<Entity[]> {
    const missing = ids.filter(id => !this.#isKnown(id))
    if (missing.length > 0) this.#add(missing)
    const batches = Map.groupBy(ids, id => this.#byId.get(id)!)
    this.#forgetOldest()
    const found = await Promise.all(
      [...batches].map(async ([{ read }, wanted]) => {
        const entities = await read.take(signal)
        return wanted.flatMap(id => entities.get(id) ?? [])
      })
    )
    return found.flat()
  }

  #isKnown(id: EntityId): boolean {
    const batch = this.#byId.get(id)
    return batch !== undefined && batch.read.isOfUse && this.#now() - batch.at <= longestMs
  }

  #add(ids: readonly EntityId[]): void {
    const read = new SharedRead(
      async signal => new Map((await this.#ask(ids, signal)).map(entity => [entity.id, entity]))
    )
    const batch = { ids, at: this.#now(), read }
    for (const id of ids) this.#byId.set(id, batch)
    this.#batches.push(batch)
    this.#kept += ids.length
  }

  /** Who still waits for a forgotten batch gets it; who comes later asks again. */
  #forgetOldest(): void {
    while (this.#kept > mostKept && this.#batches.length > 1) {
      const oldest = this.#batches.shift()!
      this.#kept -= oldest.ids.length
      for (const id of oldest.ids) if (this.#byId.get(id) === oldest) this.#byId.delete(id)
    }
  }
}
