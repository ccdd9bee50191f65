import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inSession, keyringHere, type KeyAnswer, type KeyTask, type Session } from './keyring-session.ts'

let base: string
let directory: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'rexxfleet-keychain-'))
  directory = join(base, 'profile')
  mkdirSync(directory)
})
afterEach(() => {
  rmSync(base, { recursive: true, force: true })
})

const key = 'abcdefghijklmnopqrstuvwxyz012345'
const session = (keyring: Session['keyring'], ...tasks: KeyTask[]): KeyAnswer[] =>
  inSession({ keyring, home: join(base, 'home') }, tasks)
const open = (more: Partial<Extract<KeyTask, { do: 'open' }>> = {}): KeyTask => ({
  do: 'open',
  directory,
  ...more
})
const fileNames = (): string[] => readdirSync(directory).sort()

describe.skipIf(!keyringHere())('the keychain of the operating system (needs gnome-keyring)', () => {
  test('keeps keys, and gives them back in another session', () => {
    const [opened, , made, found, , put, gone] = session(
      'unlocked',
      open(),
      { do: 'create', ref: 'site/1' },
      { do: 'read', ref: 'site/1' },
      { do: 'has', ref: 'site/1' },
      { do: 'put', ref: 'site/2', key },
      { do: 'read', ref: 'site/2' },
      { do: 'has', ref: 'site/3' }
    ) as { value: unknown }[]
    expect(opened).toEqual({ value: 'keychain' })
    expect(made?.value).toMatch(/^[a-z0-9]{32}$/)
    expect([found, put, gone]).toEqual([{ value: true }, { value: key }, { value: false }])

    const again = session(
      'unlocked',
      open(),
      { do: 'create', ref: 'site/1' },
      { do: 'read', ref: 'site/1' },
      { do: 'remove', ref: 'site/2' },
      { do: 'remove', ref: 'site/2' },
      { do: 'read', ref: 'site/2' },
      { do: 'put', ref: 'site/4', key: 'short' }
    )
    expect(again[2]).toEqual(made)
    expect(again[4]).toEqual({})
    expect(again[5]).toMatchObject({ code: 'key-missing' })
    expect(again[6]).toMatchObject({ code: 'key-length' })
  })

  test('keeps secrets of another length as they were given', () => {
    const secret = `ä $ "'${'x'.repeat(494)}`
    const [, , found, refused] = session(
      'unlocked',
      open(),
      { do: 'putSecret', ref: 'mail', secret },
      { do: 'read', ref: 'mail' },
      { do: 'putSecret', ref: 'mail', secret: `${secret}x` }
    )
    expect(secret).toHaveLength(500)
    expect(found).toEqual({ value: secret })
    expect(refused).toMatchObject({ code: 'invalid-input' })
  })

  test('is all that holds keys: the data directory names the profile only', () => {
    session('unlocked', open(), { do: 'put', ref: 'site/1', key })
    expect(fileNames()).toEqual(['keychain.profile'])
    expect(readFileSync(join(directory, 'keychain.profile'), 'utf8')).not.toContain(key)
    expect(statSync(join(directory, 'keychain.profile')).mode & 0o777).toBe(0o600)
  })

  test('keeps two data directories apart', () => {
    const other = join(base, 'other')
    mkdirSync(other)
    const answers = session(
      'unlocked',
      open(),
      { do: 'put', ref: 'site/1', key },
      { do: 'open', directory: other },
      { do: 'has', ref: 'site/1' }
    )
    expect(answers[3]).toEqual({ value: false })
  })

  test('says that it is locked, at the start and in the middle', () => {
    const answers = session(
      'unlocked',
      open(),
      { do: 'put', ref: 'site/1', key },
      { do: 'lock' },
      { do: 'read', ref: 'site/1' },
      { do: 'read', ref: 'never' },
      { do: 'create', ref: 'site/2' },
      { do: 'remove', ref: 'site/1' }
    )
    for (const answer of answers.slice(3)) expect(answer).toMatchObject({ code: 'keychain-locked' })
    expect(session('locked', open(), open({ passphrase: 'p' }))).toMatchObject([
      { code: 'keychain-locked' },
      { code: 'keychain-locked' }
    ])
    expect(session('unlocked', open(), { do: 'read', ref: 'site/1' })[1]).toEqual({ value: key })
  })

  test('is not taken for working where nobody made a keyring: it would answer that there is no key', () => {
    // Which of the two depends on how far gnome-keyring gets in asking for a password without a display.
    expect(session('empty', open())).toMatchObject([
      {
        code: expect.stringMatching(/^keychain-(?:unavailable|locked)$/) as string,
        message: expect.stringContaining('REXXFLEET_PASSPHRASE') as string
      }
    ])
    expect(fileNames()).toEqual([])
  })

  test('comes before a passphrase that somebody could type, and after one that was given', () => {
    expect(session('unlocked', open({ passphrase: 'p' }))).toEqual([{ value: 'keychain' }])
    rmSync(directory, { recursive: true })
    expect(session('unlocked', open({ passphrase: 'p', preferVault: true }))).toEqual([{ value: 'vault' }])
    expect(session('unlocked', open({ passphrase: 'p' }))).toEqual([{ value: 'vault' }])
    expect(session('unlocked', open())).toMatchObject([{ code: 'vault-passphrase-needed' }])
  })

  test('stays the place of the keys that are in it', () => {
    session('unlocked', open(), { do: 'put', ref: 'site/1', key })
    const preferred = open({ passphrase: 'p', preferVault: true })
    expect(session('unlocked', preferred)).toEqual([{ value: 'keychain' }])
    expect(session('none', preferred)).toMatchObject([{ code: 'keychain-unavailable' }])
    expect(fileNames()).toEqual(['keychain.profile'])
  })
})

describe.skipIf(process.platform !== 'linux')('without a keychain', () => {
  test('both ways out are named, and nothing is written', () => {
    const [answer] = session('none', open())
    expect(answer).toMatchObject({ code: 'keychain-unavailable' })
    const { message } = answer as { message: string }
    for (const way of ['gnome-keyring', 'REXXFLEET_PASSPHRASE']) expect(message).toContain(way)
    expect(fileNames()).toEqual([])
    rmSync(directory, { recursive: true })
    session('none', open())
    expect(existsSync(directory)).toBe(false)
  })

  test('a passphrase makes a vault', () => {
    const tasks: KeyTask[] = [
      open({ passphrase: 'p' }),
      { do: 'has', ref: 'a' },
      { do: 'put', ref: 'a', key }
    ]
    expect(session('none', ...tasks)).toEqual([{ value: 'vault' }, { value: false }, {}])
    expect(fileNames()).toEqual(['keys.vault'])
    expect(session('none', open({ passphrase: 'p' }), { do: 'read', ref: 'a' })[1]).toEqual({ value: key })
    expect(session('none', open({ passphrase: 'q' }))).toMatchObject([{ code: 'vault-passphrase-wrong' }])
  })
})
