import { describe, expect, test } from 'vitest'
import { type } from '../../../support/terminal.ts'
import { fakeProgram } from '../../../support/fake-program.ts'

/** Ends what stays open a little after it began. */
function soon(signal = 'SIGINT'): AbortSignal {
  const stop = new AbortController()
  setTimeout(() => stop.abort(signal), 50)
  return stop.signal
}

describe('serve and start', () => {
  test('print the address on a line of its own, and stay until they are ended', async () => {
    const said = await type(['serve'], { stop: soon() })
    expect(said.exitCode).toBe(130)
    expect(said.stdout.split('\n')).toContain('http://127.0.0.1:1/launch?token=t')
    expect(said.program.closed()).toBe(true)
  })

  test('open a browser only for somebody in front of a screen', async () => {
    for (const [tty, display, argv, opens] of [
      [true, true, ['serve'], 1],
      [true, true, ['serve', '--no-open'], 0],
      [false, true, ['serve'], 0],
      [true, false, ['serve'], 0]
    ] as const) {
      const opened: string[] = []
      const screen = { hasDisplay: () => display, openBrowser: (url: string) => void opened.push(url) }
      await type([...argv], { stop: soon(), tty, screen })
      expect(opened).toHaveLength(opens)
    }
  })

  test.each([
    [null, true, 'Electron is not installed'],
    ['/electron', false, 'There is no display']
  ])(
    'start without Electron (%s) or display (%s) says so in one line and opens the web door',
    async (binary, display, line) => {
      const screen = { electronBinary: () => binary, hasDisplay: () => display }
      const said = await type(['start', '--json'], { stop: soon('SIGTERM'), screen })
      expect(said.exitCode).toBe(143)
      expect(said.stderr.trim().split('\n')).toEqual([expect.stringContaining(line)])
      expect(said.json().data).toMatchObject({ origin: 'http://127.0.0.1:1' })
    }
  )

  test('start with both runs Electron on the data directory, and ends as it ends', async () => {
    const ran: unknown[] = []
    const screen = {
      electronBinary: () => '/electron',
      hasDisplay: () => true,
      runDesktop: async (binary: string, options: { dataDirectory: string }) => {
        ran.push([binary, options.dataDirectory])
        return 7
      }
    }
    const said = await type(['start', '--data-dir', '/elsewhere'], { screen })
    expect([said.exitCode, ran, said.opened()]).toEqual([7, [['/electron', '/elsewhere']], false])
  })
})

describe('demo', () => {
  const runDemo =
    (ok: boolean, closed: string[]) =>
    async ({ say }: { say: (line: string) => void }) => {
      say('once upon a time')
      return { program: fakeProgram(), ok, close: async () => void closed.push('closed') }
    }

  test.each([
    [true, 0],
    [false, 1]
  ])('--headless, with every count right: %s', async (ok, exitCode) => {
    const closed: string[] = []
    const said = await type(['demo', '--headless', '--json'], { world: { runDemo: runDemo(ok, closed) } })
    expect(said.exitCode).toBe(exitCode)
    expect(said.json().ok).toBe(ok)
    expect(said.stderr).toContain('once upon a time')
    expect(closed).toEqual(['closed'])
  })

  test('otherwise opens the window on its fleet', async () => {
    const closed: string[] = []
    const said = await type(['demo'], { stop: soon(), world: { runDemo: runDemo(true, closed) } })
    expect(said.stdout).toContain('http://127.0.0.1:1/launch')
    expect(closed).toEqual(['closed'])
  })
})
