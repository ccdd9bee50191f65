import { describe, expect, it } from 'vitest'
import { healthAfter } from '../../../src-main/core/fleet/health.ts'
import { markerRow, markersAmong, recognise, verifyMarker } from '../../../src-main/core/fleet/marker.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'

const site = (id: string, marker: string | null): Site => ({
  ...{
    id,
    name: id,
    baseUrl: `https://${id}.ch`,
    mainDomain: `${id}.ch`,
    tablePrefix: 'contrexx_',
    tags: []
  },
  environment: 'production',
  readOnly: false,
  allowHttp: false,
  state: 'enrolled',
  marker,
  keyRef: id,
  demo: false,
  addedAt: 1
})
const row = (id: number, uuid: string) => ({ id, ...markerRow(uuid) })
const found = (...uuids: string[]) => markersAmong(uuids.map((uuid, index) => row(index + 1, uuid)))

describe('markers', () => {
  it('are told from everything else in the id mapping', () => {
    const rows = [
      row(9, 'b'),
      row(3, 'a'),
      { ...row(1, 'x'), foreignHost: 'example.ch' },
      { ...row(2, 'x'), entityType: 'Other' }
    ]
    expect(markersAmong(rows)).toEqual([
      { rowId: 3, uuid: 'a' },
      { rowId: 9, uuid: 'b' }
    ])
  })

  it('are adopted when the site has none of its own: the oldest', () => {
    expect(recognise(site('new', null), found('a', 'b'), [])).toEqual({ rowId: 1, uuid: 'a' })
    expect(recognise(site('old', 'b'), found('a', 'b'), [])).toEqual({ rowId: 2, uuid: 'b' })
    expect(recognise(site('new', null), [], [])).toBeNull()
  })

  it('tell another address of a site that is known', () => {
    const fleet = [site('bern', 'a'), site('new', null)]
    expect(() => recognise(fleet[1]!, found('x', 'a'), fleet)).toThrow(
      expect.objectContaining({ code: 'site-same-marker' })
    )
    expect(recognise(fleet[0]!, found('a'), fleet)).toEqual({ rowId: 1, uuid: 'a' })
  })

  it('tell another site behind a known address', () => {
    const differs = expect.objectContaining({ code: 'site-marker-differs' }) as Error
    expect(() => recognise(site('bern', 'a'), found('b'), [])).toThrow(differs)
    expect(() => verifyMarker(site('bern', 'a'), found('b'))).toThrow(differs)
    expect(() => verifyMarker(site('bern', 'a'), [])).toThrow(differs)
    verifyMarker(site('bern', 'a'), found('b', 'a'))
    verifyMarker(site('bern', null), found('b'))
  })

  it('can be left again where they were lost, by whoever enrols the site anew', () => {
    expect(recognise(site('bern', 'a'), [], [])).toBeNull()
  })
})

describe('health', () => {
  it.each([
    ['site-timeout', 'unreachable'],
    ['certificate-invalid', 'unreachable'],
    ['site-maintenance', 'maintenance'],
    ['site-refused', 'refused'],
    ['site-marker-differs', 'refused'],
    ['address-not-a-site', 'not-a-site'],
    ['keychain-locked', 'unknown'],
    ['internal', 'unknown']
  ] as const)('after %s is %s', (code, state) => {
    expect(healthAfter(new AppError(code, ''), 5)).toEqual({ state, code, checkedAt: 5, latencyMs: null })
  })
})
