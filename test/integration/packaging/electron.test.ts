/** The packager at work on a made-up Electron: what it packs, which fuses it sets, and that what it packed runs on the stand-in. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wrongFuses } from '../../../packaging/fuses.ts'
import { missingParts, nativeParts } from '../../../packaging/native-parts.ts'
import { ensureBuilt, root } from '../../support/build.ts'
import { makeFakeElectron } from '../../support/packaging/fake-electron.ts'
import { openStage } from '../../support/standin/stage.ts'

const require = createRequire(import.meta.url)
const builderLib = dirname(require.resolve('app-builder-lib/package.json'))
const asar = (await import(createRequire(join(builderLib, 'x.js')).resolve('@electron/asar'))) as {
  listPackage(archive: string, options: { isPack: boolean }): string[]
  extractAll(archive: string, folder: string): void
}

let folder: string
let unpacked: string
let files: string[]

beforeAll(async () => {
  await ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-packaging-'))
  const version = (require('electron/package.json') as { version: string }).version
  makeFakeElectron(join(folder, 'electron'), version)
  const cli = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js')
  const given = ['--config', 'electron-builder.config.mjs', '--linux', 'dir', '--x64', '--publish', 'never']
  const instead = [
    `-c.electronDist=${join(folder, 'electron')}`,
    `-c.directories.output=${join(folder, 'dist')}`
  ]
  await promisify(execFile)(process.execPath, [cli, ...given, ...instead], { cwd: root, timeout: 120_000 })
  unpacked = join(folder, 'dist', 'linux-unpacked')
  files = asar
    .listPackage(join(unpacked, 'resources', 'app.asar'), { isPack: false })
    .map(name => name.replaceAll('\\', '/'))
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the fuses are set, as reading them back shows', async () => {
  expect(await wrongFuses(join(unpacked, 'rexxfleet-desktop'))).toEqual([])
  expect(await wrongFuses(join(folder, 'electron', 'electron'))).not.toEqual([])
})

describe('the archive', () => {
  test('holds the three doors, the window, and no sources', () => {
    for (const file of [
      '/package.json',
      '/out/main/desktop.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html'
    ])
      expect(files).toContain(file)
    expect(
      files.filter(name => /^\/(src-main|src-renderer|test|docs|\.git)|\.map$|\.env/.test(name))
    ).toEqual([])
  })

  test('holds the libraries that the bundles load, and none of the tools', () => {
    const has = (name: string): boolean => files.includes(`/node_modules/${name}/package.json`)
    for (const name of ['better-sqlite3', '@napi-rs/keyring']) expect([name, has(name)]).toEqual([name, true])
    for (const name of [
      'electron',
      'fastify',
      'zod',
      'electron-builder',
      'vitest',
      'typescript',
      'naive-ui',
      'vue',
      'node',
      '@playwright/test'
    ])
      expect([name, has(name)]).toEqual([name, false])
  })

  test('leaves native parts outside, where they can be loaded', () => {
    const outside = readdirSync(join(unpacked, 'resources', 'app.asar.unpacked'), {
      recursive: true,
      encoding: 'utf8'
    })
    expect(outside.some(name => /better-sqlite3.*\.node$/.test(name))).toBe(true)
    const modules = join(unpacked, 'resources', 'app.asar.unpacked', 'node_modules')
    expect(missingParts(modules, nativeParts('linux', ['x64']))).toEqual([])
  })

  test('lays the texts of the licences beside the program, where people can read them', () => {
    const text = readFileSync(join(unpacked, 'resources', 'licences.txt'), 'utf8')
    expect(text).toBe(readFileSync(join(root, 'out', 'licences.txt'), 'utf8'))
  })

  test('has no place for updates unless one was given', () => {
    expect(existsSync(join(unpacked, 'resources', 'app-update.yml'))).toBe(false)
  })

  test('runs: all that it needs is in it', async () => {
    const app = join(folder, 'app')
    asar.extractAll(join(unpacked, 'resources', 'app.asar'), app)
    const bundle = join(app, 'out', 'main', 'desktop.js')
    const stage = openStage({ dataDirectory: join(folder, 'data'), bundle, env: { STANDIN_PACKAGED: '1' } })
    await stage.until(look => look.windows.length === 1)
    const answer = await stage.act('invoke', { channel: 'rexxfleet:invoke', given: ['sites.list', {}] })
    expect(answer).toEqual({ ok: true, data: [] })
    expect((await stage.act('fetch', { url: 'app://rexxfleet/' })).status).toBe(200)
    stage.kill('SIGTERM')
    expect((await stage.ended).code).toBe(0)
  })
})

describe('the configuration', () => {
  test('is one that the packager knows, on every system', async () => {
    const { validateConfiguration } = (await import(join(builderLib, 'out/util/config/config.js'))) as {
      validateConfiguration(config: unknown, log: unknown): Promise<void>
    }
    const { DebugLogger } = require('builder-util') as { DebugLogger: new (on: boolean) => unknown }
    const { default: config } = (await import(join(root, 'electron-builder.config.mjs'))) as {
      default: object
    }
    await validateConfiguration(structuredClone(config), new DebugLogger(false))
    expect(config).toMatchObject({
      linux: { target: ['AppImage', 'deb'] },
      mac: {
        target: [
          { target: 'dmg', arch: ['universal'] },
          { target: 'zip', arch: ['universal'] }
        ],
        hardenedRuntime: true
      },
      win: { target: [{ target: 'nsis' }], verifyUpdateCodeSignature: true },
      publish: null
    })
  })

  test('names files that are there', () => {
    const text = readFileSync(join(root, 'electron-builder.config.mjs'), 'utf8')
    for (const [path] of text.matchAll(/resources\/[\w.-]+\.(png|plist)/g))
      expect([path, existsSync(join(root, path))]).toEqual([path, true])
    expect(readFileSync(join(root, 'resources/entitlements.mac.plist'), 'utf8')).not.toMatch(
      /disable-library-validation|allow-dyld|get-task-allow|unsigned-executable/
    )
  })
})
