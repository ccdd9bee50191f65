import { afterEach, describe, expect, it } from 'vitest'
import { createSiteDouble, seedContent, type SiteDouble } from '../../../src-main/demo/site-double.ts'
import { Checks } from '../../live/checks.ts'
import { livePath } from '../../live/live-path.ts'
import { plantedKey } from '../../support/fleet.ts'

const doubles: SiteDouble[] = []
afterEach(async () => {
  for (const double of doubles.splice(0)) await double.close()
})

async function twoSites(): Promise<[SiteDouble, SiteDouble]> {
  for (const [at, mainDomain] of ['one.example', 'two.example'].entries()) {
    const double = await createSiteDouble({ mainDomain, seed: at })
    seedContent(double, { seed: at, rewriteRules: 6, events: 3 })
    double.admin.enrol(plantedKey(String(at)))
    doubles.push(double)
  }
  return doubles as [SiteDouble, SiteDouble]
}

async function walk(primary: SiteDouble, replica: SiteDouble): Promise<{ checks: Checks; lines: string[] }> {
  const lines: string[] = []
  const checks = new Checks(line => void lines.push(line))
  const site = ({ url }: SiteDouble, at: number): { url: string; key: string } => ({
    url,
    key: plantedKey(String(at))
  })
  await livePath({ primary: site(primary, 0), replica: site(replica, 1), allowHttp: false, checks })
  return { checks, lines }
}

const rowsOf = (double: SiteDouble): unknown =>
  Object.entries(double.snapshot().tables).map(([name, { rows }]) => [name, rows])

describe('the live path, on doubles', () => {
  it('passes, and leaves both sites row by row as they were', async () => {
    const [primary, replica] = await twoSites()
    const before = [rowsOf(primary), rowsOf(replica)]
    const { checks, lines } = await walk(primary, replica)
    expect(lines.filter(line => line.startsWith('FAILED'))).toEqual([])
    expect(checks.passed).toBeGreaterThan(18)
    expect(lines).toContainEqual(expect.stringMatching(/^ok .* of calendar-event are on the replica$/))
    expect([rowsOf(primary), rowsOf(replica)]).toEqual(before)
  })

  it.each([
    ['the link’s key cannot be granted', { method: 'POST', pathIncludes: 'rexxfleet-grant', nth: 10 }],
    ['an event is refused', { method: 'PUT', pathIncludes: '/calendar-event/', nth: 2 }],
    ['a push is refused', { method: 'PUT', pathIncludes: '/api/sync/', nth: 2 }],
    ['the replica cannot be read any more', { method: 'GET', pathIncludes: '/RewriteRule?', nth: 2 }]
  ])('fails loudly when %s, and still leaves both sites as they were', async (_case, match) => {
    const [primary, replica] = await twoSites()
    const before = [rowsOf(primary), rowsOf(replica)]
    replica.faults.add({ kind: 'status', status: 403, match })
    const { checks } = await walk(primary, replica)
    expect(checks.failed).toBeGreaterThan(0)
    expect([rowsOf(primary), rowsOf(replica)]).toEqual(before)
  })
})
