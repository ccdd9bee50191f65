import type { Handlers } from '../../contract/calls.ts'
import type { Notes } from '../../core/shared/ports.ts'
import { limitsView, type LimitsView } from '../../contract/limit-shapes.ts'

const note = 'limits'

/** Enough that 200 sites are known within seconds, and that a small server is not overrun. */
const usual: LimitsView = { requestsPerSite: 4, sitesAtOnce: 40 }

/** How hard the program may press on the sites, as somebody chose it. */
export class Limits {
  readonly #notes: Notes
  readonly #changed: (limits: LimitsView) => void

  /** `changed`: called with the new limits, so that what is at work minds them from now on. */
  constructor(notes: Notes, changed: (limits: LimitsView) => void) {
    this.#notes = notes
    this.#changed = changed
  }

  get now(): LimitsView {
    // An older or newer program may have written it.
    const read = limitsView.safeParse(this.#notes.get(note))
    return read.success ? read.data : usual
  }

  handlers(): Pick<Handlers, 'limits.get' | 'limits.set'> {
    return {
      'limits.get': async () => ({ ...this.now }),
      'limits.set': async limits => {
        this.#notes.set(note, { ...limits })
        this.#changed(limits)
        return {}
      }
    }
  }
}
