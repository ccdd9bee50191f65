import { randomUUID } from 'node:crypto'
import { copyFile, chmod, lstat, mkdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parsedVault } from '../../adapters/keychain/vault/vault-file.ts'
import { openStore } from '../../adapters/sqlite/open-store.ts'
import { preparedDirectory } from '../../adapters/sqlite/opening/data-directory.ts'
import { lockDirectory } from '../../adapters/sqlite/opening/directory-lock.ts'
import { newestSchema, proveCopy, schemaOf } from '../../adapters/sqlite/opening/prove-copy.ts'
import { AppError, isAppError } from '../../core/shared/app-error.ts'
import { errnoOf, fileError } from '../files/file-errors.ts'
import { readIn } from '../files/incoming-file.ts'
import { systemClock } from '../identity.ts'
import {
  damagedBackup,
  databaseName,
  foreignBackup,
  manifestName,
  measured,
  parsedManifest,
  vaultName,
  type Manifest
} from './manifest.ts'
import { settleSwap, swapBack, swapIn, wasCutOff } from './swap.ts'

const manifestLimit = 1024 * 1024

export interface Restored {
  readonly dataDirectory: string
  readonly madeAt: number
  readonly madeBy: string
  readonly keys: 'vault' | 'keychain'
  readonly sites: number
  readonly links: number
  /** Where the former state is; null where there was none. */
  readonly aside: string | null
}

export interface BackupLook {
  readonly manifest: Manifest
  /** Something is in the data directory that a restore would replace. */
  readonly replaces: boolean
}

/** What a restore would bring, and whether it would replace something. Reads only. */
export async function lookAtBackup(dataDirectory: string, from: string): Promise<BackupLook> {
  const manifest = await readManifest(resolve(from))
  return { manifest, replaces: existsSync(join(dataDirectory, databaseName)) }
}

/**
 * Puts a backup in the place of a data directory, which no program may be using. The copy is proven before anything moves, and once more
 * in its place; what was there stays aside. Fails with 'file-foreign', 'file-newer', 'file-damaged', 'data-directory-in-use' or
 * 'restore-failed', and has changed nothing then.
 */
export async function restoreBackup(dataDirectory: string, from: string): Promise<Restored> {
  const source = resolve(from)
  const manifest = await readManifest(source)
  const directory = preparedDirectory(dataDirectory)
  finishCutOff(directory)
  const unlock = lockDirectory(directory)
  const staged = join(directory, `.restore-${randomUUID()}`)
  try {
    await stage(source, manifest, staged)
    const replaces = existsSync(join(directory, databaseName))
    const aside = swapIn(directory, staged, systemClock.now())
    // Opening takes the lock itself.
    unlock()
    const { sites, links } = prove(directory)
    settleSwap(directory)
    const { madeAt, madeBy, keys } = manifest
    const kept = replaces ? aside : await emptied(aside)
    return { dataDirectory: directory, madeAt, madeBy, keys, sites, links, aside: kept }
  } catch (thrown) {
    unlock()
    finishCutOff(directory)
    throw fileError(thrown, source)
  } finally {
    await rm(staged, { recursive: true, force: true })
  }
}

/** A restore that was cut off is taken back before anything is opened. */
export function finishCutOff(dataDirectory: string): void {
  if (!wasCutOff(dataDirectory)) return
  const unlock = lockDirectory(dataDirectory)
  try {
    swapBack(dataDirectory)
  } finally {
    unlock()
  }
}

async function readManifest(source: string): Promise<Manifest> {
  const there = await lstat(source).catch((thrown: unknown) => {
    throw fileError(thrown, source)
  })
  if (!there.isDirectory()) throw foreignBackup(source)
  try {
    const text = await readIn(join(source, manifestName), manifestLimit)
    return parsedManifest(text, source, newestSchema)
  } catch (thrown) {
    const missing = isAppError(thrown, 'file-unusable') && errnoOf(thrown.cause) === 'ENOENT'
    throw missing ? foreignBackup(source) : thrown
  }
}

/** Copies the backup beside what is there, and looks at the copies: they are what will be used. */
async function stage(source: string, manifest: Manifest, staged: string): Promise<void> {
  await mkdir(join(staged, 'demo'), { recursive: true, mode: 0o700 })
  for (const file of manifest.files) {
    const to = join(staged, file.name)
    const there = await lstat(join(source, file.name)).catch(() => null)
    if (!there?.isFile()) throw damagedBackup(source, `${file.name} is missing`)
    await copyFile(join(source, file.name), to)
    await chmod(to, 0o600)
    const { bytes, sha256 } = await measured(to, file.name)
    if (bytes !== file.bytes || sha256 !== file.sha256)
      throw damagedBackup(source, `${file.name} was changed`)
  }
  if (!manifest.files.some(({ name }) => name.startsWith('demo/')))
    await rm(join(staged, 'demo'), { recursive: true })
  const database = join(staged, databaseName)
  if (schemaOf(database) !== manifest.schema) throw damagedBackup(source, 'its database is another one')
  proveCopy(database, systemClock.now)
  if (existsSync(join(staged, vaultName)))
    parsedVault(await readIn(join(staged, vaultName), manifestLimit * 64), source)
}

function prove(directory: string): { sites: number; links: number } {
  try {
    const store = openStore(directory, { clock: systemClock })
    try {
      return { sites: store.sites.list().length, links: store.links.list().length }
    } finally {
      store.close()
    }
  } catch (thrown) {
    throw new AppError(
      'restore-failed',
      `The backup could not be opened in its place: ${thrown instanceof Error ? thrown.message : String(thrown)} Everything is as it was before.`,
      {},
      { cause: thrown }
    )
  }
}

async function emptied(aside: string): Promise<null> {
  await rm(aside, { recursive: true, force: true })
  return null
}
