import { accessSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RecentTopologyView } from '../../contract/topology-shapes.ts'
import { asShape } from '../../core/shared/json.ts'
import type { Clock, Notes } from '../../core/shared/ports.ts'

const name = 'recentTopologies'
const most = 10

type Kept = Omit<RecentTopologyView, 'there'>

export interface RecentDeps {
  readonly settings: Notes
  readonly clock: Clock
  /** Whoever shows the list asks for it anew. */
  readonly recentChanged: () => void
}

/** The topology files that were written or taken in on this computer: the ten newest, each once. Paths only. */
export class RecentTopologies {
  readonly #deps: RecentDeps

  constructor(deps: RecentDeps) {
    this.#deps = deps
  }

  /** The newest first. A file that has gone stays in the list, and the list says so. */
  list(): RecentTopologyView[] {
    return this.#kept().map(one => ({ ...one, there: isThere(one.path) }))
  }

  note(path: string, act: Kept['act']): void {
    const whole = resolve(path)
    const others = this.#kept().filter(one => one.path !== whole)
    this.#keep([{ path: whole, act, at: this.#deps.clock.now() }, ...others].slice(0, most))
  }

  /** Takes it off the list; the file itself stays. */
  forget(path: string): void {
    this.#keep(this.#kept().filter(one => one.path !== path))
  }

  #kept(): Kept[] {
    return asShape<Kept[] | null>(this.#deps.settings.get(name)) ?? []
  }

  #keep(kept: readonly Kept[]): void {
    this.#deps.settings.set(
      name,
      kept.map(({ path, act, at }) => ({ path, act, at }))
    )
    this.#deps.recentChanged()
  }
}

function isThere(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}
