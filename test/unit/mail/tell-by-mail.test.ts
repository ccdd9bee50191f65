import { describe, expect, it } from 'vitest'
import { tellByMail, type TellByMailDeps } from '../../../src-main/app/mail/tell-by-mail.ts'
import { failureLetter, type FailureFacts } from '../../../src-main/core/mail/failure-letter.ts'
import type { MailSettings } from '../../../src-main/core/mail/mail.ts'
import type { ActivityEntry, ActivityOutcome } from '../../../src-main/core/shared/activity.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'

const settings: MailSettings = {
  host: 'mail.example',
  port: 587,
  tls: 'starttls',
  user: 'u',
  from: 'a@b.example',
  to: ['c@d.example']
}
const counts = { create: 0, update: 1, delete: 0, unchanged: 7, conflict: 0, blocked: 0, failed: 2 }
const facts: FailureFacts = {
  program: 'Rexxfleet 1',
  at: Date.parse('2026-06-01T08:00:00Z'),
  scheduleId: 's1',
  primary: 'Portal',
  replica: 'Town',
  code: 'run-stopped',
  message: '2 failed.',
  run: { id: 'r1', state: 'partly', counts }
}
const unreachable = new AppError('mail-server-unreachable', 'not there', { temporary: true })

function bed(outcomes: readonly (AppError | null)[], more: Partial<TellByMailDeps> = {}) {
  const sent: ActivityEntry[] = []
  const answered: ActivityOutcome[] = []
  const waited: number[] = []
  let tries = 0
  const deps: TellByMailDeps = {
    post: { settings, requirePassword: async () => undefined },
    sender: {
      async send() {
        const failure = outcomes[tries++]
        if (failure) throw failure
      }
    },
    activity: {
      sent: entry => void sent.push(entry),
      answered: (_id, one) => void answered.push(one),
      list: () => []
    },
    clock: { now: () => 5, steady: () => 5, sleep: async ms => void waited.push(ms) },
    ids: { next: () => 'a1' },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    language: () => 'en',
    signal: new AbortController().signal,
    ...more
  }
  return { deps, sent, answered, waited, tries: () => tries }
}

describe('telling by e-mail', () => {
  it('waits and tries again where the server is away, and notes how it ended', async () => {
    const { deps, sent, answered, waited, tries } = bed([unreachable, unreachable, null])
    expect(await tellByMail(deps, facts, 'town')).toBe(true)
    expect(tries()).toBe(3)
    expect(waited).toEqual([2_000, 20_000])
    expect(sent).toMatchObject([
      { siteId: 'town', actor: { kind: 'run', id: 'r1', step: 'e-mail' }, outcome: 'sent' }
    ])
    expect(answered).toMatchObject([{ outcome: 'done', answer: null }])
  })

  it('gives up after three tries, and fails nobody', async () => {
    const { deps, answered, tries } = bed([unreachable, unreachable, unreachable, null])
    expect(await tellByMail(deps, facts, 'town')).toBe(false)
    expect(tries()).toBe(3)
    expect(answered).toMatchObject([{ outcome: 'failed', answer: 'not there' }])
  })

  it('tries a login that is refused once only', async () => {
    const refused = new AppError('mail-login-refused', 'no', { temporary: false, status: 535 })
    const { deps, answered, tries } = bed([refused, null])
    expect(await tellByMail(deps, facts, 'town')).toBe(false)
    expect(tries()).toBe(1)
    expect(answered).toMatchObject([{ outcome: 'failed', status: 535 }])
  })

  it('fails nobody where even the log is full, and tells nobody where none is set up', async () => {
    const full = new AppError('disk-full', 'full')
    const broken = {
      sent: () => {
        throw full
      },
      answered: () => {
        throw full
      },
      list: () => []
    }
    expect(await tellByMail(bed([null], { activity: broken }).deps, facts, 'town')).toBe(false)
    const nobody = bed([null], { post: { settings: null, requirePassword: async () => undefined } })
    expect(await tellByMail(nobody.deps, facts, 'town')).toBe(false)
    expect(nobody.tries()).toBe(0)
  })

  it('of a run that never began leaves no entry of a run', async () => {
    const { deps, sent, tries } = bed([null])
    expect(await tellByMail(deps, { ...facts, run: null }, 'town')).toBe(true)
    expect(tries()).toBe(1)
    expect(sent).toEqual([])
  })
})

describe('a letter', () => {
  it.each([
    ['en', 'did not end well', 'Look at it: rexxfleet run show r1'],
    ['de', 'ging nicht gut aus', 'Ansehen: rexxfleet run show r1']
  ] as const)('says what, where, why and what to do (%s)', (language, subject, look) => {
    const letter = failureLetter(facts, language)
    expect(letter.subject).toContain('Portal → Town')
    expect(letter.subject).toContain(subject)
    for (const part of [
      '2 failed.',
      'r1 (partly)',
      'update 1, unchanged 7, failed 2',
      '2026-06-01T08:00:00.000Z',
      look
    ])
      expect(letter.text).toContain(part)
  })

  it('has a subject of one line, whatever a site is called', () => {
    const { subject } = failureLetter({ ...facts, primary: 'Portal\r\nBcc: x@y.example' }, 'en')
    expect(subject).not.toMatch(/[\r\n]/)
  })
})
