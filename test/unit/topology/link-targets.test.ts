import { describe, expect, test } from 'vitest'
import { linkTargets, whyNoLink, type LinkableSite } from '../../../src-main/core/topology/why-no-link.ts'

const site = (id: string, more: Partial<LinkableSite> = {}): LinkableSite => ({
  id,
  state: 'enrolled',
  readOnly: false,
  ...more
})

describe('where a link may go', () => {
  const a = site('a')
  const sites = [
    a,
    site('b'),
    site('c'),
    site('d', { state: 'pending' }),
    site('e', { readOnly: true }),
    site('f')
  ]
  const links = [
    { primaryId: 'a', replicaId: 'c' },
    { primaryId: 'f', replicaId: 'a' }
  ]

  test('is said of every site, and of each where it may not why', () => {
    expect(linkTargets(a, sites, links)).toEqual([
      { siteId: 'a', legal: false, why: 'same-site' },
      { siteId: 'b', legal: true, why: null },
      { siteId: 'c', legal: false, why: 'exists' },
      { siteId: 'd', legal: false, why: 'replica-not-enrolled' },
      { siteId: 'e', legal: false, why: 'replica-read-only' },
      // The other direction is a link of its own.
      { siteId: 'f', legal: true, why: null }
    ])
  })

  test('is nowhere while the primary is not enrolled', () => {
    const pending = site('a', { state: 'pending' })
    expect(linkTargets(pending, sites, links).filter(target => target.legal)).toEqual([])
    expect(whyNoLink(pending, site('b'), [])).toBe('primary-not-enrolled')
  })

  test('is found for 800 sites and 1,500 links by going through the links once', () => {
    let looks = 0
    const many = Array.from({ length: 800 }, (_, at) => site(`s${at}`))
    const edges = Array.from({ length: 1_500 }, (_, at) => ({
      get primaryId() {
        looks += 1
        return `s${at % 200}`
      },
      replicaId: `s${200 + (at % 600)}`
    }))
    linkTargets(many[0]!, many, edges)
    // Once each, and again only those that begin at this site.
    expect(looks).toBeLessThan(1_500 + 8 * 800 + 1)
  })
})
