import { describe, expect, it } from 'vitest'
import { absolute, absoluteInHtml, homeOf } from '../../../src-main/core/calendar/absolute-links.ts'
import { outgoingCalendar } from '../../../src-main/core/calendar/outgoing.ts'
import type { Entity } from '../../../src-main/core/sync/entity.ts'

const home = 'https://www.portal.example'
const calendar = (name: string): string => `Cx\\Modules\\Calendar\\Model\\Entity\\${name}`
const entity = (fields: Entity['fields']): Entity => ({ id: '88', fields, toOne: {}, toMany: {} })

describe('an address', () => {
  it('begins with the main domain, not with the host under which the site is reached', () => {
    expect(homeOf({ baseUrl: 'https://10.0.0.3/', mainDomain: 'www.portal.example' })).toBe(home)
    expect(homeOf({ baseUrl: 'http://x.example/shop', mainDomain: 'x.example' })).toBe(
      'http://x.example/shop'
    )
  })

  it.each([
    ['images/a.png', `${home}/images/a.png`],
    ['/images/a.png', `${home}/images/a.png`],
    ['', ''],
    ['https://elsewhere.example/a.png', 'https://elsewhere.example/a.png'],
    ['//cdn.example/a.png', '//cdn.example/a.png'],
    ['mailto:info@example.ch', 'mailto:info@example.ch'],
    ['#top', '#top'],
    ['[[NODE_12]]', '[[NODE_12]]']
  ])('%j becomes %j', (path, wanted) => {
    expect(absolute(path, home)).toBe(wanted)
    expect(absolute(wanted, home)).toBe(wanted)
  })

  it('names the folder of the site once', () => {
    const inFolder = 'https://x.example/shop'
    expect(absolute('images/a.png', inFolder)).toBe('https://x.example/shop/images/a.png')
    expect(absolute('/shop/images/a.png', inFolder)).toBe('https://x.example/shop/images/a.png')
    expect(absolute('/images/a.png', inFolder)).toBe('https://x.example/shop/images/a.png')
  })

  it('is found in HTML, whatever its quotes, and nothing else is touched', () => {
    const html = `<p>src="x"</p><img alt="a" SRC='images/a.png'><a href="/de/more?a=1&amp;b=2">x</a><a href="#top">y</a>`
    expect(absoluteInHtml(html, home)).toBe(
      `<p>src="x"</p><img alt="a" SRC='${home}/images/a.png'><a href="${home}/de/more?a=1&amp;b=2">x</a><a href="#top">y</a>`
    )
  })
})

it('a picture in several sizes leads to each of them', () => {
  const sizes = (srcset: string): string => `<img srcset="${srcset}" alt="a, b 2x">`
  const sent = (srcset: string): string => absoluteInHtml(sizes(srcset), home)
  expect(sent('images/a.png 1x, /images/b.png 2x')).toBe(
    sizes(`${home}/images/a.png 1x, ${home}/images/b.png 2x`)
  )
  expect(sent('a.png 1x,b.png 2.5x')).toBe(sizes(`${home}/a.png 1x,${home}/b.png 2.5x`))
  expect(sent('a.png, b.png 600w')).toBe(sizes(`${home}/a.png, ${home}/b.png 600w`))
  expect(sent('a')).toBe(sizes(`${home}/a`))
  for (const stays of ['', 'https://cdn.example/a,b.png 1x', 'data:image/png;base64,iVBO 2x'])
    expect(sent(stays)).toBe(sizes(stays))
  expect(sent(sent('x.png 1x').slice('<img srcset="'.length, -'" alt="a, b 2x">'.length))).toBe(
    sizes(`${home}/x.png 1x`)
  )
})

describe('what a calendar sends', () => {
  it('leads to the files and the registration of the primary', () => {
    const event = entity({
      registration: 1,
      pic: 'images/a.png',
      attach: '',
      placeMap: null,
      registrationExternalLink: ''
    })
    expect(outgoingCalendar(calendar('Event'), home)!(event).fields).toEqual({
      registration: 2,
      pic: `${home}/images/a.png`,
      attach: '',
      placeMap: null,
      registrationExternalLink: `${home}/?section=Calendar&cmd=register&id=88&date=[[SERIES_ELEMENT_STARTDATE]]`
    })
  })

  it('leaves an event without registration, or with one elsewhere, as it is', () => {
    for (const registration of [0, 2]) {
      const event = entity({ registration, pic: '', registrationExternalLink: 'https://tickets.example' })
      expect(outgoingCalendar(calendar('Event'), home)!(event)).toEqual(event)
    }
  })

  it('is the same sent twice', () => {
    const field = entity({
      description: '<img src="images/a.png">',
      redirect: '/de/x',
      title: 'images/a.png'
    })
    const outgoing = outgoingCalendar(calendar('EventField'), home)!
    const once = outgoing(field)
    expect(once.fields).toEqual({
      description: `<img src="${home}/images/a.png">`,
      redirect: `${home}/de/x`,
      title: 'images/a.png'
    })
    expect(outgoing(once)).toEqual(once)
  })

  it('concerns events and their texts alone', () => {
    expect(outgoingCalendar(calendar('Category'), home)).toBeNull()
  })
})
