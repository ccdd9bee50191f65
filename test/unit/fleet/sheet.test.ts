import { describe, expect, test } from 'vitest'
import { sheetLines } from '../../../src-main/app/sites/sheet-lines.ts'
import { planSheet } from '../../../src-main/core/fleet/sheet/plan-sheet.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'

const known = { name: 'Portal', baseUrl: 'https://www.portal.example' } as Site
const plan = (text: string) => planSheet(sheetLines(text).lines, [known])
const problems = (text: string): string[][] =>
  plan(text).map(line => line.problems.map(({ problem }) => problem))

describe('a table of sites', () => {
  test('is read as spreadsheets of different countries write it', () => {
    const english = 'Name,Address,Tags,Environment\nTown,www.town.example,"a, b",test\n'
    const german = '\ufeffName;Adresse;Schlagwörter;Umgebung\r\nTown;www.town.example;a|b;Test\r\n'
    for (const text of [english, german]) {
      expect(plan(text)).toMatchObject([
        { line: 2, name: 'Town', address: 'https://www.town.example', tags: ['a', 'b'], environment: 'test' }
      ])
    }
  })

  test('says of each line what is wrong with it, and lets the others in', () => {
    const head = 'name,address,read only,environment'
    expect(
      problems(
        [
          head,
          'portal,https://other.example,,',
          'Copy,https://portal.example:443,,',
          'Town,https://town.example,yes,',
          'TOWN,http://town.example/,,',
          ',ftp://x,perhaps,mars',
          'Short,https://short.example'
        ].join('\n')
      )
    ).toEqual([
      ['name-taken'],
      [],
      [],
      ['name-twice', 'address-needs-https'],
      ['name-missing', 'address-invalid', 'environment-unknown', 'neither-yes-nor-no'],
      ['cells-do-not-match']
    ])
  })

  test('knows a site again however its address is spelled', () => {
    expect(
      problems('name,url\nOther,WWW.portal.example/cadmin\nTwice,a.example\nAgain,https://A.example/\n')
    ).toEqual([['address-known'], [], ['address-twice']])
  })

  test('counts lines as an editor does, also after a cell with a line break', () => {
    const text = 'name,address,tags\n"Two\nlines",a.example,\nTown,b.example,\n'
    expect(plan(text).map(({ line }) => line)).toEqual([3, 4])
  })

  test('has names and tags of one line: the site could not be added', () => {
    const text =
      'name,address,tags\n"Two\nlines",a.example,\nTo\u001b[2Jwn,b.example,\nVillage,c.example,a\u0007\n'
    expect(problems(text)).toEqual([['name-invalid'], ['name-invalid'], ['tags-invalid']])
  })

  test('names columns that are not used, and reads no key', () => {
    const { ignored, lines } = sheetLines(
      'name,address,api key\nTown,a.example,sssssssssssssssssssssssssssssssss\n'
    )
    expect(ignored).toEqual(['api key'])
    expect(JSON.stringify(lines)).not.toContain('sss')
  })

  test.each(['', 'Town,https://town.example\n', 'name,name,address\n', 'name,address\n"open,x\n'])(
    'that cannot be used is refused as a whole: %j',
    text => {
      expect(() => sheetLines(text)).toThrow(expect.objectContaining({ code: 'sheet-unusable' }))
    }
  )
})
