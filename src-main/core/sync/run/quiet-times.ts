import type { Clock } from '../../shared/ports.ts'
import type { LinkId } from '../../topology/link.ts'
import type { ItemRecord, RunRepository } from '../records.ts'

/** How long a request that got no answer may still be at work on the site (F44), in milliseconds. */
export const quietTime = 90_000

/** Answers of what stands in front of a site say nothing about the site. */
const gatewayStatus: readonly (number | null)[] = [502, 504]

type DarkItem = Pick<ItemRecord, 'runId' | 'position'>

const nameOf = ({ runId, position }: DarkItem): string => `${runId} ${position}`

/** A request that the site itself has answered, with whatever, is over. */
function mayBeAtWork({ state, failure }: ItemRecord): boolean {
  const status = failure?.status ?? null
  return state !== 'unknown' || status === null || gatewayStatus.includes(status)
}

/**
 * Until when items in the dark may be at work on the site. Counted by a clock that nobody can set: the wall clock may jump while a run goes
 * on. Only for what an earlier program left the wall clock has to do, as it is when the run begins.
 */
export class QuietTimes {
  readonly #clock: Clock
  readonly #whole: number
  readonly #until = new Map<string, number>()

  constructor(clock: Clock, whole: number = quietTime) {
    this.#clock = clock
    this.#whole = whole
  }

  /** The item is in the dark from now on. */
  begin(item: DarkItem): void {
    this.#until.set(nameOf(item), this.#clock.steady() + this.#whole)
  }

  /** Takes over what an earlier program left. Never longer than the whole time: the clock may have been put back since. */
  takeOver(items: readonly ItemRecord[]): void {
    const [now, steady] = [this.#clock.now(), this.#clock.steady()]
    for (const item of items)
      if (!this.#until.has(nameOf(item)))
        this.#until.set(nameOf(item), steady + Math.min(this.#whole, item.changedAt + this.#whole - now))
  }

  /** Waits until nothing that was on its way with these items can be at work any more. */
  async over(items: readonly ItemRecord[], signal: AbortSignal): Promise<void> {
    const waiting = items.filter(mayBeAtWork)
    this.takeOver(waiting)
    const last = waiting.reduce((latest, item) => Math.max(latest, this.#until.get(nameOf(item))!), -Infinity)
    const rest = last - this.#clock.steady()
    if (rest > 0) await this.#clock.sleep(rest, signal)
  }
}

/**
 * How long requests of a link that got no answer may still be at work on its replica, in milliseconds; 0 where there are none. For whoever
 * is no run, and has only the wall clock: never longer than the whole time.
 */
export function darkTime(runs: RunRepository, linkId: LinkId, now: number, whole = quietTime): number {
  const dark = { states: ['sending', 'unknown'], limit: 1_000_000 } as const
  return runs
    .list({ linkId, inTheDark: true })
    .flatMap(({ id }) => runs.items(id, dark))
    .filter(mayBeAtWork)
    .reduce((longest, { changedAt }) => Math.max(longest, Math.min(whole, changedAt + whole - now)), 0)
}
