import { randomUUID } from 'node:crypto'
import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { BackupView } from '../../contract/backup-shapes.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock } from '../../core/shared/ports.ts'
import { errnoOf, fileError } from '../files/file-errors.ts'
import {
  databaseName,
  manifestName,
  manifestText,
  measured,
  profileName,
  vaultName,
  type BackupFile
} from './manifest.ts'

export interface BackupDeps {
  readonly dataDirectory: string
  readonly store: { copyTo(file: string): Promise<void>; readonly schema: number }
  readonly keys: 'vault' | 'keychain'
  readonly version: string
  readonly clock: Pick<Clock, 'now'>
  /** Writes down what the demo's sites hold right now. */
  readonly keepDemo: () => Promise<void>
}

/** Writing the database takes a while; keys that change meanwhile are taken anew, so that both belong together. */
const mostTries = 5

/** Copies all that Rexxfleet remembers into a new folder, while it goes on working. The folder is there as a whole, or not at all. */
export async function writeBackup(deps: BackupDeps, path: string): Promise<BackupView> {
  const target = resolve(path)
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    await refuseExisting(target)
    await mkdir(draft, { mode: 0o700 })
    const files = await fill(deps, draft)
    const manifest = manifestText({
      madeAt: deps.clock.now(),
      madeBy: deps.version,
      schema: deps.store.schema,
      keys: deps.keys,
      files
    })
    await writeSynced(join(draft, manifestName), manifest)
    await rename(draft, target)
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    return { path: target, files: files.length, bytes, keys: deps.keys }
  } catch (thrown) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    throw fileError(thrown, target)
  }
}

async function fill({ dataDirectory, store, keepDemo }: BackupDeps, draft: string): Promise<BackupFile[]> {
  await copyTogether(dataDirectory, store, draft)
  await keepDemo()
  const names = [databaseName]
  for (const name of [vaultName, profileName]) if (await isFile(join(draft, name))) names.push(name)
  for (const name of await demoFiles(dataDirectory)) {
    await mkdir(join(draft, 'demo'), { recursive: true, mode: 0o700 })
    await copyPrivately(join(dataDirectory, name), join(draft, name))
    names.push(name)
  }
  return Promise.all(names.map(name => measured(join(draft, name), name)))
}

async function copyTogether(dataDirectory: string, store: BackupDeps['store'], draft: string): Promise<void> {
  const database = join(draft, databaseName)
  for (let tries = 1; ; tries += 1) {
    const before = await keyFiles(dataDirectory)
    await store.copyTo(database)
    const after = await keyFiles(dataDirectory)
    const isSame = [...before].every(([name, text]) => after.get(name) === text) && before.size === after.size
    if (!isSame && tries < mostTries) {
      await rm(database)
      continue
    }
    for (const [name, text] of after) await writeSynced(join(draft, name), text)
    await chmod(database, 0o600)
    return
  }
}

async function keyFiles(dataDirectory: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const name of [vaultName, profileName]) {
    const text = await readFile(join(dataDirectory, name), 'utf8').catch((thrown: unknown) => {
      if (errnoOf(thrown) === 'ENOENT') return null
      throw thrown
    })
    if (text !== null) found.set(name, text)
  }
  return found
}

async function demoFiles(dataDirectory: string): Promise<string[]> {
  const names = await readdir(join(dataDirectory, 'demo')).catch(() => [])
  return names.filter(name => /^[a-z0-9][a-z0-9.-]*\.json$/.test(name)).map(name => `demo/${name}`)
}

async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, 0o600)
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false
}

async function refuseExisting(path: string): Promise<void> {
  if ((await lstat(path).catch(() => null)) === null) return
  throw new AppError(
    'file-unusable',
    `There is something at ${path} already, and it stays. Choose a name for a new folder.`,
    { path }
  )
}
