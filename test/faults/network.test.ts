import { describe, expect } from 'vitest'
import type { FaultKind } from '../../src-main/demo/site-double.ts'
import { bothWaysToSync, calendarToSync, rulesToSync } from './beds.ts'
import type { Bed } from './bed.ts'
import { extent, full, scenario } from './extent.ts'
import { isPush, spoil, type Spoiling } from './spoil.ts'
import type { Random } from '../support/random.ts'

const rounds = extent(1, 6)
const rules = rulesToSync()
const calendar = calendarToSync(6)
const bothWays = bothWaysToSync()

const faults: readonly (readonly [name: string, fault: FaultKind])[] = [
  ['a connection that is cut before anything is done', { kind: 'cut' }],
  ['an answer that is lost after the write', { kind: 'lost-answer' }],
  ['a connection that is cut in the body', { kind: 'truncate' }],
  ['500 and a web page', { kind: 'status', status: 500, body: '<html><title>Oops</title></html>' }],
  ['200 and a web page', { kind: 'html' }],
  ['403 in the middle', { kind: 'status', status: 403 }],
  ['400 without a word', { kind: 'status', status: 400 }],
  ['a gateway that answers for the site', { kind: 'status', status: 502 }],
  ['answers that are no UTF-8', { kind: 'invalid-utf8' }],
  ['answers that take long', { kind: 'slow', ms: 120 }]
]

describe('a run with a bad network', () => {
  for (const [name, fault] of faults) {
    for (let round = 1; round <= rounds; round++) {
      scenario(`${name}: all arrives once the network is good (${round})`, async chance => {
        // In turn, so that every fault meets every kind of link in the full suite.
        const make = [rules, calendar, bothWays][(round + faults.findIndex(([one]) => one === name)) % 3]!
        await afterwards(await make(), fault, chance)
      })
    }
  }

  scenario('a storm of 429 is waited for, and nothing fails', async chance => {
    const bed = await rules()
    const wait = { 'retry-after': full ? '1' : '0' }
    const storm = { kind: 'status', status: 429, headers: wait } as const
    const hit = spoil(bed.replica, storm, chance, { share: 0.5, most: extent(12, 40) })
    await settled(bed, await bed.run())
    expect(hit.hits()).toBeGreaterThan(0)
  })

  scenario('a site that hangs stops the run, which is finished later', async chance => {
    const bed = await rules()
    const hit = spoil(bed.replica, { kind: 'hang' }, chance, { share: 0.2, most: 2, fits: isPush })
    const run = await bed.run()
    expect(hit.hits()).toBe(2)
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-timeout' } })
    bed.replica.double.faults.clear()
    await settled(bed, run)
  })

  scenario('a site that goes into maintenance in the middle stops the run, with the reason', async chance => {
    const bed = await rules()
    const at = 2 + chance.below(20)
    let seen = 0
    bed.replica.double.faults.add({
      kind: 'cut',
      match: (method, path) => {
        if (isPush(method, path) && ++seen === at) bed.replica.double.admin.database('down')
        return false
      }
    })
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-maintenance' } })
    bed.replica.double.admin.database('up')
    await settled(bed, run)
  })

  scenario('a site that cannot write its cache answers 400 to what it has carried out (F40)', async () => {
    const bed = await rules()
    bed.replica.double.admin.cacheFolder('read-only')
    const run = await bed.run()
    bed.replica.double.admin.cacheFolder('writable')
    await settled(bed, run)
  })
})

const spread: Spoiling = { share: 0.12, most: 5 }

async function afterwards(bed: Bed, fault: FaultKind, chance: Random): Promise<void> {
  const hits = bed.fleet.sites.map(site => spoil(site, fault, chance, spread))
  const run = await bed.run()
  expect(hits.reduce((sum, one) => sum + one.hits(), 0)).toBeGreaterThan(0)
  for (const { double } of bed.fleet.sites) double.faults.clear()
  await settled(bed, run)
}

/** A run that did not come to its end is resumed; what it left is for the next one. */
async function settled(bed: Bed, run: Awaited<ReturnType<Bed['run']>>): Promise<void> {
  const ended = await bed.finish(run)
  expect(['done', 'partly']).toContain(ended.state)
  await bed.untilInStep()
  await bed.expectAllIsWell()
}
