/** Telling of failed schedules by e-mail, over a real SMTP server. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { MailSettingsView } from '../../../src-main/contract/mail-shapes.ts'
import { linkUp, openFleet, passphrase, sync, type TestFleet } from '../../support/fleet.ts'
import { mailServer, type MailServer, type MailServerWish } from './mail-server.ts'

const password = 'Pläntëd-mail-pässword-with-$-signs'
const user = 'rexxfleet@portal.example'
let fleet: TestFleet
let server: MailServer

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
})
afterEach(async () => {
  await fleet.close()
  await server.close()
})

const settings = (more: Partial<MailSettingsView> = {}): MailSettingsView => ({
  host: '127.0.0.1',
  port: server.port,
  tls: 'none',
  user,
  from: 'rexxfleet@agency.example',
  to: ['team@agency.example', 'night@agency.example'],
  ...more
})

async function setUp(wish: MailServerWish = {}, more: Partial<MailSettingsView> = {}): Promise<void> {
  server = await mailServer({ user, password, ...wish })
  await fleet.program.call('mail.set', settings(more))
}

const codeOf = async (work: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string | null> => {
  const answer = await work
  return answer.ok ? null : (answer.error?.code ?? '')
}
const test = () => fleet.program.invoke('mail.test', {})

/** Everything that the program wrote, as one text. */
function written(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => readFileSync(path, 'latin1'))
    .join('\n')
}

const forms = [
  Buffer.from(password).toString('latin1'),
  Buffer.from(password).toString('base64'),
  Buffer.from(`\u0000${user}\u0000${password}`).toString('base64')
]

describe('a test message', () => {
  it('goes to all receivers, with a login, and the password stays in the key store', async () => {
    await setUp()
    expect(await fleet.program.call('mail.get', {})).toEqual({ settings: settings(), hasPassword: false })
    expect(await codeOf(test())).toBe('mail-not-set-up')
    expect(await fleet.program.call('mail.setPassword', { password })).toMatchObject({ hasPassword: true })
    await fleet.program.call('mail.test', {})
    expect(server.logins).toEqual([{ user, password }])
    expect(server.letters).toMatchObject([
      { from: 'rexxfleet@agency.example', to: ['team@agency.example', 'night@agency.example'] }
    ])
    expect(server.letters[0]!.text).toContain('Subject: Rexxfleet: a test message')

    // Also by a program that was opened again.
    await fleet.reopen()
    await fleet.program.call('mail.test', {})
    expect(server.letters).toHaveLength(2)
    await fleet.program.close()
    const all = written(fleet.dataDirectory)
    for (const form of forms) expect(all).not.toContain(form)
    await fleet.reopen()
  })

  it('is told in the language that was chosen', async () => {
    await setUp({}, {})
    await fleet.program.call('mail.setPassword', { password })
    await fleet.program.call('settings.set', { key: 'language', value: 'de' })
    await fleet.program.call('mail.test', {})
    expect(server.letters[0]!.text).toContain('Subject: Rexxfleet: eine Testnachricht')
  })

  it('needs no login where the server asks for none', async () => {
    server = await mailServer()
    await fleet.program.call('mail.set', settings({ user: null }))
    expect(await codeOf(fleet.program.invoke('mail.setPassword', { password }))).toBe('mail-invalid')
    await fleet.program.call('mail.test', {})
    expect(server.logins).toEqual([])
    expect(server.letters).toHaveLength(1)
  })

  it('says that the login was refused, without the password that the server repeats', async () => {
    await setUp()
    await fleet.program.call('mail.setPassword', { password: `${password}!` })
    const answer = await test()
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'mail-login-refused', details: { status: 535 } }
    })
    expect(server.logins).toHaveLength(1)
    expect(JSON.stringify(answer)).toContain('[redacted]')
    expect(JSON.stringify(answer)).not.toContain(password)
    expect(server.letters).toEqual([])
  })

  it('says that a receiver is refused, and that a server is not there', async () => {
    await setUp({ refuse: 'night@agency.example' }, { to: ['night@agency.example'] })
    await fleet.program.call('mail.setPassword', { password })
    expect(await codeOf(test())).toBe('mail-refused')
    await server.close()
    expect(await codeOf(test())).toBe('mail-server-unreachable')
  })

  it('never gives the password to a server whose certificate nobody vouches for', async () => {
    await setUp({ startTls: true }, { tls: 'starttls' })
    await fleet.program.call('mail.setPassword', { password })
    expect(await codeOf(test())).toBe('mail-server-unreachable')
    expect(server.logins).toEqual([])
  })

  it('never goes out in the clear where the offer of TLS is missing', async () => {
    await setUp({}, { tls: 'starttls' })
    await fleet.program.call('mail.setPassword', { password })
    expect(await codeOf(test())).toBe('mail-server-unreachable')
    expect(server.logins).toEqual([])
    expect(server.letters).toEqual([])
  })
})

