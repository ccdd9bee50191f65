import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scrypt,
  timingSafeEqual
} from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../../core/shared/app-error.ts'
import { damagedVault, headOf, vaultText, type Derivation, type SealedVault } from './vault-file.ts'

export type Keys = ReadonlyMap<string, string>

/** What is needed to write the vault again without asking for the passphrase again. */
export interface Seal {
  readonly kdf: Derivation
  readonly check: string
  readonly secret: Buffer
}

/** What came of a passphrase before it was known whether it opens anything. */
export interface DerivedAhead extends Seal {
  readonly passphrase: string
}

/**
 * The cost of trying one passphrase: three passes over 32 MB. OWASP holds it for as strong as one over 128 MB, which costs the owner twice
 * the time at each start, since no processor's cache holds as much.
 */
const defaultCost = 2 ** 15
const passes = 3

/** A seal for a new vault. A lower cost is for tests. */
export async function newSeal(passphrase: string, cost = defaultCost): Promise<Seal> {
  const salt = randomBytes(16).toString('base64')
  const kdf: Derivation = { name: 'scrypt', N: cost, r: 8, p: passes, salt }
  return { kdf, ...(await derived(passphrase, kdf)) }
}

/** The seal of a vault that exists. Fails with 'vault-passphrase-wrong'. `ahead`: what was derived for it before, if anything. */
export async function openSeal(
  vault: SealedVault,
  passphrase: string,
  path: string,
  ahead: DerivedAhead | null = null
): Promise<Seal> {
  const fits = ahead?.passphrase === passphrase && sameDerivation(ahead.kdf, vault.kdf)
  const { check, secret } = fits ? ahead : await derived(passphrase, vault.kdf)
  const expected = Buffer.from(vault.check, 'base64')
  const found = Buffer.from(check, 'base64')
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) {
    throw new AppError('vault-passphrase-wrong', `This passphrase does not open the vault ${path}.`, { path })
  }
  return { kdf: vault.kdf, check, secret }
}

/** Does the slow half of opening a vault: what comes of the passphrase, right or wrong. Nothing is compared, and nothing decrypted. */
export async function derivedAhead({ kdf }: SealedVault, passphrase: string): Promise<DerivedAhead> {
  return { passphrase, kdf, ...(await derived(passphrase, kdf)) }
}

export function sealed(keys: Keys, { kdf, check, secret }: Seal): string {
  // Never the same iv twice under one secret: it is drawn anew for each writing.
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, iv)
  cipher.setAAD(Buffer.from(headOf({ kdf, check })))
  const data = Buffer.concat([cipher.update(JSON.stringify([...keys]), 'utf8'), cipher.final()])
  return vaultText({
    format: 'rexxfleet-vault',
    version: 1,
    kdf,
    check,
    cipher: {
      name: 'aes-256-gcm',
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data: data.toString('base64')
    }
  })
}

/** The keys in a vault. Fails with 'vault-damaged'. */
export function unsealed(vault: SealedVault, seal: Seal, path: string): Map<string, string> {
  try {
    const { iv, tag, data } = vault.cipher
    const decipher = createDecipheriv('aes-256-gcm', seal.secret, Buffer.from(iv, 'base64'), {
      authTagLength: 16
    })
    decipher.setAAD(Buffer.from(headOf(vault)))
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    const text = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()])
    return new Map(z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(text.toString('utf8'))))
  } catch (thrown) {
    throw damagedVault(path, thrown)
  }
}

function sameDerivation(one: Derivation, other: Derivation): boolean {
  return one.salt === other.salt && one.N === other.N && one.r === other.r && one.p === other.p
}

/** One half encrypts, the hash of the other tells whether the passphrase was right. */
async function derived(passphrase: string, kdf: Derivation): Promise<{ secret: Buffer; check: string }> {
  const { N, r, p } = kdf
  const salt = Buffer.from(kdf.salt, 'base64')
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(passphrase.normalize('NFKC'), salt, 64, options, (failed, key) => {
      if (failed === null) resolve(key)
      else reject(failed)
    })
  })
  const check = createHash('sha256').update(bytes.subarray(32)).digest('base64')
  return { secret: Buffer.from(bytes.subarray(0, 32)), check }
}
