import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileError } from '../../app/files/file-errors.ts'
import { makeSecret } from './launch-token.ts'

/**
 * The token for /metrics: a file that only its owner reads, made once, so that a scraper can be told its name. It opens nothing but the
 * numbers. Fails with 'file-unusable' or 'disk-full'.
 */
export function metricsToken(file: string): string {
  try {
    return keptIn(file) ?? madeIn(file)
  } catch (thrown) {
    throw fileError(thrown, file)
  }
}

/** Null where there is none yet, or where its writing was cut off. */
function keptIn(file: string): string | null {
  if (!existsSync(file)) return null
  const token = readFileSync(file, 'utf8').trim()
  if (token.length < 32) return null
  chmodSync(file, 0o600)
  return token
}

function madeIn(file: string): string {
  const token = makeSecret()
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return token
}
