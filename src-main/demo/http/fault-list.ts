import type { Fault, FaultMatch, SiteFaults } from '../site-double-types.ts'

interface Armed {
  readonly fault: Fault
  seen: number
  hits: number
}

/** Faults on request, in the order in which they were added: the first that fits a request spoils it. */
export class FaultList implements SiteFaults {
  inMaintenance = false
  latencyMs: number
  private armed: Armed[] = []

  constructor(latencyMs: number) {
    this.latencyMs = latencyMs
  }

  add(fault: Fault): { remove(): void; hits(): number } {
    const entry: Armed = { fault, seen: 0, hits: 0 }
    this.armed.push(entry)
    return {
      remove: () => {
        this.armed = this.armed.filter(other => other !== entry)
      },
      hits: () => entry.hits
    }
  }

  clear(): void {
    this.armed = []
    this.inMaintenance = false
  }

  maintenance(on: boolean): void {
    this.inMaintenance = on
  }

  latency(ms: number): void {
    this.latencyMs = ms
  }

  /** The fault that this request gets, if any. */
  take(method: string, path: string): Fault | undefined {
    for (const entry of this.armed) {
      const { match, times = 1 } = entry.fault
      if (!fits(match, method, path)) continue
      entry.seen++
      const from = typeof match === 'function' ? 1 : (match.nth ?? 1)
      if (entry.seen < from || entry.hits >= times) continue
      entry.hits++
      return entry.fault
    }
    return undefined
  }
}

function fits(
  match: FaultMatch | ((method: string, path: string) => boolean),
  method: string,
  path: string
): boolean {
  if (typeof match === 'function') return match(method, path)
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false
  return (
    match.pathIncludes === undefined ||
    decoded(path).includes(match.pathIncludes) ||
    path.includes(match.pathIncludes)
  )
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
