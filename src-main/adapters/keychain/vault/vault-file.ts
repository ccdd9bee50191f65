import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../../core/shared/app-error.ts'

/** How the passphrase becomes a key. Bounded, so that a tampered file cannot ask for all of the memory. */
const derivation = z.strictObject({
  name: z.literal('scrypt'),
  N: z
    .number()
    .int()
    .min(2 ** 10)
    .max(2 ** 20)
    .refine(N => Number.isInteger(Math.log2(N))),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(4),
  salt: z.base64()
})

const sealedVault = z.strictObject({
  format: z.literal('rexxfleet-vault'),
  version: z.literal(1),
  kdf: derivation,
  /** Tells a wrong passphrase from a damaged file: a hash of the half of the derived key that encrypts nothing. */
  check: z.base64(),
  cipher: z.strictObject({
    name: z.literal('aes-256-gcm'),
    iv: z.base64(),
    tag: z.base64(),
    data: z.base64()
  }),
  /** Hash of all that is above. No protection, the cipher has its own: it finds damage before a passphrase is blamed for it. */
  sum: z.string()
})

export type Derivation = z.infer<typeof derivation>
export type SealedVault = z.infer<typeof sealedVault>

export function vaultText(vault: Omit<SealedVault, 'sum'>): string {
  return `${JSON.stringify({ ...vault, sum: sumOf(vault) })}\n`
}

/** The file's parts. Fails with 'vault-damaged'. */
export function parsedVault(text: string, path: string): SealedVault {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    throw damagedVault(path, thrown)
  }
  const newer = z.object({ format: z.literal('rexxfleet-vault'), version: z.number().int().min(2) })
  if (newer.safeParse(value).success) {
    const message = `The vault ${path} was written by a newer Rexxfleet. Install that version again. Nothing was changed.`
    throw new AppError('vault-damaged', message, { path })
  }
  const checked = sealedVault.safeParse(value)
  if (!checked.success || checked.data.sum !== sumOf(checked.data)) throw damagedVault(path)
  return checked.data
}

export function damagedVault(path: string, cause?: unknown): AppError {
  return new AppError(
    'vault-damaged',
    `The vault ${path} is damaged. It was left as it is: put a copy from your backup in its place. Without one, move it away and give each site a key again.`,
    { path },
    { cause }
  )
}

/** What the cipher vouches for beside the keys themselves. */
export function headOf({ kdf, check }: Pick<SealedVault, 'kdf' | 'check'>): string {
  return ['rexxfleet-vault', 1, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, check].join('\n')
}

function sumOf(vault: Omit<SealedVault, 'sum'>): string {
  const { iv, tag, data } = vault.cipher
  return createHash('sha256')
    .update([headOf(vault), iv, tag, data].join('\n'))
    .digest('hex')
}
