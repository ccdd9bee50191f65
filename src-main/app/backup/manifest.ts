import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { AppError } from '../../core/shared/app-error.ts'

export const manifestName = 'manifest.json'
export const databaseName = 'rexxfleet.db'
export const vaultName = 'keys.vault'
export const profileName = 'keychain.profile'
const manifestVersion = 1

/** All that may be in a backup. A name is never used as a path before it fits. */
const fileName = z.union([
  z.literal(databaseName),
  z.literal(vaultName),
  z.literal(profileName),
  z.string().regex(/^demo\/[a-z0-9][a-z0-9.-]{0,100}\.json$/)
])

const manifestShape = z.strictObject({
  format: z.literal('rexxfleet-backup'),
  version: z.literal(manifestVersion),
  madeAt: z.number().int(),
  madeBy: z.string().max(60),
  schema: z.number().int().min(1),
  keys: z.enum(['vault', 'keychain']),
  files: z
    .array(
      z.strictObject({
        name: fileName,
        bytes: z.number().int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/)
      })
    )
    .min(1)
    .max(1000),
  sum: z.string()
})
export type Manifest = z.infer<typeof manifestShape>
export type BackupFile = Manifest['files'][number]

export function manifestText(manifest: Omit<Manifest, 'format' | 'version' | 'sum'>): string {
  const body = { format: 'rexxfleet-backup', version: manifestVersion, ...manifest }
  return `${JSON.stringify({ ...body, sum: sumOf(body) }, null, 2)}\n`
}

/** Reads a manifest. Fails with 'file-foreign', 'file-newer' or 'file-damaged'. */
export function parsedManifest(text: string, path: string, newestSchema: number): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    throw damagedBackup(path, 'its manifest cannot be read', thrown)
  }
  const head = z.object({ format: z.literal('rexxfleet-backup'), version: z.number() }).safeParse(value)
  if (!head.success) throw foreignBackup(path)
  if (head.data.version > manifestVersion) throw newerBackup(path)
  const checked = manifestShape.safeParse(value)
  const { sum, ...body } = value as Record<string, unknown>
  if (!checked.success || sum !== sumOf(body)) throw damagedBackup(path, 'its manifest was changed')
  if (checked.data.schema > newestSchema) throw newerBackup(path)
  const names = checked.data.files.map(file => file.name)
  const isWhole = new Set(names).size === names.length && names.includes(databaseName)
  if (!isWhole) throw damagedBackup(path, 'its manifest names no database, or a file twice')
  return checked.data
}

/** Size and hash of a file, read once from its beginning to its end. */
export async function measured(path: string, name: string): Promise<BackupFile> {
  const digest = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(path), async function (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      bytes += piece.length
      digest.update(piece)
    }
  })
  return { name, bytes, sha256: digest.digest('hex') }
}

function sumOf(body: unknown): string {
  return hash('sha256', JSON.stringify(body), 'hex')
}

export function damagedBackup(path: string, finding: string, cause?: unknown): AppError {
  return new AppError(
    'file-damaged',
    `The backup ${path} is damaged: ${finding}. Use another one. Nothing was changed.`,
    { path, finding },
    { cause }
  )
}

export function foreignBackup(path: string): AppError {
  return new AppError(
    'file-foreign',
    `${path} is no backup of Rexxfleet. Choose the folder that 'rexxfleet backup' made.`,
    { path }
  )
}

function newerBackup(path: string): AppError {
  return new AppError(
    'file-newer',
    `The backup ${path} was made by a newer Rexxfleet. Install that version, then restore. Nothing was changed.`,
    { path }
  )
}
