import { describe, expect, it } from 'vitest'
import { isPlainHttpAllowed, readAddress } from '../../../src-main/adapters/cloudrexx/probe/address.ts'
import { canonicalOf } from '../../../src-main/adapters/cloudrexx/probe/main-domain.ts'

describe('what users type as an address', () => {
  it.each([
    ['www.example.ch', 'https://www.example.ch'],
    ['  https://www.Example.ch/ ', 'https://www.example.ch'],
    ['https://example.ch/sub', 'https://example.ch/sub'],
    ['https://example.ch/sub/cadmin/index.php?cmd=x', 'https://example.ch/sub'],
    ['https://example.ch:8443/#top', 'https://example.ch:8443'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['[::1]:80', 'http://[::1]'],
    ['müller.ch', 'https://xn--mller-kva.ch']
  ])('%s is %s', (typed, address) => expect(readAddress(typed, false)).toBe(address))

  it.each([
    '',
    'no url',
    'https://',
    'ftp://example.ch',
    'word',
    'https://user:pw@example.ch',
    'javascript:alert(1)'
  ])('%j is none', typed =>
    expect(() => readAddress(typed, true)).toThrow(expect.objectContaining({ code: 'address-invalid' }))
  )

  it('must be https, unless nobody can listen or a person allowed it', () => {
    expect(() => readAddress('http://example.ch', false)).toThrow(
      expect.objectContaining({ code: 'address-needs-https' })
    )
    expect(readAddress('http://example.ch', true)).toBe('http://example.ch')
    expect(isPlainHttpAllowed('http://127.0.0.1.example.ch', false)).toBe(false)
    expect(isPlainHttpAllowed('http://10.0.0.1', false)).toBe(false)
    expect(isPlainHttpAllowed('http://a.localhost', false)).toBe(true)
    expect(isPlainHttpAllowed('nonsense', true)).toBe(false)
  })
})

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
