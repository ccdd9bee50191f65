import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import {
  startSiteDoubleProcess,
  type SiteDoubleProcess
} from '../../../src-main/demo/control/site-double-process.ts'
import { linkUp, passphrase, plantedKey } from '../../support/fleet.ts'

/** A site of a bench: a double in a process of its own. */
export interface BenchSite {
  readonly id: string
  readonly mainDomain: string
  readonly key: string
  readonly double: SiteDoubleProcess
}

export interface WantedBenchSite {
  readonly name: string
  readonly rewriteRules?: number
  readonly costPerRowMicros?: number
}

/** A fleet of doubles, enrolled and not linked yet. Latency comes later: setting up is not what is measured. */
export interface BenchFleet {
  readonly dataDirectory: string
  readonly sites: readonly BenchSite[]
  /** Opens the program on the fleet's data; the caller closes it. One at a time. */
  open(): Promise<Program>
  /** Links the first site to each of the others; gives the links' ids. */
  link(): Promise<string[]>
  latency(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** Opens the program as benches do, in whatever process. */
export function openBenchProgram(dataDirectory: string): Promise<Program> {
  return openProgram({
    dataDirectory,
    startedBy: 'terminal',
    passphrase: async () => passphrase,
    preferVault: true
  })
}

export async function openBenchFleet(wanted: readonly WantedBenchSite[]): Promise<BenchFleet> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-bench-'))
  const doubles: SiteDoubleProcess[] = []
  const close = async (): Promise<void> => {
    await Promise.all(doubles.map(double => double.close()))
    await rm(dataDirectory, { recursive: true, force: true })
  }
  try {
    const sites: BenchSite[] = []
    const program = await openBenchProgram(dataDirectory)
    for (const [at, { name, rewriteRules, costPerRowMicros }] of wanted.entries()) {
      const mainDomain = `${name}.example`
      const key = plantedKey(`${String.fromCharCode(97 + (at % 26))}${at}x`)
      const double = await startSiteDoubleProcess({
        mainDomain,
        managementKey: key,
        ...(rewriteRules === undefined ? {} : { rewriteRules }),
        ...(costPerRowMicros === undefined ? {} : { costPerRowMicros })
      })
      doubles.push(double)
      const added = await program.call('sites.add', { name, address: double.url, mainDomain, key: 'given' })
      await program.call('sites.provideKey', { siteId: added.id, key })
      await program.call('sites.enrol', { siteId: added.id })
      sites.push({ id: added.id, mainDomain, key, double })
    }
    await program.close()
    return { dataDirectory, sites, close, ...fleetCalls(dataDirectory, sites) }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

function fleetCalls(
  dataDirectory: string,
  sites: readonly BenchSite[]
): Pick<BenchFleet, 'open' | 'link' | 'latency'> {
  const open = (): Promise<Program> => openBenchProgram(dataDirectory)
  return {
    open,
    async link() {
      const program = await open()
      const [primary, ...replicas] = sites
      const ids: string[] = []
      for (const replica of replicas) ids.push(await linkUp(program, primary!.id, replica.id))
      await program.close()
      return ids
    },
    async latency(milliseconds) {
      await Promise.all(sites.map(({ double }) => double.latency(milliseconds)))
    }
  }
}
