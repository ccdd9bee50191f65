import { describe, expect, it } from 'vitest'
import { fileName, nameKey } from '../../../src-main/core/fleet/fleet-rules.ts'
import { mainDomainCandidates, resembles } from '../../../src-main/core/fleet/main-domain.ts'

describe('names', () => {
  it('that differ in case or in how an umlaut is composed are one', () => {
    expect(nameKey(' ZÜRICH ')).toBe(nameKey('zu\u0308rich'))
    expect(nameKey('Zürich 1')).not.toBe(nameKey('Zürich 2'))
  })

  it.each([
    ['Café Zürich', 'cafe-zurich'],
    ['../../etc/passwd', 'etc-passwd'],
    ['Große Straße', 'grosse-strasse'],
    ['日本', 'site'],
    ['CON', 'con'],
    ['x'.repeat(90), 'x'.repeat(60)]
  ])('%s makes the file %s', (name, file) => expect(fileName(name)).toBe(file))
})

describe('the main domain', () => {
  it.each([
    ['www.example.ch', 'example.ch', true],
    ['shop.example.ch', 'example.ch', true],
    ['example.ch', 'example.com', true],
    ['relaunch.example.ch', 'www.example.com', true],
    ['example.ch', 'other.ch', false],
    ['127.0.0.1', '127.0.0.2', false],
    ['localhost', 'example.ch', false],
    ['wien.gv.at', 'graz.gv.at', false],
    ['one.co.at', 'two.co.at', false],
    ['www.one.co.uk', 'shop.one.co.uk', true],
    ['one.co.at', 'one.at', true],
    // Somebody has the short name itself.
    ['or.at', 'shop.or.at', true]
  ])('%s and %s belong together: %s', (one, other, together) => expect(resembles(one, other)).toBe(together))

  it('is what others remember first, then what the site says, then the host of its address', () => {
    const names = ['other.ch', 'old.example.ch', 'WWW.Example.ch.']
    expect(mainDomainCandidates('staging.example.ch', ['www.example.ch'], names)).toEqual([
      'old.example.ch',
      'www.example.ch',
      'staging.example.ch'
    ])
    expect(mainDomainCandidates('127.0.0.1', [], names)).toEqual(['127.0.0.1'])
  })
})
