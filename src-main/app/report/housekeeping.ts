import { setImmediate as breathe } from 'node:timers/promises'
import { keptFrom, usualRetention, type History, type Retention } from '../../core/report/history.ts'
import { retentionView } from '../../contract/report-shapes.ts'
import type { Clock, Log, Notes } from '../../core/shared/ports.ts'
import type { Json } from '../../core/shared/json.ts'

const retentionNote = 'history/retention'
const lastNote = 'history/tidied'
const everyMs = 24 * 60 * 60_000
/** Rows forgotten at a time: some milliseconds each. */
const atOnce = 2_000

export interface HousekeepingDeps {
  readonly settings: Notes
  readonly history: History
  readonly clock: Clock
  readonly log: Log
}

/** Forgets history that is older than somebody wants to keep, once a day and in small pieces. */
export class Housekeeping {
  readonly #deps: HousekeepingDeps
  readonly #closing = new AbortController()
  #going: Promise<void> | null = null

  constructor(deps: HousekeepingDeps) {
    this.#deps = deps
  }

  get retention(): Retention {
    // An older version may have written it.
    const read = retentionView.safeParse(this.#deps.settings.get(retentionNote))
    return read.success ? read.data : usualRetention
  }

  keep(retention: Retention): void {
    this.#deps.settings.set(retentionNote, { ...retention } as Json)
  }

  /** Tidies up where that is due, and again each day while the program is open. */
  start(): void {
    this.#going ??= this.#go()
  }

  async stop(): Promise<void> {
    this.#closing.abort()
    await this.#going
  }

  /** Forgets all that is too old by now. Gives how many rows went. */
  async tidy(): Promise<number> {
    const { history, clock, settings } = this.#deps
    const { itemsDays, runsDays, activityDays } = this.retention
    const now = clock.now()
    const gone =
      (await this.#inPieces(limit => history.forgetItems(keptFrom(itemsDays, now), limit))) +
      (await this.#inPieces(limit => history.forgetRuns(keptFrom(runsDays, now), limit))) +
      (await this.#inPieces(limit => history.forgetActivity(keptFrom(activityDays, now), limit)))
    if (!this.#closing.signal.aborted) settings.set(lastNote, now)
    return gone
  }

  async #inPieces(forget: (limit: number) => number): Promise<number> {
    let gone = 0
    while (!this.#closing.signal.aborted) {
      const some = forget(atOnce)
      if (some === 0) break
      gone += some
      await breathe()
    }
    return gone
  }

  async #go(): Promise<void> {
    const { clock, log, settings } = this.#deps
    const { signal } = this.#closing
    while (!signal.aborted) {
      try {
        const last = settings.get(lastNote)
        const now = clock.now()
        const isFresh = typeof last === 'number' && last <= now && now - last < everyMs
        if (!isFresh) await this.tidy()
      } catch (thrown) {
        log.error('history could not be tidied up', { error: thrown })
      }
      await clock.sleep(everyMs / 24, signal).catch(() => undefined)
    }
  }
}
