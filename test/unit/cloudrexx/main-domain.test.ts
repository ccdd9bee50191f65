import { describe, expect, it } from 'vitest'
import { canonicalOf } from '../../../src-main/adapters/cloudrexx/probe/main-domain.ts'

describe('the canonical link', () => {
  it.each([
    ['<link rel="canonical" href="https://www.a.ch/de/">', 'https://www.a.ch/de/'],
    [`<LINK HREF='https://b.ch' rel='canonical' />`, 'https://b.ch'],
    ['<link rel="stylesheet" href="x.css"><link href=https://c.ch rel=canonical>', 'https://c.ch'],
    ['<html>', '']
  ])('in %s', (html, href) => expect(canonicalOf(html)).toBe(href))

  it('does not take for ever in a hostile page', () => {
    const started = performance.now()
    canonicalOf('<link '.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
