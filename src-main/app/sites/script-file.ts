import { randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { scriptSignature } from '../../core/fleet/enrolment/script-line.ts'
import { fileName } from '../../core/fleet/fleet-rules.ts'
import type { Site } from '../../core/fleet/site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { SiteDeps } from './site-deps.ts'

/** Two sites may look the same in a file's name, and a site may get another one: the end of the id tells them apart. */
const ending = (siteId: string): string => `-${siteId.slice(-8)}.sql`
const folder = (dataDirectory: string): string => join(dataDirectory, 'enrolment')

/** Where the script of a site is saved unless somebody says where. */
export function usualScriptPath(dataDirectory: string, { id, name }: Pick<Site, 'id' | 'name'>): string {
  return join(folder(dataDirectory), fileName(name) + ending(id))
}

/**
 * Writes a script that holds a key: readable for its owner alone, at once or not at all. Replaces an older script of Rexxfleet's, and
 * never any other file. `isOurs`: it goes into the data directory, whose folder is made. Gives the full path.
 */
export async function writeScript(path: string, text: string, isOurs: boolean): Promise<string> {
  const target = resolve(path)
  const waiting = join(dirname(target), `.${randomUUID()}.tmp`)
  try {
    if (isOurs) await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await refuseForeign(target)
    const file = await open(waiting, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await chmod(waiting, 0o600)
    await rename(waiting, target)
  } catch (thrown) {
    await rm(waiting, { force: true }).catch(() => undefined)
    throw thrown instanceof AppError ? thrown : writingError(thrown, target, isOurs)
  }
  return target
}

/** Removes the script that was saved for a site, once it has done its work: it holds the key. One that was saved elsewhere stays. */
export async function discardScript(
  deps: Pick<SiteDeps, 'dataDirectory' | 'log'>,
  siteId: string
): Promise<void> {
  const place = folder(deps.dataDirectory)
  try {
    const names = (await readdir(place)).filter(name => name.endsWith(ending(siteId)))
    for (const name of names)
      if (await isScript(join(place, name))) await rm(join(place, name), { force: true })
  } catch (thrown) {
    if (!isCode(thrown, 'ENOENT'))
      deps.log.warn('an enrolment script stayed behind', { siteId, reason: String(thrown) })
  }
}

/** Anything but a script of Rexxfleet's stays: other files, folders, and what is no file at all. */
async function refuseForeign(target: string): Promise<void> {
  try {
    if (await isScript(target)) return
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return
    throw thrown
  }
  throw new AppError(
    'invalid-input',
    'There is something else of that name already, and it stays. Choose another name for the script.',
    { path: target }
  )
}

async function isScript(path: string): Promise<boolean> {
  // Opening a pipe or a terminal would wait for ever.
  if (!(await stat(path)).isFile()) return false
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(scriptSignature.length),
      position: 0
    })
    return buffer.toString('utf8', 0, bytesRead) === scriptSignature
  } finally {
    await file.close()
  }
}

function writingError(thrown: unknown, path: string, isOurs: boolean): AppError {
  const cause = { cause: thrown }
  if (isCode(thrown, 'ENOSPC', 'EDQUOT')) {
    return new AppError('disk-full', 'The disk is full: the script was not saved.', { path }, cause)
  }
  const reason = isCode(thrown, 'ENOENT') ? 'its folder does not exist' : (codeOf(thrown) ?? 'unknown')
  if (isOurs) {
    return new AppError(
      'data-directory-not-writable',
      `The script cannot be saved in the data directory (${reason}).`,
      { path },
      cause
    )
  }
  return new AppError(
    'invalid-input',
    `The script cannot be saved there: ${reason}. Choose another place.`,
    { path },
    cause
  )
}

const codeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code

function isCode(thrown: unknown, ...codes: string[]): boolean {
  return codes.includes(codeOf(thrown) ?? '')
}
