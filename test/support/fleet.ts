import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runEnded, workflowEnded } from '../../src-main/app/demo/await-end.ts'
import { openKeyStore } from '../../src-main/adapters/keychain/open-key-store.ts'
import { openProgram, type ProgramOptions } from '../../src-main/app/program.ts'
import type { Program } from '../../src-main/contract/door.ts'
import type { WorkflowView } from '../../src-main/contract/link-shapes.ts'
import type { RunView } from '../../src-main/contract/run-shapes.ts'
import { createSiteDouble, seedContent, type Row, type SiteDouble } from '../../src-main/demo/site-double.ts'

import { withOwnComponent } from './own-component.ts'

export const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
export const passphrase = 'a passphrase for tests'

/** A site of a test fleet: the double, and what the program calls it. */
export interface TestSite {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly double: SiteDouble
}

export interface TestFleet {
  readonly program: Program
  readonly dataDirectory: string
  readonly sites: readonly TestSite[]
  /** Opens the program again on the same data, as after an end of the program. */
  reopen(): Promise<Program>
  close(): Promise<void>
}

export interface WantedSite {
  readonly name: string
  readonly rewriteRules?: number
  readonly events?: number
  /** The site has a component that no other site has: the classes of `own-component.ts`, with so many places. */
  readonly places?: number
  /** The site's own clock, where it is another than this computer's. */
  readonly clock?: () => Date
}

/** How tests open the program: with a short quiet time, for a double never works on in the dark for long. */
export function testOptions(dataDirectory: string): ProgramOptions {
  return {
    dataDirectory,
    startedBy: 'terminal',
    passphrase: async () => passphrase,
    preferVault: true,
    quietMs: 300
  }
}

/** A vault whose passphrase is cheap to try: a third of a second for each opening adds up. */
async function makeCheapVault(dataDirectory: string): Promise<void> {
  await openKeyStore({
    dataDirectory,
    passphrase: async () => passphrase,
    preferVault: true,
    vaultCost: 2 ** 10
  })
}

/** A key that is easy to find wherever it should not be. */
export function plantedKey(letter: string): string {
  return `plantedkey${letter}`.padEnd(32, '0')
}

/** Real program, real store and vault, real HTTP; the sites are doubles, enrolled with keys that a test can look for. */
export async function openFleet(
  wanted: readonly WantedSite[],
  dataDirectory = mkdtempSync(join(tmpdir(), 'rexxfleet-test-')),
  options: Pick<ProgramOptions, 'leaseMs' | 'clock'> = {}
): Promise<TestFleet> {
  await makeCheapVault(dataDirectory)
  const open = (): Promise<Program> => openProgram({ ...testOptions(dataDirectory), ...options })
  let program = await open()
  const sites: TestSite[] = []
  for (const [at, { name, rewriteRules = 0, events = 0, places, clock }] of wanted.entries()) {
    const mainDomain = `${name.toLowerCase().replaceAll(' ', '-')}.example`
    const double = await createSiteDouble({
      mainDomain,
      seed: at + 1,
      ...(places === undefined ? {} : withOwnComponent(places, at)),
      ...(clock === undefined ? {} : { clock })
    })
    seedContent(double, { seed: at + 1, rewriteRules, events })
    const key = plantedKey(String.fromCharCode(97 + at))
    double.admin.enrol(key)
    const added = await program.call('sites.add', { name, address: double.url, mainDomain, key: 'given' })
    await program.call('sites.provideKey', { siteId: added.id, key })
    await program.call('sites.enrol', { siteId: added.id })
    sites.push({ id: added.id, name, key, double })
  }
  return {
    get program() {
      return program
    },
    dataDirectory,
    sites,
    async reopen() {
      await program.close()
      program = await open()
      return program
    },
    async close() {
      await program.close()
      for (const { double } of sites) await double.close()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  }
}

/** Applies a plan to its end. */
export async function apply(program: Program, workflowId: string, confirm?: string): Promise<WorkflowView> {
  const ended = workflowEnded(program, workflowId)
  await program.call('workflows.apply', { workflowId, ...(confirm === undefined ? {} : { confirm }) })
  return ended
}

/** Plans and applies a link, for rewrite rules unless told otherwise; gives its id. */
export async function linkUp(
  program: Program,
  primaryId: string,
  replicaId: string,
  models: string[] = ['RewriteRule']
): Promise<string> {
  const plan = await program.call('links.plan', { primaryId, replicaId, models })
  const applied = await apply(program, plan.id)
  if (applied.state !== 'applied') throw new Error(applied.failure?.message ?? applied.state)
  return plan.linkId!
}

export interface SyncWish {
  readonly planOnly?: boolean
  readonly allowRemovals?: number
  readonly confirmOverwrites?: boolean
}

/** Runs a link to its end. */
export async function sync(program: Program, linkId: string, wish: SyncWish = {}): Promise<RunView> {
  const [run] = await program.call('runs.start', { linkIds: [linkId], ...wish })
  return runEnded(program, run!.id)
}

/** Rewrite rules of a double, as plain rows. */
export function rules(site: TestSite): Row[] {
  return site.double.admin.rows('core_rewrite_rule')
}

/** What makes a rule: all of it but its id, as one text. */
export function ruleText(row: Row): string {
  return [
    row['regular_expression'],
    row['order_no'],
    row['rewrite_status_code'],
    row['continue_on_match']
  ].join(' ')
}

/** Every table of a site, without what may differ after a link came and went: next ids and times. */
export function stateOf(site: TestSite): Record<string, readonly Row[]> {
  const { tables } = site.double.snapshot()
  return Object.fromEntries(
    Object.entries(tables).map(([name, { rows }]) => [name, rows.map(row => ({ ...row, last_update: null }))])
  )
}
