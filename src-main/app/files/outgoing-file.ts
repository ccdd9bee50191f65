import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../core/shared/app-error.ts'
import { errnoOf, fileError } from './file-errors.ts'

/** Enough of a file to see what it is. */
const headLength = 512
/** Pieces are gathered to writes of about this size. */
const writeSize = 1 << 20

/**
 * Writes a file for its owner alone, as a whole or not at all. A file of that name is only replaced where `isOurs` says that its
 * beginning is that of an earlier one of the same kind. Gives the full path.
 */
export async function writeOut(
  path: string,
  pieces: Iterable<string>,
  isOurs: (head: string) => boolean
): Promise<string> {
  const target = resolve(path)
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    await refuseForeign(target, isOurs)
    const file = await open(draft, 'wx', 0o600)
    try {
      for (const text of gathered(pieces)) await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
    return target
  } catch (thrown) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw fileError(thrown, target)
  }
}

/** Refuses what must not be replaced. Called early, too, so that nobody waits for a refusal. */
export async function refuseForeign(path: string, isOurs: (head: string) => boolean): Promise<void> {
  const target = resolve(path)
  try {
    // Opening a pipe or a terminal would wait for ever.
    if ((await stat(target)).isFile() && isOurs(await headOf(target))) return
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return
    throw fileError(thrown, target)
  }
  throw new AppError(
    'file-unusable',
    `There is something else at ${target} already, and it stays. Choose another name.`,
    { path: target }
  )
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(headLength), position: 0 })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < writeSize) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}
