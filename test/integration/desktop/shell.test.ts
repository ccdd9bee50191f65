/** What a desktop program has beside its window, on the stand-in for Electron. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../support/build.ts'
import { openStage, type Setting, type Stage } from '../../support/standin/stage.ts'

beforeAll(ensureBuilt, 120_000)

let folder: string
let stage: Stage
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'rexxfleet-shell-'))))
afterEach(async () => {
  stage.kill('SIGKILL')
  await stage.ended
  rmSync(folder, { recursive: true, force: true })
})

async function opened(setting: Partial<Setting> = {}): Promise<void> {
  stage = openStage({ dataDirectory: folder, ...setting, env: { HOME: folder, ...setting.env } })
  await stage.until(look => look.menu.length > 0 && (look.windows.length > 0 || setting.given !== undefined))
}

const invoke = (name: string, input: unknown): Promise<unknown> =>
  stage.act('invoke', { channel: 'rexxfleet:invoke', given: [name, input] })

describe('the menu', () => {
  test('has shortcuts, and shows views', async () => {
    await opened()
    const look = await stage.act('look', null)
    expect(look.menu.map(menu => menu.label).filter(Boolean)).toEqual(['File', 'Edit', 'View', 'Help'])
    expect(look.menu.flatMap(menu => menu.accelerators)).toEqual([
      'CmdOrCtrl+,',
      'CmdOrCtrl+1',
      'CmdOrCtrl+2',
      'CmdOrCtrl+3',
      'CmdOrCtrl+4',
      'CmdOrCtrl+5',
      'CmdOrCtrl+6',
      'CmdOrCtrl+Shift+D'
    ])
    await stage.act('menu', 'Topology')
    expect((await stage.act('look', null)).windows[0]?.url).toBe('app://rexxfleet/#/topology')
  })

  test('speaks the system’s language, until another one is chosen', async () => {
    await opened({ env: { STANDIN_LOCALE: 'de-CH' } })
    expect((await stage.act('look', null)).menu.map(menu => menu.label)).toContain('Ansicht')
  })

  test('leads to the topology files of late, and to no file that has gone', async () => {
    await opened()
    const path = join(folder, 'a & b.json')
    await invoke('topology.export', { path })
    const label = path.replace('&', '&&')
    await stage.until(look => look.menu.some(menu => menu.leads.includes(label)))
    await stage.act('menu', label)
    const address = `app://rexxfleet/#/files?topology=${encodeURIComponent(path)}`
    expect((await stage.act('look', null)).windows[0]?.url).toBe(address)
  })

  test('copies diagnostics, without a key and without a site', async () => {
    await opened()
    const { data } = (await invoke('demo.start', {})) as { data: { name: string; baseUrl: string }[] }
    expect(data.length).toBeGreaterThan(1)
    await stage.act('menu', 'Copy diagnostics')
    const { clipboard } = await stage.until(look => look.messages.length > 0)
    expect(clipboard).toMatch(/^Rexxfleet \d/)
    expect(clipboard).toMatch(/rexxfleet_sites \(\w+\): [1-9]/)
    for (const { name, baseUrl } of data) {
      expect(clipboard).not.toContain(name)
      expect(clipboard).not.toContain(new URL(baseUrl).host)
    }
    expect(clipboard).not.toMatch(/(?<![A-Za-z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/)
  })

  test('looks for updates by hand; a copy without a place to look says so', async () => {
    await opened({ env: { STANDIN_PACKAGED: '1' } })
    await stage.act('menu', 'Look for updates…')
    const { messages } = await stage.until(look => look.messages.length > 0)
    expect(messages[0]).toContain('not updated by itself')
  })

  /** A packaged copy that the packager wrote this place for updates into. */
  const updatedFrom = (provider: string): Partial<Setting> => {
    writeFileSync(join(folder, 'app-update.yml'), `provider: ${JSON.stringify(provider)}\n`)
    return { env: { STANDIN_PACKAGED: '1', STANDIN_RESOURCES: folder } }
  }

  test.skipIf(process.platform !== 'linux')(
    'says of an unpacked copy, which nothing can put a newer one in place of, that it is not updated',
    async () => {
      await opened(updatedFrom('generic'))
      await stage.act('menu', 'Look for updates…')
      const { messages } = await stage.until(look => look.messages.length > 0)
      expect(messages[0]).toContain('not updated by itself')
    }
  )

  test.skipIf(process.platform !== 'linux')('logs why updates failed, and no secret', async () => {
    writeFileSync(join(folder, 'package-type'), 'deb')
    await opened(updatedFrom('nowhere?token=hunter2'))
    await stage.act('menu', 'Look for updates…')
    const { messages } = await stage.until(look => look.messages.length > 0)
    expect(messages[0]).toContain('could not be found out')
    const log = readFileSync(join(folder, 'logs', 'rexxfleet.log'), 'utf8')
    const noted = log.split('\n').filter(line => line.includes('an update failed'))
    expect(noted).toHaveLength(1)
    expect(JSON.parse(noted[0]!)).toMatchObject({
      level: 'warn',
      facts: {
        fault: {
          code: 'ERR_UPDATER_UNSUPPORTED_PROVIDER',
          message: 'Unsupported provider: nowhere?token=[redacted]'
        }
      }
    })
    expect(log).not.toContain('hunter2')
  })

  test.skipIf(process.platform !== 'linux')('opens at login, hidden, and no longer', async () => {
    await opened()
    const entry = join(folder, '.config', 'autostart', 'rexxfleet.desktop')
    await stage.act('menu', 'Open at login')
    await expect.poll(() => existsSync(entry)).toBe(true)
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".*" --hidden$/m)
    await expect
      .poll(async () => ((await invoke('settings.get', {})) as { data: object }).data)
      .toMatchObject({ openAtLogin: true })
    await stage.act('look', null)
    await new Promise(resolve => setTimeout(resolve, 100))
    await stage.act('menu', 'Open at login')
    await expect.poll(() => existsSync(entry)).toBe(false)
  })
})

