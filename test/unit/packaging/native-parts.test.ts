/** What npm leaves out on the machine that packs: the native parts of the other processor that a desktop package is for. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { missingParts, nativeParts, processorsOf } from '../../../packaging/native-parts.ts'

const root = join(import.meta.dirname, '../../..')
type Target = { readonly target: string; readonly arch: readonly string[] }
const { default: config } = (await import(join(root, 'electron-builder.config.mjs'))) as {
  default: Readonly<Record<'mac' | 'win', { readonly target: readonly Target[] }>>
}

describe('native parts', () => {
  test('are those of every processor that a package is for', () => {
    expect(nativeParts('darwin', processorsOf('darwin'))).toEqual([
      '@napi-rs/keyring-darwin-arm64',
      '@napi-rs/keyring-darwin-x64'
    ])
    expect(nativeParts('win32', processorsOf('win32'))).toEqual([
      '@napi-rs/keyring-win32-arm64-msvc',
      '@napi-rs/keyring-win32-x64-msvc'
    ])
    expect(nativeParts('linux', ['x64'])).toEqual(['@napi-rs/keyring-linux-x64-gnu'])
  })

  test.each([
    ['mac', 'darwin'],
    ['win', 'win32']
  ] as const)('are told for the processors of the packages for %s', (name, platform) => {
    const both = (arch: string): string[] => (arch === 'universal' ? ['x64', 'arm64'] : [arch])
    const packed = new Set(config[name].target.flatMap(({ arch }) => arch.flatMap(both)))
    expect([...packed]).toEqual(processorsOf(platform))
  })

  test('are missing where their folder is, or what the system loads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rexxfleet-parts-'))
    for (const name of ['whole', 'empty']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'whole', 'part.node'), '')
    expect(missingParts(folder, ['whole', 'empty', 'none'])).toEqual(['empty', 'none'])
    rmSync(folder, { recursive: true })
  })

  test('are fetched before anything is packed, and looked for in what was', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: { package: string }
    }
    expect(scripts.package).toMatch(/fetch-native-parts\.ts && electron-builder/)
    const workflow = readFileSync(join(root, '.github/workflows/package.yml'), 'utf8')
    expect(workflow).toContain('node packaging/read-native-parts.ts')
  })
})

test('an update on macOS has the zip that it is taken from', () => {
  expect(config.mac.target.map(({ target }) => target)).toEqual(['dmg', 'zip'])
  expect(readFileSync(join(root, '.github/workflows/package.yml'), 'utf8')).toContain('dist/*.zip')
})
