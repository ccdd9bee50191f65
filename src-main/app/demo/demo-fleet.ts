import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { createSiteDouble, SiteDouble, SiteSnapshot } from '../../demo/site-double.ts'
import { demoSites, type DemoSite } from './demo-sites.ts'

/** A demo site that runs. */
export interface RunningDemoSite {
  readonly site: DemoSite
  readonly double: SiteDouble
}

interface Frozen {
  readonly port: number
  readonly snapshot: SiteSnapshot
}

/** A site is a program of its own, and loaded only where one is run. */
const loadMaker = async (): Promise<typeof createSiteDouble> =>
  (await import('../../demo/site-double.ts')).createSiteDouble

/** Runs the demo's sites as processes of their own would: the product reaches them over HTTP alone. Their content survives a restart. */
export class DemoFleet {
  readonly #directory: string
  readonly #running = new Map<string, RunningDemoSite>()

  constructor(dataDirectory: string) {
    this.#directory = join(dataDirectory, 'demo')
  }

  get running(): readonly RunningDemoSite[] {
    return [...this.#running.values()]
  }

  /** Starts all sites with fresh content; those that run already stay as they are. */
  async start(): Promise<readonly RunningDemoSite[]> {
    const createDouble = await loadMaker()
    const { seedContent } = await import('../../demo/content/seed-content.ts')
    for (const site of demoSites) {
      if (this.#running.has(site.mainDomain)) continue
      const double = await createDouble({ mainDomain: site.mainDomain, seed: site.seed })
      seedContent(double, { seed: site.seed, rewriteRules: site.rewriteRules, events: site.events })
      this.#running.set(site.mainDomain, { site, double })
    }
    return this.running
  }

  /** Starts again what an earlier program froze, at the same addresses. A site whose port is taken stays away. */
  async thaw(): Promise<void> {
    for (const site of demoSites) {
      const frozen = await this.#frozen(site)
      if (!frozen || this.#running.has(site.mainDomain)) continue
      try {
        const { port, snapshot } = frozen
        const createDouble = await loadMaker()
        this.#running.set(site.mainDomain, {
          site,
          double: await createDouble({ mainDomain: site.mainDomain, seed: site.seed, port, snapshot })
        })
      } catch {
        continue
      }
    }
  }

  /** Writes down what the sites hold, and stops them. */
  async freeze(): Promise<void> {
    await this.keep()
    for (const { double } of this.#running.values()) await double.close()
    this.#running.clear()
  }

  /** Writes down what the sites hold. They go on running. */
  async keep(): Promise<void> {
    if (this.#running.size > 0) await mkdir(this.#directory, { recursive: true })
    for (const { site, double } of this.#running.values()) {
      const frozen: Frozen = { port: double.port, snapshot: double.snapshot() }
      await writeFile(this.#file(site), JSON.stringify(frozen), { mode: 0o600 })
    }
  }

  async #frozen(site: DemoSite): Promise<Frozen | null> {
    const text = await readFile(this.#file(site), 'utf8').catch(() => null)
    return text === null ? null : (JSON.parse(text) as Frozen)
  }

  #file(site: DemoSite): string {
    return join(this.#directory, `${site.mainDomain}.json`)
  }
}