describe('links', () => {
  test('are ours, and only open a view', async () => {
    await opened({ given: ['rexxfleet://open/runs'] })
    const url = async (): Promise<string | undefined> => (await stage.act('look', null)).windows[0]?.url
    await stage.until(look => look.windows.length === 1)
    expect((await stage.act('look', null)).protocolClients).toEqual(['rexxfleet'])
    expect(await url()).toBe('app://rexxfleet/#/runs')
    await stage.act('secondInstance', ['rexxfleet', 'rexxfleet://open/activity'])
    expect(await url()).toBe('app://rexxfleet/#/activity')
    await stage.act('openUrl', 'rexxfleet://open/runs/01JD')
    expect(await url()).toBe('app://rexxfleet/#/runs/01JD')
    for (const link of [
      'rexxfleet://open/../x',
      'rexxfleet://call/demo.start',
      'rexxfleet://open/fleet?x=1',
      'https://evil.example'
    ])
      await stage.act('openUrl', link)
    expect(await url()).toBe('app://rexxfleet/#/runs/01JD')
  })
})

test('a link that starts the program on macOS comes before it is ready, and is not lost', async () => {
  await opened({ env: { STANDIN_LINK: 'rexxfleet://open/runs' } })
  expect((await stage.act('look', null)).windows.map(window => window.url)).toEqual([
    'app://rexxfleet/#/runs'
  ])
})

test('a second start while the first is still opening is not lost', async () => {
  stage = openStage({ dataDirectory: folder, env: { HOME: folder } })
  await stage.act('secondInstance', ['rexxfleet', 'rexxfleet://open/activity'])
  const look = await stage.until(({ windows }) => windows.length > 0)
  expect(look.windows[0]?.url).toBe('app://rexxfleet/#/activity')
})

describe('without a window', () => {
  test('opened at login it waits in the tray', async () => {
    await opened({ given: ['--hidden'] })
    const look = await stage.act('look', null)
    expect([look.windows.length, look.tray]).toEqual([0, 'Rexxfleet: Nothing is running'])
    await stage.act('menu', 'Show Rexxfleet')
    expect((await stage.act('look', null)).windows).toHaveLength(1)
  })

  test.skipIf(process.platform === 'darwin')('it stays when that was chosen', async () => {
    await opened()
    await stage.act('menu', 'Stay in the tray when the window is closed')
    await expect
      .poll(async () => ((await invoke('settings.get', {})) as { data: object }).data)
      .toMatchObject({ keepInTray: true })
    await new Promise(resolve => setTimeout(resolve, 100))
    await stage.act('closeWindow', null)
    expect((await stage.act('look', null)).exitCode).toBeNull()
  })
})

test('the window comes back where it was', async () => {
  await opened()
  await stage.act('closeWindow', null).catch(() => undefined)
  if (process.platform === 'darwin') stage.kill('SIGTERM')
  await stage.ended
  await opened()
  expect((await stage.act('look', null)).windows[0]?.options).toMatchObject({
    x: 40,
    y: 50,
    width: 1000,
    height: 700
  })
})

test('a state that makes no sense counts as none', async () => {
  mkdirSync(join(folder, 'electron'), { recursive: true })
  writeFileSync(join(folder, 'electron', 'window.json'), '{"x":1e9,"width":"wide"}')
  await opened()
  expect((await stage.act('look', null)).windows[0]?.options).toMatchObject({ width: 1280, height: 820 })
})

test('a window that breaks leaves a report on this computer, without a key', async () => {
  await opened()
  await stage.act('windowGone', null)
  const [name] = readdirSync(join(folder, 'crashes'))
  const report = readFileSync(join(folder, 'crashes', name!), 'utf8')
  expect(JSON.parse(report)).toMatchObject({ where: 'window', fault: { reason: 'crashed', exitCode: 11 } })
  expect(report).not.toContain('kkk')
})

test('developer tools are for developers', async () => {
  await opened({ env: { STANDIN_PACKAGED: '1' } })
  expect((await stage.act('look', null)).windows[0]?.options).toMatchObject({
    webPreferences: { devTools: false }
  })
})
