import { sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { windowFile } from '../../../src-main/faces/window-files.ts'

const folder = `${sep}window`

describe('a file of the window', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/icon.svg', 'icon.svg', 'image/svg+xml'],
    ['/assets/first-Ab12_cd3.js', ['assets', 'first-Ab12_cd3.js'].join(sep), 'text/javascript; charset=utf-8']
  ])('%s', (pathname, name, type) => {
    expect(windowFile(pathname, folder)).toEqual({ path: `${folder}${sep}${name}`, type })
  })

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
    '/.hidden.js',
    '/assets/.hidden.js',
    '/secret.txt',
    '/assets',
    '/%00.js',
    '/%'
  ])('%s is none', pathname => expect(windowFile(pathname, folder)).toBeNull())
})
