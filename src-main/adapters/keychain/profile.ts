import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readIfThere, writePrivately } from './private-file.ts'

const profilePath = (directory: string): string => join(directory, 'keychain.profile')

/**
 * The name under which this data directory's keys are in the keychain, or null where they were never put there. It is in a file and
 * not made of the path, so that a directory can be moved or restored and still finds its keys.
 */
export async function keychainProfile(directory: string): Promise<string | null> {
  const text = (await readIfThere(profilePath(directory)))?.trim() ?? ''
  return /^[0-9a-f-]{36}$/.test(text) ? text : null
}

export async function makeKeychainProfile(directory: string): Promise<string> {
  const id = randomUUID()
  await writePrivately(profilePath(directory), `${id}\n`)
  return id
}
