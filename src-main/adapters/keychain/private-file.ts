import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../core/shared/app-error.ts'

/** The text of a file, or null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw notUsable(path, thrown)
  }
}

/** Puts a file of the owner's in place as a whole: after a crash there is the old text or the new one, never a part. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(draft, { force: true })
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (thrown) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw notUsable(path, thrown)
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and needs none.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function notUsable(path: string, thrown: unknown): AppError {
  const code = (thrown as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk that holds ${path} is full. Nothing was changed: make room and try again.`
    return new AppError('disk-full', message, { path }, { cause: thrown })
  }
  return new AppError(
    'data-directory-not-writable',
    `Rexxfleet cannot use ${path}. Give your user the right to read and write it, or choose another folder with --data-dir.`,
    { path },
    { cause: thrown }
  )
}
