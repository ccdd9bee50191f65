import type { SiteWriter } from '../fleet/site-access.ts'
import type { SiteId } from '../fleet/site.ts'
import { isAppError } from '../shared/app-error.ts'
import type { AppError } from '../shared/app-error.ts'
import { leaseLost, renewAfter, timeOn, trustedUntil } from './lease.ts'
import { takeLease, type LeaseTerms, type TakenLease } from './take-lease.ts'

/** A lease in use. */
export interface HeldLease {
  /** Fails with 'lease-lost' where it may not be trusted any more: asked right before each write. */
  requireHeld(): void
  /** How far the site's clock was ahead of the own one when the lease was taken, in milliseconds. */
  readonly siteAhead: number
  /** Aborted as soon as it is lost, with the reason. */
  readonly lost: AbortSignal
  /** Gives it back to the site, once all who use it in this program have. Never fails: what stays there ends by itself. */
  giveBack(): Promise<void>
}

/** The leases of this program. A run and a workflow on the same replica and sender share one. */
export class Leases {
  readonly #terms: LeaseTerms
  readonly #kept = new Map<string, { readonly lease: Promise<KeptLease>; users: number }>()

  constructor(terms: LeaseTerms) {
    this.#terms = terms
  }

  /** Takes the lease on what a site gets from `sender`. Fails with 'link-leased' where another Rexxfleet has it. */
  async hold(site: SiteWriter, sender: string): Promise<HeldLease> {
    const name = nameOf(site.site.id, sender)
    const known = this.#kept.get(name) ?? { lease: this.#take(site, sender), users: 0 }
    known.users += 1
    this.#kept.set(name, known)
    let lease
    try {
      lease = await known.lease
    } catch (thrown) {
      this.#leave(name)
      throw thrown
    }
    let given: Promise<void> | null = null
    return {
      requireHeld: () => lease.requireHeld(),
      lost: lease.lost,
      siteAhead: lease.siteAhead,
      giveBack: () => (given ??= this.#leave(name) ? lease.end() : Promise.resolve())
    }
  }

  async #take(site: SiteWriter, sender: string): Promise<KeptLease> {
    return new KeptLease(site, await takeLease(site, sender, this.#terms), this.#terms)
  }

  /** Whether that was the last user. */
  #leave(name: string): boolean {
    const known = this.#kept.get(name)
    if (!known || --known.users > 0) return false
    return this.#kept.delete(name)
  }
}

function nameOf(siteId: SiteId, sender: string): string {
  return `${siteId} ${sender}`
}

/** How long a program that is done tries to give a lease back, and how often. */
const giveBackMs = 10_000
const removals = 3

/** Renews a lease for as long as it is kept. */
class KeptLease {
  readonly #site: SiteWriter
  readonly #terms: LeaseTerms
  readonly siteAhead: number
  readonly #rowId: number
  readonly #lost = new AbortController()
  readonly #ending = new AbortController()
  readonly #renewing: Promise<void>
  /** By the wall clock, which goes on while the computer sleeps, and by the steady one, which nobody can put back. */
  #trustedUntil: { readonly wall: number; readonly steady: number }

  constructor(site: SiteWriter, taken: TakenLease, terms: LeaseTerms) {
    this.#site = site
    this.#terms = terms
    this.#rowId = taken.rowId
    this.siteAhead = taken.siteAhead
    const { clock } = terms
    this.#trustedUntil = {
      wall: taken.trustedUntil,
      steady: clock.steady() + taken.trustedUntil - clock.now()
    }
    this.#renewing = this.#keepOn()
  }

  get lost(): AbortSignal {
    return this.#lost.signal
  }

  requireHeld(): void {
    if (this.#isOver()) this.#lose()
    if (this.lost.aborted) throw this.lost.reason as AppError
  }

  async end(): Promise<void> {
    this.#ending.abort()
    await this.#renewing
    const { clock } = this.#terms
    const done = new AbortController()
    const enough = new AbortController()
    const patience = clock.sleep(giveBackMs, done.signal).then(
      () => enough.abort(),
      () => undefined
    )
    await this.#removeRow(enough.signal)
    done.abort()
    await patience
  }

  /** Once more where no answer came: a row that was not removed keeps others away until its time is up. */
  async #removeRow(signal: AbortSignal): Promise<void> {
    for (let tries = 0; tries < removals && !signal.aborted; tries++) {
      try {
        // One that was lost may be another's by now; its row has another id then.
        return await this.#site.removeRow('lease', this.#rowId, { signal })
      } catch {
        // What stays there ends by itself, and the doctor shows it.
      }
    }
  }

  #isOver(): boolean {
    const { clock } = this.#terms
    return clock.now() >= this.#trustedUntil.wall || clock.steady() >= this.#trustedUntil.steady
  }

  #lose(): void {
    if (!this.lost.aborted) this.#lost.abort(leaseLost(this.#site.site.name))
  }

  async #keepOn(): Promise<void> {
    const { clock, whole } = this.#terms
    while (!this.#ending.signal.aborted && !this.lost.aborted) {
      await clock.sleep(whole * renewAfter, this.#ending.signal).catch(() => undefined)
      if (this.#ending.signal.aborted) return
      await this.#renew()
    }
  }

  /** One that is not to be trusted any more is not renewed: somebody may be taking it over this very moment. */
  async #renew(): Promise<void> {
    const { clock, whole } = this.#terms
    const [asked, steady] = [clock.now(), clock.steady()]
    if (this.#isOver()) return this.#lose()
    try {
      const until = (await timeOn(this.#site, clock)) + whole
      const { id, computer } = this.#terms.holder
      const terms = { holder: id, computer, until }
      await this.#site.updateRow('lease', this.#rowId, terms, { signal: this.#ending.signal })
      this.#trustedUntil = { wall: trustedUntil(asked, whole), steady: trustedUntil(steady, whole) }
    } catch (thrown) {
      // Other failures may pass: the next renewal comes before the time is up.
      if (isAppError(thrown, 'entity-not-found')) this.#lose()
    }
  }
}
