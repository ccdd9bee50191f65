import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { makeSecret } from './launch-token.ts'

/**
 * The token for /metrics: a file that only its owner reads, made once, so that a scraper can be told its name. It opens nothing but the
 * numbers.
 */
export function metricsToken(file: string): string {
  if (existsSync(file)) {
    const token = readFileSync(file, 'utf8').trim()
    if (token.length >= 32) {
      chmodSync(file, 0o600)
      return token
    }
  }
  const token = makeSecret()
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return token
}
