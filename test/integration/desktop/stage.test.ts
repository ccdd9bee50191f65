/** The built desktop bundle on the stand-in for Electron: how it lives, what it offers, and what it refuses. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureBuilt, root, windowFiles } from '../../support/build.ts'
import type { Caller } from '../../support/standin/acts.ts'
import { openStage, type Stage } from '../../support/standin/stage.ts'

let folder: string
let stage: Stage

beforeAll(ensureBuilt, 120_000)

function makeFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-desktop-'))
}

async function clear(): Promise<void> {
  stage.kill('SIGKILL')
  await stage.ended
  rmSync(folder, { recursive: true, force: true })
}

const dataDirectory = (): string => join(folder, 'data')

async function opened(): Promise<void> {
  stage = openStage({ dataDirectory: dataDirectory() })
  await stage.until(look => look.windows.length === 1)
}

/** One desktop for a whole group of tests that leave it as it was. */
function oneStage(): void {
  beforeAll(async () => {
    makeFolder()
    await opened()
  })
  afterAll(clear)
}

function invoke(name: unknown, input?: unknown, from?: Caller): Promise<unknown> {
  return stage.act('invoke', { channel: 'rexxfleet:invoke', given: [name, input], ...(from ? { from } : {}) })
}

describe('its life', () => {
  beforeEach(makeFolder)
  afterEach(clear)

  test('begins with one guarded window on our own origin', async () => {
    await opened()
    const look = await stage.act('look', null)
    expect(look.sandboxed).toBe(true)
    expect(look.schemes).toEqual([
      { scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) }
    ])
    expect(look.schemes[0]?.privileges).not.toHaveProperty('bypassCSP')
    expect(look.windows[0]).toMatchObject({
      url: 'app://rexxfleet/',
      shown: 1,
      options: {
        show: false,
        webPreferences: {
          preload: join(root, 'out/preload/preload.cjs'),
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          webviewTag: false
        }
      }
    })
    expect(look.paths['userData']).toBe(join(dataDirectory(), 'electron'))
    expect(look.channels).toEqual(['rexxfleet:invoke'])
    expect(look.protocols).toEqual(['app'])
  })

  test('a second start shows the first one’s window', async () => {
    await opened()
    await stage.act('secondInstance', null)
    expect((await stage.act('look', null)).windows).toMatchObject([{ focused: 1 }])
  })

  test('without the lock it ends at once and touches nothing', async () => {
    stage = openStage({ dataDirectory: dataDirectory(), env: { STANDIN_SECOND_INSTANCE: '1' } })
    const { code, last } = await stage.ended
    expect(code).toBe(0)
    expect(last?.windows).toEqual([])
    expect(readdirSync(dataDirectory())).toEqual(['electron'])
  })

  test.skipIf(process.platform === 'darwin')(
    'ends when its window is closed, the store closed first',
    async () => {
      await opened()
      await stage.act('closeWindow', null).catch(() => undefined)
      const { code, last } = await stage.ended
      expect([code, last?.exitCode]).toEqual([0, 0])
      expect(readdirSync(dataDirectory()).filter(name => name.endsWith('-wal'))).toEqual([])
    }
  )

  test('ends in order when it is told to', async () => {
    await opened()
    stage.kill('SIGTERM')
    expect((await stage.ended).code).toBe(0)
  })

  test('says in a box why it cannot start', async () => {
    writeFileSync(join(folder, 'file'), '')
    stage = openStage({ dataDirectory: join(folder, 'file') })
    const { code, last } = await stage.ended
    expect(code).toBe(1)
    expect(last?.errorBoxes).toMatchObject([{ title: 'Rexxfleet cannot start' }])
    expect(last?.windows).toEqual([])
  })
})

