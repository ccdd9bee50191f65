import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openKeyStore } from '../../../src-main/adapters/keychain/open-key-store.ts'
import { beginVault } from '../../../src-main/adapters/keychain/vault/vault.ts'
import type { KeyStore } from '../../../src-main/core/fleet/keys.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rexxfleet-vault-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

const file = (): string => join(directory, 'keys.vault')
const open = (passphrase: string | null): Promise<KeyStore> =>
  openKeyStore({
    dataDirectory: directory,
    passphrase: () => Promise.resolve(passphrase),
    preferVault: true,
    vaultCost: 2 ** 12
  })
const key = 'abcdefghijklmnopqrstuvwxyz012345'

describe('the encrypted vault', () => {
  test('keeps keys across openings, readable by its owner only and by nobody without the passphrase', async () => {
    const first = await open('correct horse')
    await first.put('site/1', key)
    await first.create('site/2')
    const made = await first.read('site/2')
    expect(made).toMatch(/^[a-z0-9]{32}$/)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    const text = readFileSync(file(), 'utf8')
    for (const secret of [key, made, 'correct horse', 'site/1']) expect(text).not.toContain(secret)

    const second = await open('correct horse')
    expect(second.kind).toBe('vault')
    expect(await second.read('site/1')).toBe(key)
    expect(await second.read('site/2')).toBe(made)
  })

  test('takes what was derived for it ahead, of the right passphrase and for this very vault alone', async () => {
    const opened = (passphrase: string, ahead: ReturnType<typeof beginVault>): Promise<KeyStore> =>
      openKeyStore({ dataDirectory: directory, passphrase: async () => passphrase, ahead })
    expect(await beginVault(directory, 'p')).toBeNull()
    await (await open('p')).put('site/1', key)
    const ahead = beginVault(directory, 'p')
    expect(await (await opened('p', ahead)).read('site/1')).toBe(key)

    const wrong = beginVault(directory, 'q')
    await expect(opened('q', wrong)).rejects.toMatchObject({ code: 'vault-passphrase-wrong' })
    // Of another passphrase than the one that opens it: derived anew.
    expect(await (await opened('p', wrong)).read('site/1')).toBe(key)

    rmSync(file())
    await (await open('p')).put('site/1', key.toUpperCase())
    expect(await (await opened('p', ahead)).read('site/1')).toBe(key.toUpperCase())

    writeFileSync(file(), 'damaged')
    const nothing = beginVault(directory, 'p')
    expect(await nothing).toBeNull()
    await expect(opened('p', nothing)).rejects.toMatchObject({ code: 'vault-damaged' })
  })

  test('keeps secrets of another length as they were given, and refuses what is none', async () => {
    const store = await open('p')
    const longest = 'ä'.repeat(500)
    for (const secret of [' x ', longest]) {
      await store.putSecret('mail', secret)
      expect(await (await open('p')).read('mail')).toBe(secret)
    }
    for (const unusable of ['', `${longest}x`, 'a\u0000b']) {
      const failed = await store.putSecret('mail', unusable).catch((thrown: unknown) => thrown)
      expect(failed).toMatchObject({ code: 'invalid-input' })
      expect(String(failed)).not.toContain(longest)
    }
    expect(await store.read('mail')).toBe(longest)
    await store.remove('mail')
    expect(await store.has('mail')).toBe(false)
  })

  test('keeps a key that exists when it is created again', async () => {
    const store = await open('p')
    await Promise.all([store.create('a'), store.create('a'), store.create('b')])
    const before = await store.read('a')
    await store.create('a')
    expect(await store.read('a')).toBe(before)
    expect(await store.read('b')).not.toBe(before)
  })

  test('forgets a removed key, and says so when it is read', async () => {
    const store = await open('p')
    await store.put('a', key)
    await store.remove('a')
    await store.remove('a')
    expect(await store.has('a')).toBe(false)
    await expect(store.read('a')).rejects.toMatchObject({ code: 'key-missing' })
    await expect((await open('p')).read('a')).rejects.toMatchObject({ code: 'key-missing' })
  })

  test('refuses keys of another length, without naming them', async () => {
    const store = await open('p')
    const failed = await store.put('a', 'tooshort').catch((thrown: unknown) => thrown)
    expect(failed).toMatchObject({ code: 'key-length' })
    expect(JSON.stringify(failed) + String(failed)).not.toContain('tooshort')
    expect(await store.has('a')).toBe(false)
  })

  test('tells a wrong passphrase from none', async () => {
    await open('right')
    const before = readFileSync(file())
    await expect(open('wrong')).rejects.toMatchObject({ code: 'vault-passphrase-wrong' })
    await expect(open(null)).rejects.toMatchObject({ code: 'vault-passphrase-needed' })
    await expect(open('')).rejects.toMatchObject({ code: 'vault-passphrase-needed' })
    expect(readFileSync(file())).toEqual(before)
  })

  test('makes no vault without a passphrase', async () => {
    await expect(open(null)).rejects.toMatchObject({ code: 'vault-passphrase-needed' })
    expect(existsSync(file())).toBe(false)
  })

  test('finds a file that was cut short damaged, wherever the cut is', async () => {
    await (await open('p')).put('a', key)
    const whole = readFileSync(file())
    for (const length of [0, 1, 40, Math.floor(whole.length / 2), whole.length - 2]) {
      writeFileSync(file(), whole.subarray(0, length))
      await expect(open('p'), `cut at ${length}`).rejects.toMatchObject({ code: 'vault-damaged' })
    }
  })

  test('finds any flipped bit, and never blames the passphrase for it', async () => {
    await (await open('p')).put('a', key)
    const whole = readFileSync(file())
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole)
      flipped[at]! ^= 1 << (at % 8)
      writeFileSync(file(), flipped)
      await expect(open('p'), `byte ${at}`).rejects.toMatchObject({ code: 'vault-damaged' })
    }
  })

  test('does not trust a file whose parts were put together anew', async () => {
    await (await open('p')).put('a', key)
    const { createHash } = await import('node:crypto')
    const vault = JSON.parse(readFileSync(file(), 'utf8')) as {
      kdf: { N: number; r: number; p: number; salt: string }
      check: string
      cipher: { iv: string; tag: string; data: string }
      sum: string
    }
    vault.cipher.data = Buffer.from(vault.cipher.data, 'base64').fill(7, 0, 1).toString('base64')
    const { kdf, check, cipher } = vault
    const parts = ['rexxfleet-vault', 1, 'scrypt', kdf.N, kdf.r, kdf.p, kdf.salt, check]
    const text = [...parts, cipher.iv, cipher.tag, cipher.data].join('\n')
    vault.sum = createHash('sha256').update(text).digest('hex')
    writeFileSync(file(), JSON.stringify(vault))
    await expect(open('p')).rejects.toMatchObject({ code: 'vault-damaged' })
  })

  test('leaves a vault of a newer version alone', async () => {
    writeFileSync(file(), '{"format":"rexxfleet-vault","version":2}')
    await expect(open('p')).rejects.toMatchObject({ code: 'vault-damaged', message: /newer Rexxfleet/ })
  })

  test('takes a passphrase typed on another keyboard, where accents come in two parts', async () => {
    await (await open('Zürich')).put('a', key)
    expect(await (await open('Zürich'.normalize('NFD'))).read('a')).toBe(key)
  })

  test('replaces the draft of a writing that was killed', async () => {
    writeFileSync(join(directory, 'keys.vault.new'), 'half')
    const store = await open('p')
    await store.put('a', key)
    expect(existsSync(join(directory, 'keys.vault.new'))).toBe(false)
    expect(await (await open('p')).read('a')).toBe(key)
  })

  test('keeps what it had when the file cannot be written', async () => {
    const store = await open('p')
    await store.put('a', key)
    rmSync(directory, { recursive: true })
    writeFileSync(directory, 'a file in place of the folder')
    await expect(store.put('b', key)).rejects.toMatchObject({ code: 'data-directory-not-writable' })
    expect(await store.has('b')).toBe(false)
    expect(await store.read('a')).toBe(key)
  })

  test('opens a vault of an earlier version at the cost that it was made with, and leaves it at that', async () => {
    // Of one pass, as vaults were before they took three.
    const earlier =
      '{"format":"rexxfleet-vault","version":1,"kdf":{"name":"scrypt","N":1024,"r":8,"p":1,"salt":"X0r1/dQnNcuoO/VxJQ1TRA=="},"check":"WZhgaVfJRhSZiQP5scbCtmlpRIQVJeLfIg756f7qfn4=","cipher":{"name":"aes-256-gcm","iv":"ZQ4OhhVkjM5/bJ4X","tag":"iP6goMN7U9rWEhBtMGk95w==","data":"UEol34sX4ryFXwSj/Jf9MRaygUkvhGS2NHtQJ5dbGQDsREOCGR6GONdJ"},"sum":"e1e73cc1ba50cacae81a7fad2c46240a8c2ab1587d6d0bccedcc3642e48b89ff"}\n'
    writeFileSync(file(), earlier)
    const store = await open('p')
    expect(await store.read('a')).toBe('0123456789abcdef0123456789abcdef')
    await store.put('b', key)
    expect(await (await open('p')).read('b')).toBe(key)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ kdf: { N: 1024, r: 8, p: 1 } })
  })

  test('asks for the cost of a real vault by default', async () => {
    await openKeyStore({
      dataDirectory: directory,
      passphrase: () => Promise.resolve('p'),
      preferVault: true
    })
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ kdf: { N: 2 ** 15, r: 8, p: 3 } })
  })
})
