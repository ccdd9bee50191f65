import { describe, expect, it } from 'vitest'
import { BadAnswer } from '../../../src-main/adapters/cloudrexx/errors/bad-answer.ts'
import { readDate } from '../../../src-main/adapters/cloudrexx/wire/dates.ts'
import {
  arrayPairs,
  describePairs,
  encodeForm,
  encodeQuery
} from '../../../src-main/adapters/cloudrexx/wire/form.ts'
import { parseJson } from '../../../src-main/adapters/cloudrexx/wire/json.ts'
import {
  decodePhpArray,
  decodePhpList,
  decodePhpMap,
  encodePhpList
} from '../../../src-main/adapters/cloudrexx/wire/php.ts'
import { readNewId } from '../../../src-main/adapters/cloudrexx/wire/new-id.ts'

const noKey = () => 'K'

describe('forms (F3)', () => {
  it('writes arrays as PHP reads them', () => {
    expect(arrayPairs('options', { recurse: '1' })).toEqual([['options[recurse]', '1']])
    expect(
      arrayPairs('options', { recurse: '1', skippedRecursions: { 0: 'category.events', 1: 'x' } })
    ).toEqual([
      ['options[recurse]', '1'],
      ['options[skippedRecursions][]', 'category.events'],
      ['options[skippedRecursions][]', 'x']
    ])
    expect(arrayPairs('foreignId', ['88', '1'])).toEqual([
      ['foreignId[]', '88'],
      ['foreignId[]', '1']
    ])
    expect(arrayPairs('fieldList', {})).toEqual([['fieldList', '']])
    expect(arrayPairs('o', { a: true, b: false, c: null, d: 3 })).toEqual([
      ['o[a]', '1'],
      ['o[b]', '0'],
      ['o[c]', ''],
      ['o[d]', '3']
    ])
  })

  it('escapes bodies as forms, queries with short commas', () => {
    expect(encodeForm([['a b', 'x&y=ü 😀+']], noKey)).toBe('a+b=x%26y%3D%C3%BC+%F0%9F%98%80%2B')
    expect(encodeQuery([['filter[id][in]', '1,2 3']], noKey)).toBe('filter%5Bid%5D%5Bin%5D=1,2%203')
    expect(encodeForm([['half', 'a\ud800b']], noKey)).toBe('half=a%EF%BF%BDb')
  })

  it('fills a key in only where it is sent', () => {
    const pairs = [['apiKey', { keyRef: 'link' }]] as const
    expect(encodeForm(pairs, ({ keyRef }) => `key of ${keyRef}`)).toBe('apiKey=key+of+link')
    expect(describePairs(pairs)).toBe('apiKey=[redacted]')
  })
})

describe('PHP values (F14, F20)', () => {
  it('reads arrays', () => {
    expect(decodePhpArray('a:0:{}')).toEqual({})
    expect(decodePhpArray('')).toEqual({})
    expect(
      decodePhpArray('a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:7:"changes";}}')
    ).toEqual({ recurse: '1', skippedRecursions: { 0: 'changes' } })
    expect(decodePhpArray('a:3:{i:0;b:1;i:1;N;i:2;i:9007199254740993;}')).toEqual({
      0: true,
      1: null,
      2: '9007199254740993'
    })
  })

  it('counts bytes, not letters', () => {
    expect(decodePhpArray('a:1:{s:5:"größ";s:4:"😀";}'.replace('s:5', 's:6'))).toEqual({ größ: '😀' })
  })

  it.each([
    'a:1:{i:0;s:99:"x";}',
    'a:1:{',
    'O:8:"Whatever":0:{}',
    'x',
    'a:1:{i:0;O:3:"Abc":0:{}}',
    's:1:"a";'
  ])('refuses %s', text => {
    expect(() => decodePhpArray(text)).toThrow(BadAnswer)
  })

  it('does not fall over deep nesting', () => {
    expect(() => decodePhpArray(`${'a:1:{i:0;'.repeat(50_000)}i:1;${'}'.repeat(50_000)}`)).toThrow(BadAnswer)
  })

  it('reads and writes ids of mappings', () => {
    expect(decodePhpList('a:1:{i:0;s:1:"4";}')).toEqual(['4'])
    expect(decodePhpList('a:2:{i:0;s:2:"88";i:1;s:1:"1";}')).toEqual(['88', '1'])
    expect(decodePhpList('a:1:{i:0;i:4;}')).toEqual(['4'])
    expect(decodePhpMap('a:1:{s:2:"id";s:1:"2";}')).toEqual({ id: '2' })
    expect(decodePhpMap('a:2:{s:7:"eventId";s:2:"91";s:6:"langId";s:1:"1";}')).toEqual({
      eventId: '91',
      langId: '1'
    })
    expect(encodePhpList(['88', '1'])).toBe('a:2:{i:0;s:2:"88";i:1;s:1:"1";}')
  })
})

describe('dates (F13)', () => {
  it.each([
    ['-001-11-30T00:34:08+00:34', '0000-00-00 00:00:00'],
    ['-0001-11-30T00:00:00+00:00', '0000-00-00 00:00:00'],
    ['-001-11-30', '0000-00-00 00:00:00'],
    ['2018-04-04T02:00:00+02:00', '2018-04-04T02:00:00+02:00'],
    ['', '']
  ])('%s is %s', (sent, read) => expect(readDate(sent)).toBe(read))
})

describe('JSON of strangers', () => {
  it('reads large answers', () => {
    const text = JSON.stringify({ a: ['x"\\'.repeat(400_000), '{[{[', 1, { b: {} }] })
    expect(parseJson(text)).toMatchObject({ a: { length: 4 } })
  })

  it.each([
    ['deep', '['.repeat(2_000_000)],
    ['deep in strings', `{"a":"${'x'.repeat(1_000_000)}","b":${'{"c":'.repeat(100)}1${'}'.repeat(100)}}`],
    ['many', `[${'{},'.repeat(8_000_000)}{}]`],
    ['cut', `{"a":"${'x'.repeat(1_000_000)}`],
    ['none', 'Exception']
  ])('refuses what is %s', (_, text) => {
    expect(() => parseJson(text)).toThrow(BadAnswer)
  })
})

describe('the id of a creation (F4)', () => {
  it('is a number or texts', () => {
    expect(readNewId({ id: 23 }, ['id'])).toBe('23')
    expect(readNewId({ syncId: '12', hostId: '1', entityId: '*' }, ['syncId', 'hostId', 'entityId'])).toBe(
      '12/1/*'
    )
  })
  it.each([null, {}, [], { id: '' }, { id: {} }])('is never made up: %j', data => {
    expect(() => readNewId(data, ['id'])).toThrow(BadAnswer)
  })
})
