/** The package for the terminal and the browser: packed, installed into an empty folder from the registry, and run. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt, root } from '../../support/build.ts'
import { oldNode, start } from '../cli/bundle.ts'

const run = promisify(execFile)
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const shell = process.platform === 'win32'
const reachable =
  spawnSync(npm, ['view', 'ulid', 'version', '--fetch-retries=0'], { timeout: 20_000, shell }).status === 0

let folder: string
let tarball: string
interface Packed {
  filename: string
  size: number
  files: { path: string }[]
}
let packed: Packed

beforeAll(async () => {
  await ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-pack-'))
  const given = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run(npm, given, { cwd: root, shell, maxBuffer: 2 ** 26 })
  packed = (JSON.parse(stdout) as Packed[])[0]!
  tarball = join(folder, packed.filename)
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it holds the built program, and neither sources nor tests nor maps nor what V8 made of it', () => {
  const paths = packed.files.map(file => file.path)
  for (const path of [
    'out/main/rexxfleet.js',
    'out/main/cli.js',
    'out/renderer/index.html',
    'out/licences.txt',
    'package.json',
    'README.md'
  ])
    expect(paths).toContain(path)
  expect(
    paths.filter(path => /^(src-|test|\.|out\/main\/compiled)|\.map$|\.(db|log|env)$/.test(path))
  ).toEqual([])
  expect(packed.size).toBeLessThan(8 * 2 ** 20)
})

test.skipIf(!reachable)(
  'it installs on a clean Node 24 without any install script, and runs (the registry has to be reachable)',
  { timeout: 240_000 },
  async () => {
    const home = join(folder, 'clean')
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{"private":true}')
    const env = {
      ...process.env,
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
    }
    const given = ['install', tarball, '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev']
    await run(npm, given, { cwd: home, env, shell, maxBuffer: 2 ** 26 })
    const installed = join(home, 'node_modules', 'rexxfleet')
    for (const none of ['vue', 'naive-ui', 'fastify', 'electron', 'electron-updater', 'vitest'])
      expect(existsSync(join(home, 'node_modules', none))).toBe(false)
    const file = join(installed, 'out', 'main', 'rexxfleet.js')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect((await start(['--version'], { file }).ended).stdout).toBe(`${version}\n`)
    const data = `--data-dir=${join(home, 'data')}`
    const listed = await start(['site', 'list', '--json', data], { file }).ended
    expect([listed.code, JSON.parse(listed.stdout)]).toEqual([0, { ok: true, data: { sites: [] } }])
    const served = start(['serve', '--headless', '--json', data], { file })
    const document = JSON.parse(await served.line(/"health"/)) as { data: { health: string } }
    expect(await (await fetch(document.data.health)).json()).toEqual({ status: 'ok' })
    served.child.kill('SIGTERM')
    expect((await served.ended).code).toBe(143)
  }
)

const old = oldNode()

test.skipIf(old === null)(
  'on a Node that is too old npm warns, and the program says so and ends',
  { timeout: 120_000 },
  async () => {
    const home = join(folder, 'old')
    mkdirSync(home)
    await run('tar', ['-xzf', tarball, '-C', home])
    const file = join(home, 'package', 'out', 'main', 'rexxfleet.js')
    const ended = await start(['site', 'list'], { file, node: old! }).ended
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(ended.stderr).toMatch(/^Rexxfleet needs Node 24 or newer, and this is \d+\.\d+\.\d+\. .*\n$/)

    writeFileSync(join(home, 'package.json'), '{"private":true}')
    const env = { ...process.env, PATH: [dirname(old!), process.env['PATH'] ?? ''].join(delimiter) }
    const given = ['install', tarball, '--dry-run', '--offline', '--no-audit', '--no-fund']
    const { stderr } = await run(npm, given, { cwd: home, env, shell }).catch(
      (failed: { stderr: string }) => failed
    )
    expect(stderr).toMatch(/EBADENGINE[^]*rexxfleet@[^]*>=24/)
  }
)