describe('the settings', () => {
  it('are refused with a code, and nothing is written', async () => {
    server = await mailServer()
    expect(await codeOf(test())).toBe('mail-not-set-up')
    expect(await codeOf(fleet.program.invoke('mail.setPassword', { password }))).toBe('mail-not-set-up')
    for (const [more, code] of [
      [{ host: 'mail.example.ch' }, 'mail-invalid'],
      [{ host: 'https://mail.example.ch', tls: 'implicit' }, 'mail-invalid'],
      [{ from: 'nobody' }, 'mail-invalid'],
      [{ from: 'a@b.ch\r\nBcc: c@d.ch' }, 'mail-invalid'],
      [{ to: ['a@b.ch', 'Team <team@b.ch>'] }, 'mail-invalid'],
      [{ to: ['a@b.ch,c@d.ch'] }, 'mail-invalid'],
      [{ user: 'a\u0000b' }, 'mail-invalid'],
      [{ to: [] }, 'invalid-input'],
      [{ port: 0 }, 'invalid-input'],
      [{ tls: 'maybe' }, 'invalid-input']
    ] as const) {
      const wish = { ...settings(), ...more } as MailSettingsView
      expect(await codeOf(fleet.program.invoke('mail.set', wish)), JSON.stringify(more)).toBe(code)
      expect(await fleet.program.call('mail.get', {})).toEqual({ settings: null, hasPassword: false })
    }
    await fleet.program.call('mail.set', settings())
    for (const unusable of ['', 'x'.repeat(501)])
      expect(await codeOf(fleet.program.invoke('mail.setPassword', { password: unusable }))).toBe(
        'invalid-input'
      )
  })

  it('forget the password with the server or the user for which it was given, and with all the rest', async () => {
    await setUp()
    const given = async (): Promise<boolean> =>
      (await fleet.program.call('mail.setPassword', { password })).hasPassword
    const keptAfter = async (more: Partial<MailSettingsView>): Promise<boolean> =>
      (await fleet.program.call('mail.set', settings(more))).hasPassword
    expect(await given()).toBe(true)
    expect(await keptAfter({ to: ['other@agency.example'] })).toBe(true)
    expect(await keptAfter({ host: 'localhost' })).toBe(false)
    expect(await given()).toBe(true)
    expect(await keptAfter({ host: 'localhost', user: 'another' })).toBe(false)
    await given()
    await fleet.program.call('mail.remove', {})
    expect(await fleet.program.call('mail.get', {})).toEqual({ settings: null, hasPassword: false })
    expect(await keptAfter({ host: 'localhost', user: 'another' })).toBe(false)
  })
})

describe('a schedule that failed', () => {
  /** A run that asks before it removes everything, begun by a schedule that was missed. */
  async function failing(
    before: (program: Program) => Promise<void>
  ): Promise<{ runId: string; linkId: string }> {
    const [portal, town] = fleet.sites
    const linkId = await linkUp(fleet.program, portal!.id, town!.id)
    await sync(fleet.program, linkId)
    await before(fleet.program)
    portal!.double.admin.sql({ delete: 'core_rewrite_rule', where: {} })
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const hourAgo = Date.now() - 3_600_000
    store.schedules.insert({
      id: 'missed',
      target: { kind: 'link', linkId },
      webhook: null,
      enabled: true,
      rule: {
        rhythm: { kind: 'interval', minutes: 10 },
        zone: 'Europe/Zurich',
        missed: 'once',
        quiet: [],
        maintenance: []
      },
      since: hourAgo,
      lastRunAt: null,
      createdAt: hourAgo
    })
    store.close()
    program = await openProgram({
      dataDirectory: fleet.dataDirectory,
      startedBy: 'window',
      preferVault: true,
      schedules: true,
      passphrase: async () => passphrase
    })
    for (;;) {
      const [run] = await program.call('runs.list', { limit: 1 })
      if (run && run.startedBy === 'schedule' && run.state === 'waiting') return { runId: run.id, linkId }
      await pause(20)
    }
  }
  let program: Program

  /** What the activity log says of letters, once none is on its way. */
  async function letters(): Promise<{ outcome: string; answer: string | null; runId: string }[]> {
    for (;;) {
      const entries = await program.call('activity.list', { limit: 500 })
      const mails = entries.filter(({ request }) => request.method === 'MAIL')
      if (mails.length > 0 && mails.every(({ outcome }) => outcome !== 'sent'))
        return mails.map(({ outcome, answer, actor }) => ({ outcome, answer, runId: actor.id }))
      await pause(20)
    }
  }
  const back = async (): Promise<void> => {
    await program.close()
    await fleet.reopen()
  }

  it('is told, with names and numbers and without a key, and stands in the activity log', async () => {
    const { runId } = await failing(async () => {
      await setUp()
      await fleet.program.call('mail.setPassword', { password })
    })
    expect(await letters()).toEqual([{ outcome: 'done', answer: null, runId }])
    const { text } = server.letters[0]!
    const body = text.replaceAll('=\r\n', '')
    expect(body).toContain(runId)
    expect(body).toContain('removals-need-confirmation')
    expect(body).toMatch(/Portal .*Town/)
    for (const secret of [...fleet.sites.map(({ key }) => key), ...forms]) expect(body).not.toContain(secret)
    expect((await program.call('runs.show', { runId })).state).toBe('waiting')
    await back()
  })

  it('is not told where the login is refused: the run is as it was, and the log says why', async () => {
    const { runId } = await failing(async () => {
      await setUp()
      await fleet.program.call('mail.setPassword', { password: `${password}!` })
    })
    const [letter] = await letters()
    expect(letter).toMatchObject({ outcome: 'failed', runId })
    expect(letter!.answer).toContain('refuses the login')
    expect(server.letters).toEqual([])
    // Refused for good: nobody tries the same password three times.
    expect(server.logins).toHaveLength(1)
    expect(await program.call('runs.show', { runId })).toMatchObject({
      state: 'waiting',
      reason: { code: 'removals-need-confirmation' }
    })
    await program.close()
    const all = written(fleet.dataDirectory)
    for (const form of forms) expect(all).not.toContain(form)
    await fleet.reopen()
  })
})
