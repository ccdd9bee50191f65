import { expect, it } from 'vitest'
import { locksOut } from '../../../src-main/core/preflight/rewrite-lockout.ts'

it.each([
  '#^api/(.*)#/new/$1#',
  '/^API/gone/i',
  '/.*/everything/',
  '#/cadmin/#/away/#',
  '/cadmin/x/',
  '#^https?://[^/]+/api/#/#',
  // Only PHP knows possessive quantifiers.
  '#^api/++#/#'
])('%s takes something away that the site needs', expression => {
  expect(locksOut(expression, 'town.example')).toBe(true)
})

it.each([
  '/^old-news-bern-1$/',
  '/^apis$/x/',
  '#^shop/api/#/x/#',
  '/^API/gone/',
  '',
  '/^old-team$/jobs-3/',
  '#^(?>x)y++#/#'
])('%s does not', expression => {
  expect(locksOut(expression, 'town.example')).toBe(false)
})
