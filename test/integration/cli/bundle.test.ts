import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resultEnvelope } from '../../../src-main/contract/result.ts'
import { ensureBuilt, launcher } from '../../support/build.ts'
import { removeTemporaryFolders, run, start, temporaryFolder, type Ended } from './bundle.ts'

beforeAll(ensureBuilt, 120_000)
afterAll(removeTemporaryFolders)

/** Standard output as the one JSON document that it has to be. */
function document(ended: Ended): ReturnType<typeof resultEnvelope.parse> {
  return resultEnvelope.parse(JSON.parse(ended.stdout))
}

describe('the built terminal', () => {
  test('is a program of its own', () => {
    expect(statSync(launcher).mode & 0o111).toBe(0o111)
  })

  test('lists an empty fleet, as one JSON document', async () => {
    const dataDirectory = temporaryFolder()
    const ended = await run(['--data-dir', dataDirectory, 'site', 'list', '--json'])
    expect(ended).toMatchObject({ code: 0, stdout: '{"ok":true,"data":{"sites":[]}}\n' })
  })

  test('loads nothing for a list that only requests need', async () => {
    const tell = 'process.on("exit",()=>console.error(process.moduleLoadList.join("\\n")))'
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` }
    const { code, stderr } = await run(['--data-dir', temporaryFolder(), 'site', 'list'], { env })
    expect(code).toBe(0)
    expect(stderr).toMatch(/^NativeModule http$/m)
    expect(stderr).not.toMatch(/^NativeModule .*(undici|http2|sqlite)/m)
  })

  test('keeps itself compiled for the next start, beside itself', async () => {
    const compiled = join(dirname(launcher), 'compiled')
    rmSync(compiled, { recursive: true, force: true })
    const given = ['--data-dir', temporaryFolder(), 'site', 'list']
    expect((await run(given)).code).toBe(0)
    expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(5)
    expect((await run(given)).code).toBe(0)
  })

  test('takes its data directory from the environment', async () => {
    const dataDirectory = join(temporaryFolder(), 'made', 'when', 'missing')
    const ended = await run(['link', 'list', '--json'], { env: { REXXFLEET_DATA_DIR: dataDirectory } })
    expect(ended.code).toBe(0)
    expect(existsSync(dataDirectory)).toBe(true)
  })

  test('makes nothing where it is used wrongly', async () => {
    const dataDirectory = join(temporaryFolder(), 'never')
    for (const given of [['nothing'], ['sync'], ['site', 'add', 'A', 'https://a.example']]) {
      const ended = await run(['--data-dir', dataDirectory, '--json', ...given])
      expect(ended.code).toBe(2)
      expect(document(ended)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
    expect(existsSync(dataDirectory)).toBe(false)
  })

  test('names what is unknown, with 2', async () => {
    const ended = await run(['--data-dir', temporaryFolder(), '--json', 'site', 'remove', 'Nowhere'])
    expect([ended.code, document(ended)]).toMatchObject([2, { error: { code: 'unknown-site' } }])
  })

  test.each([
    ['no url at all', 'address-invalid', 2],
    ['ftp://a.example', 'address-invalid', 2],
    ['http://a.example', 'address-needs-https', 2],
    ['http://127.0.0.1:1', 'site-unreachable', 6]
  ])('refuses the address %s, and keeps nothing of it', async (address, code, exitCode) => {
    const dataDirectory = temporaryFolder()
    const given = ['--data-dir', dataDirectory, '--json']
    const ended = await run([...given, 'site', 'add', 'A', address, '--key-stdin'], { input: 'k'.repeat(32) })
    expect([ended.code, document(ended)]).toMatchObject([exitCode, { error: { code } }])
    expect((await run([...given, 'site', 'list'])).stdout).toBe('{"ok":true,"data":{"sites":[]}}\n')
    expect(ended.stdout + ended.stderr).not.toContain('kkkk')
  })

  test('a data directory that is a file is refused with a code', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'content')
    const ended = await run(['--data-dir', file, '--json', 'site', 'list'])
    expect([ended.code, document(ended)]).toMatchObject([
      1,
      { error: { code: 'data-directory-not-writable' } }
    ])
  })

  test('without a way to keep keys it says which two there are', async () => {
    const env = { REXXFLEET_PASSPHRASE: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
    const ended = await run(['--data-dir', temporaryFolder(), '--json', 'site', 'list'], { env })
    expect([ended.code, document(ended)]).toMatchObject([1, { error: { code: 'keychain-unavailable' } }])
    expect(ended.stdout).toContain('REXXFLEET_PASSPHRASE')
  })

  test('a wrong passphrase is said, and opens nothing', async () => {
    const given = ['--data-dir', temporaryFolder(), '--json', 'site', 'list']
    expect((await run(given)).code).toBe(0)
    const ended = await run(given, { env: { REXXFLEET_PASSPHRASE: 'another one' } })
    expect([ended.code, document(ended)]).toMatchObject([1, { error: { code: 'vault-passphrase-wrong' } }])
  })
})

describe('serve', () => {
  test('opens the window for whoever has the link, keeps others out, and ends on Ctrl-C', async () => {
    const dataDirectory = temporaryFolder()
    const started = start(['--data-dir', dataDirectory, 'serve'])
    const url = await started.line(/^http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]{43}$/)
    const entered = await fetch(url, { redirect: 'manual' })
    expect(entered.status).toBe(303)
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await fetch(new URL('/', url), { headers: { cookie } })
    expect(await page.text()).toContain('<div id="app">')
    expect((await fetch(new URL('/', url))).status).toBe(403)

    const second = await run(['--data-dir', dataDirectory, '--json', 'site', 'list'])
    expect([second.code, document(second)]).toMatchObject([1, { error: { code: 'data-directory-in-use' } }])

    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(130)
    expect((await run(['--data-dir', dataDirectory, '--json', 'site', 'list'])).code).toBe(0)
  })

  test('the demo opens its window after its story, on a computer that knows nothing of Rexxfleet', async () => {
    const home = temporaryFolder()
    const started = start(['demo'], { env: { HOME: home } })
    const url = await started.line(/^http:\/\/127\.0\.0\.1:\d+\/launch/)
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    started.child.kill('SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    expect(stdout).toContain('Every count was right.')
    expect(readdirSync(home)).toEqual([])
  })

  test('start without Electron says so in one line and does the same', async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' }
    const started = start(['--data-dir', temporaryFolder(), 'start'], { env })
    await started.line(/^http:\/\/127\.0\.0\.1:\d+\/launch/)
    started.child.kill('SIGTERM')
    const ended = await started.ended
    expect(ended.code).toBe(143)
    expect(ended.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^Electron is not installed/)])
  })

  test('a port in use is said in words', async () => {
    const started = start(['--data-dir', temporaryFolder(), 'serve'])
    const url = new URL(await started.line(/^http/))
    const ended = await run(['--data-dir', temporaryFolder(), '--json', 'serve', '--port', url.port])
    expect([ended.code, document(ended)]).toMatchObject([1, { error: { code: 'door-refused' } }])
    started.child.kill('SIGTERM')
    await started.ended
  })
})
