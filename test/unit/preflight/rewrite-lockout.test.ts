import { expect, it } from 'vitest'
import { locksOut } from '../../../src-main/core/preflight/rewrite-lockout.ts'

const town = { mainDomain: 'www.town.example', baseUrl: 'https://town.example' }

it.each([
  '#^api/(.*)#/new/$1#',
  '/^API/gone/i',
  '/.*/everything/',
  '#/cadmin/#/away/#',
  '/cadmin/x/',
  '#^https?://[^/]+/api/#/#',
  // What sends visitors on to the main domain sends those on who come by the name under which the site is reached.
  '#^https?://town\\.example/(.*)$#https://www.town.example/$1#',
  '#^http://www#https://www#',
  // A request names its key in the query.
  '#\\?.+$##',
  // What PHP writes otherwise than JavaScript.
  '#\\Aapi/#/x/#',
  '#(?i)^API/.*$#/x/#',
  '#^ api / #/y/#x',
  // Only PHP knows possessive quantifiers.
  '#^api/++#/#',
  // What might be tried until the end of days is not tried.
  '#^(?=(.|.)*q$)x#/#',
  '#^(.)(.*.*.*.*.*)\\1q$#/#',
  '#^((.|.){0,40})q$#/#'
])('%s takes something away that the site needs', expression => {
  expect(locksOut(expression, town)).toBe(true)
})

it.each([
  '/^old-news-bern-1$/',
  '/^apis$/x/',
  '#^shop/api/#/x/#',
  '/^API/gone/',
  '',
  '/^old-team$/jobs-3/',
  '#\\Aapis\\z#/x/#',
  '#^https?://shop\\.town\\.example/#https://www.town.example/shop/#',
  '#^(?>x)y++#/#',
  '#^(?!old)gone/(.*)$#/new/$1#'
])('%s does not', expression => {
  expect(locksOut(expression, town)).toBe(false)
})
