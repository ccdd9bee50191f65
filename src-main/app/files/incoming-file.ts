import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../core/shared/app-error.ts'
import { fileError } from './file-errors.ts'

/** The text of a file from elsewhere: a plain file, no larger than `limit` bytes, in proper UTF-8. */
export async function readIn(path: string, limit: number): Promise<string> {
  const source = resolve(path)
  try {
    const file = await open(source, 'r')
    try {
      const { size } = await checked(file.stat(), source)
      if (size > limit) throw tooLarge(source, size, limit)
      const bytes = await file.readFile()
      // It may have grown while it was read.
      if (bytes.length > limit) throw tooLarge(source, bytes.length, limit)
      return decoded(bytes, source)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw fileError(thrown, source)
  }
}

async function checked(
  looking: Promise<{ isFile(): boolean; size: number }>,
  path: string
): Promise<{ size: number }> {
  const found = await looking
  if (found.isFile()) return found
  throw new AppError('file-unusable', `${path} is no file. Choose the file itself.`, { path })
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (thrown) {
    throw new AppError(
      'file-damaged',
      `${path} is damaged: it is no proper text. Fetch it again from where it came from.`,
      { path },
      { cause: thrown }
    )
  }
}

function tooLarge(path: string, size: number, limit: number): AppError {
  return new AppError(
    'file-refused',
    `${path} is too large (${size} bytes; ${limit} at most). Nothing was read.`,
    { path, size, limit }
  )
}
