import { describe, expect, test } from 'vitest'
import type { PhpValue } from '../../../src-main/demo/php/php-value.ts'
import { buildQuery } from '../../../src-main/demo/php/query-builder.ts'
import { parseQueryString } from '../../../src-main/demo/php/query-string.ts'
import { jsonObject, jsonString } from '../../../src-main/demo/php/json-text.ts'
import { serialize } from '../../../src-main/demo/php/serialize.ts'
import { unserialize } from '../../../src-main/demo/php/unserialize.ts'

const array = (...entries: [string | number, PhpValue][]): PhpValue => new Map(entries)

describe('serialized PHP values (F14, F20)', () => {
  const known: [string, PhpValue][] = [
    ['a:0:{}', array()],
    ['a:1:{i:0;s:1:"1";}', array([0, '1'])],
    ['a:1:{s:2:"id";s:1:"2";}', array(['id', '2'])],
    ['a:1:{s:2:"id";i:1;}', array(['id', 1])],
    ['a:2:{s:1:"a";b:1;s:1:"b";N;}', array(['a', true], ['b', null])],
    ['a:1:{s:4:"name";s:7:"Zürich";}', array(['name', 'Zürich'])],
    ['d:1.5;', 1.5],
    ['a:1:{i:0;a:1:{s:1:"x";b:0;}}', array([0, array(['x', false])])]
  ]

  test.each(known)('%s', (text, value) => {
    expect(serialize(value)).toBe(text)
    expect(unserialize(text)).toEqual(value)
  })

  test('an object keeps its class and its protected properties', () => {
    const text = 'O:7:"Cx\\Rule":1:{s:8:"\u0000*\u0000regex";s:3:"^a$";}'
    const value = unserialize(text)
    expect(value).toEqual({ className: 'Cx\\Rule', properties: new Map([['\u0000*\u0000regex', '^a$']]) })
    expect(serialize(value!)).toBe(text)
  })

  test.each(['', 'a:1:{', 's:5:"ab";', 'x', 'a:1:{N;N;}'])('%j is refused', text => {
    expect(unserialize(text)).toBeUndefined()
  })
})

describe('form bodies as PHP reads them (F3)', () => {
  test('brackets become arrays, empty ones lists', () => {
    const read = parseQueryString(
      'options%5Brecurse%5D=1&foreignId[]=2&foreignId[]=3&localId[id]=1&fieldList='
    )
    expect(read).toEqual(
      new Map<string, PhpValue>([
        ['options', array(['recurse', '1'])],
        ['foreignId', array([0, '2'], [1, '3'])],
        ['localId', array(['id', '1'])],
        ['fieldList', '']
      ])
    )
  })

  test('the last of two equal names counts, dots in names become underscores, plus is a blank', () => {
    expect(parseQueryString('a=1&a=b+c&x.y=2')).toEqual(
      new Map([
        ['a', 'b c'],
        ['x_y', '2']
      ])
    )
  })

  test('a JSON body is one strange name', () => {
    expect([...parseQueryString('{"orderNo":77}').keys()]).toEqual(['{"orderNo":77}'])
  })

  test('bytes that are no UTF-8 survive as lone surrogates', () => {
    expect(parseQueryString('a=x%FFy%C3%A4').get('a')).toBe('x\udcffyä')
  })
})

describe('what the push sends (F24)', () => {
  test('NULL and objects are left out, booleans become digits', () => {
    const contents = new Map<string, PhpValue>([
      ['id', 7],
      ['regularExpression', { className: 'X', properties: new Map([['\u0000*\u0000regex', 'a']]) }],
      ['continueOnMatch', false],
      ['teaser', null],
      ['options', array(['recurse', '1'])],
      ['title', 'a b&ä']
    ])
    expect(buildQuery(contents)).toBe('id=7&continueOnMatch=0&options%5Brecurse%5D=1&title=a+b%26%C3%A4')
  })
})

describe('JSON as PHP writes it', () => {
  test('keys keep their order, slashes and umlauts are escaped', () => {
    const text = jsonObject([
      ['5', jsonString('a/b')],
      ['4', jsonString('ü')]
    ])
    expect(text).toBe('{"5":"a\\/b","4":"\\u00fc"}')
  })

  test('escaping one text does not depend on the one before', () => {
    for (let i = 0; i < 4; i++) expect(jsonString('/')).toBe('"\\/"')
  })
})
