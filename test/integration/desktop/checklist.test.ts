/** Points of Electron's checklist that are about what is not there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { windowOptions } from '../../../src-main/faces/desktop/window-options.ts'
import { root } from '../../support/build.ts'

const { webPreferences = {} } = windowOptions('preload.cjs', { state: null, developing: false })

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|vue|html)$/.test(name))
    .map(name => readFileSync(join(root, folder, name), 'utf8'))
}

test('no experimental features, no blink features', () => {
  expect(webPreferences.experimentalFeatures).toBe(false)
  expect(webPreferences).not.toHaveProperty('enableBlinkFeatures')
  expect(sources('src-main/faces/desktop').join('')).not.toMatch(/appendSwitch|enable-blink-features/)
})

test("no webview, in the options and in the window's sources", () => {
  expect(webPreferences.webviewTag).toBe(false)
  expect(sources('src-renderer').join('')).not.toMatch(/<webview|allowpopups/)
})

test('no text of a site becomes HTML in the window', () => {
  expect(sources('src-renderer').join('')).not.toMatch(/v-html|innerHTML|insertAdjacentHTML|document\.write/)
})
