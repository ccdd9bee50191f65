/** When to look for updates, and what comes of it. What an update is, and whether its signature holds, is the source's business. */

export interface UpdateSource {
  /** The newer version that there is; null where this is the newest. */
  check(): Promise<string | null>
  /** Fetches what `check` found and verifies it; it is installed when the program ends. */
  fetch(): Promise<void>
}

export type UpdateOutcome =
  | { readonly state: 'none' | 'failed' | 'unavailable' }
  | { readonly state: 'ready'; readonly version: string }

export interface UpdatesDeps {
  /** Null where this copy cannot be updated: run from its sources, or from a package of the system. */
  readonly source: () => Promise<UpdateSource | null>
  /** The user wants it to look by itself. Asked each time. */
  readonly wanted: () => Promise<boolean>
  /** Told why a look failed: the person only hears that it did. */
  readonly failed: (fault: unknown) => void
}

const firstAfterMs = 60_000
const everyMs = 6 * 60 * 60_000

export class Updates {
  readonly #deps: UpdatesDeps
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<UpdateOutcome> | null = null

  constructor(deps: UpdatesDeps) {
    this.#deps = deps
  }

  /** Looks by itself from now on, while the user wants it. */
  start(): void {
    const look = async (): Promise<void> => {
      // Where nobody can tell, nothing is looked for; the next time somebody may.
      if (await this.#deps.wanted().catch(() => false)) await this.look()
      this.#timer = setTimeout(() => void look(), everyMs)
      this.#timer.unref()
    }
    this.#timer = setTimeout(() => void look(), firstAfterMs)
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** Looks now. Never fails, and never looks twice at once. */
  look(): Promise<UpdateOutcome> {
    this.#looking ??= this.#look().finally(() => (this.#looking = null))
    return this.#looking
  }

  async #look(): Promise<UpdateOutcome> {
    try {
      const source = await this.#deps.source()
      if (source === null) return { state: 'unavailable' }
      const version = await source.check()
      if (version === null) return { state: 'none' }
      await source.fetch()
      return { state: 'ready', version }
    } catch (thrown) {
      this.#deps.failed(thrown)
      return { state: 'failed' }
    }
  }
}
