import { describe, expect, it } from 'vitest'
import { addressKey, refusePlainHttp, siteAddress } from '../../../src-main/core/fleet/address.ts'

describe('siteAddress', () => {
  it.each([
    ['https://www.example.ch', 'https://www.example.ch'],
    ['  HTTPS://WWW.Example.CH./  ', 'https://www.example.ch'],
    ['www.example.ch', 'https://www.example.ch'],
    ['https://example.ch:443/', 'https://example.ch'],
    ['http://example.ch:80', 'http://example.ch'],
    ['https://example.ch:8443', 'https://example.ch:8443'],
    ['https://zürich.ch', 'https://xn--zrich-kva.ch'],
    ['https://xn--zrich-kva.ch', 'https://xn--zrich-kva.ch'],
    ['https://example.ch/sub//', 'https://example.ch/sub'],
    ['https://example.ch/sub/cadmin/?cmd=x#y', 'https://example.ch/sub'],
    ['https://example.ch/cadmin/index.php?cmd=Sync', 'https://example.ch'],
    ['https://example.ch/api/v1/json/x?apikey=1', 'https://example.ch'],
    ['https://example.ch/apis', 'https://example.ch/apis'],
    ['localhost:8080', 'http://localhost:8080'],
    ['127.1:80', 'https://127.0.0.1:80'],
    ['http://127.1:8080', 'http://127.0.0.1:8080'],
    ['[::1]:8080', 'http://[::1]:8080']
  ])('%s is %s', (typed, address) => {
    expect(siteAddress(typed)).toBe(address)
    expect(siteAddress(address)).toBe(address)
  })

  it.each([
    '',
    ' ',
    'nonsense',
    'not a url',
    'https://',
    'ftp://example.ch',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://exa mple.ch',
    'https://.'
  ])('%j is none', typed =>
    expect(() => siteAddress(typed)).toThrow(expect.objectContaining({ code: 'address-invalid' }))
  )

  it('refuses a password in an address, and does not repeat it', () => {
    const error = expect.objectContaining({
      code: 'address-invalid',
      details: { address: 'https://example.ch/' }
    }) as Error
    expect(() => siteAddress('https://me:secret@example.ch/')).toThrow(error)
  })
})

describe('addressKey', () => {
  it.each([
    ['http://example.ch', 'https://example.ch'],
    ['https://example.ch:8443', 'http://example.ch:8443'],
    ['http://localhost:90', 'http://127.0.0.1:90'],
    ['http://[::1]:90', 'http://127.0.0.2:90']
  ])('%s and %s are one', (one, other) => expect(addressKey(one)).toBe(addressKey(other)))

  it.each([
    ['https://example.ch', 'https://www.example.ch'],
    ['https://example.ch/a', 'https://example.ch/b'],
    ['https://example.ch:1', 'https://example.ch:2'],
    ['http://one.localhost:90', 'http://two.localhost:90']
  ])('%s and %s are two', (one, other) => expect(addressKey(one)).not.toBe(addressKey(other)))
})

describe('refusePlainHttp', () => {
  it('lets keys out over https, and over http where they stay here or a person said so', () => {
    expect(() => refusePlainHttp('http://example.ch', false)).toThrow(
      expect.objectContaining({ code: 'address-needs-https' })
    )
    expect(() => refusePlainHttp('http://127.0.0.1.example.ch', false)).toThrow()
    for (const address of [
      'https://example.ch',
      'http://localhost:1',
      'http://127.0.0.5',
      'http://[::1]',
      'http://a.localhost'
    ]) {
      refusePlainHttp(address, false)
    }
    refusePlainHttp('http://example.ch', true)
  })
})
