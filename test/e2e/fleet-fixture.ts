import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { openProgram } from '../../src-main/app/program.ts'
import type { Program } from '../../src-main/contract/door.ts'
import { createSiteDouble, seedContent, type SiteDouble } from '../../src-main/demo/site-double.ts'
import { openWebDoor } from '../../src-main/faces/web/open-web-door.ts'
import { windowFiles } from '../support/build.ts'
import { passphrase, plantedKey } from '../support/fleet.ts'

/** A site that a test may enrol: it runs, and its script was not run yet. */
export interface TestSite {
  readonly name: string
  readonly mainDomain: string
  readonly key: string
  readonly double: SiteDouble
}

interface Fixtures {
  /** A program on a fresh profile. */
  program: Program
  /** Starts a site; Rexxfleet does not know it. */
  startSite: (name: string, rewriteRules: number) => Promise<TestSite>
  /** Starts a site that is enrolled already. */
  enrolSite: (name: string, rewriteRules: number) => Promise<TestSite & { id: string }>
  /** The window, opened by its launch link. What it complains about on the console fails the test. */
  window: Page
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
  program: async ({}, use) => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-e2e-'))
    const program = await openProgram({
      dataDirectory,
      startedBy: 'window',
      passphrase: async () => passphrase,
      preferVault: true,
      quietMs: 300
    })
    await use(program)
    await program.close()
    await rm(dataDirectory, { recursive: true, force: true })
  },

  // eslint-disable-next-line no-empty-pattern -- as above
  startSite: async ({}, use) => {
    const started: TestSite[] = []
    await use(async (name, rewriteRules) => {
      const at = started.length + 1
      const mainDomain = `${name.toLowerCase().replaceAll(' ', '-')}.example`
      const double = await createSiteDouble({ mainDomain, seed: at })
      seedContent(double, { seed: at, rewriteRules })
      const site = { name, mainDomain, double, key: plantedKey(String.fromCharCode(97 + at)) }
      started.push(site)
      return site
    })
    for (const { double } of started) await double.close()
  },

  enrolSite: async ({ program, startSite }, use) => {
    await use(async (name, rewriteRules) => {
      const site = await startSite(name, rewriteRules)
      site.double.admin.enrol(site.key)
      const { mainDomain, key, double } = site
      const { id } = await program.call('sites.add', { name, address: double.url, mainDomain, key: 'given' })
      await program.call('sites.provideKey', { siteId: id, key })
      await program.call('sites.enrol', { siteId: id })
      await program.call('sites.check', { siteIds: [id] })
      return { ...site, id }
    })
  },

  window: async ({ page, program }, use) => {
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      // A refused call is an answer like any other; the browser notes its status all the same.
      const refusal =
        message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/call/')
      if (message.type() === 'error' && !refusal) complaints.push(message.text())
    })
    const door = await openWebDoor(program, { windowFiles })
    await page.goto(door.url ?? '')
    await use(page)
    await door.close()
    expect(complaints).toEqual([])
  }
})

export { expect }
