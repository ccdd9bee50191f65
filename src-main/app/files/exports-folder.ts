import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError } from './file-errors.ts'

/** Where an export goes unless somebody says where: a folder of the data directory, made for its owner alone. Gives the file's path. */
export async function exportPath(dataDirectory: string, file: string): Promise<string> {
  const folder = join(dataDirectory, 'exports')
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (thrown) {
    throw fileError(thrown, folder)
  }
  return join(folder, file)
}