describe('calls', () => {
  oneStage()

  test('from the window are answered', async () => {
    expect(await invoke('sites.list', {})).toEqual({ ok: true, data: [] })
    expect(await invoke('app.info')).toMatchObject({ ok: true, data: { clipboard: true } })
  })

  test.each<[string, Caller]>([
    ['another page', { url: 'https://evil.example/' }],
    ['a page whose address begins alike', { url: 'app://rexxfleet.evil.example/' }],
    ['a file', { url: 'file:///etc/passwd' }],
    ['an empty page', { url: 'about:blank' }],
    ['a frame inside the page', { nested: true }],
    ['other contents', { stranger: true }],
    ['a frame that has gone', { gone: true }]
  ])('from %s are refused', async (_who, from) => {
    expect(await invoke('sites.list', {}, from)).toMatchObject({ ok: false, error: { code: 'door-refused' } })
  })

  test.each([
    ['no.such.call', {}],
    ['constructor', {}],
    ['__proto__', {}],
    [{ toString: 'sites.list' }, {}],
    [null, {}],
    ['sites.list', { unexpected: true }],
    ['sites.script', { siteId: { $ne: null } }]
  ])('named %j with %j are refused', async (name, input) => {
    expect(await invoke(name, input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  test('that change something are told to the window as events', async () => {
    await invoke('demo.start')
    const look = await stage.until(seen => (seen.windows[0]?.sent.length ?? 0) > 0)
    expect(look.windows[0]?.sent[0]).toMatchObject({
      channel: 'rexxfleet:event',
      given: [{ name: 'site.changed' }]
    })
  })
})

describe('the window’s files', () => {
  oneStage()

  test('come with a policy without holes, and the page with its nonce', async () => {
    const page = await stage.act('fetch', { url: 'app://rexxfleet/' })
    const policy = page.headers['content-security-policy'] ?? ''
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? 'none'
    expect(page.status).toBe(200)
    expect(page.body).toContain(`nonce="${nonce}"`)
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).toContain("connect-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|http/)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
  })

  test('are all of a known type', async () => {
    for (const name of readdirSync(join(windowFiles, 'assets'))) {
      const file = await stage.act('fetch', { url: `app://rexxfleet/assets/${name}` })
      expect([name, file.status]).toEqual([name, 200])
    }
  })

  test.each([
    'app://rexxfleet/../main/desktop.js',
    'app://rexxfleet/%2e%2e/main/desktop.js',
    'app://rexxfleet/..%2fmain%2fdesktop.js',
    'app://rexxfleet/assets/..%2f..%2fmain%2fdesktop.js',
    'app://rexxfleet/..%5cmain%5cdesktop.js',
    'app://rexxfleet//etc/passwd',
    'app://rexxfleet/%00',
    'app://rexxfleet/%',
    'app://elsewhere/index.html',
    'app://rexxfleet/nothing.js'
  ])('are all there is: %s', async url => {
    expect((await stage.act('fetch', { url })).status).toBe(404)
  })

  test('are only read', async () => {
    expect((await stage.act('fetch', { url: 'app://rexxfleet/', method: 'POST' })).status).toBe(405)
  })
})

describe('what is denied', () => {
  oneStage()

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    '%s to anywhere else',
    async event => {
      for (const url of [
        'https://evil.example/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'app://elsewhere/'
      ])
        expect(await stage.act('navigate', { event, url })).toBe(false)
    }
  )

  test('our own page stays reachable, in the top frame alone', async () => {
    const url = 'app://rexxfleet/#/fleet'
    expect(await stage.act('navigate', { event: 'will-navigate', url })).toBe(true)
    expect(await stage.act('navigate', { event: 'will-frame-navigate', url, isMainFrame: false })).toBe(false)
  })

  test('permissions, devices, downloads, the network', async () => {
    expect(await stage.act('permissions', null)).toEqual([false, false, false])
    const own = 'blob:app://rexxfleet/0f8f6b0c-3f0e-4f6b-9d2a-1c4f0a7e9b11'
    for (const [url, type, allowed] of [
      [own, 'image/svg+xml', true],
      [own, 'image/png', true],
      [own, 'text/html', false],
      [own, 'application/x-msdownload', false],
      ['blob:https://evil.example/0f8f6b0c', 'image/png', false],
      ['https://evil.example/x.png', 'image/png', false]
    ] as const)
      expect(await stage.act('download', { url, type }), `${url} ${type}`).toBe(allowed)
    expect(await stage.act('request', 'https://evil.example/')).toEqual({ cancel: true })
    expect((await stage.act('look', null)).deniedAddresses).toContain('https://*/*')
  })

  test('new windows; known https addresses go to the system’s browser', async () => {
    for (const url of [
      'https://evil.example/',
      'http://www.cloudrexx.com/',
      'https://www.cloudrexx.com/help',
      'app://rexxfleet/'
    ])
      expect(await stage.act('open', url)).toBe('deny')
    expect((await stage.act('look', null)).openedOutside).toEqual(['https://www.cloudrexx.com/help'])
  })
})
