/** Reports of crashes stay on this computer, without a key in them. Nothing is ever sent anywhere. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { redact } from '../../adapters/log/redact.ts'
import { redactText } from '../../adapters/log/redact-text.ts'

/** Reports that are kept; what broke ten times since will break again. */
const kept = 10

export interface Crash {
  /** What broke: `main`, `window`, `helper`. */
  readonly where: string
  readonly version: string
  readonly at: number
  readonly fault: unknown
}

const folderOf = (dataDirectory: string): string => join(dataDirectory, 'crashes')

function reportsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => /^\d{13}-[a-z]+\.json$/.test(name))
      .sort()
  } catch {
    return []
  }
}

/** Writes one report and drops the oldest. Never throws: it is called when something is broken already. */
export function keepCrash(dataDirectory: string, crash: Crash): string | null {
  try {
    const folder = folderOf(dataDirectory)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const where = crash.where.replaceAll(/[^a-z]/g, '') || 'unknown'
    const path = join(folder, `${String(crash.at).padStart(13, '0')}-${where}.json`)
    const { platform, arch, versions } = process
    const report = {
      ...crash,
      at: new Date(crash.at).toISOString(),
      platform,
      arch,
      node: versions.node,
      electron: versions['electron'] ?? null,
      fault: redact(crash.fault)
    }
    writeFileSync(path, redactText(JSON.stringify(report, null, 2)), { mode: 0o600 })
    for (const old of reportsIn(folder).slice(0, -kept)) rmSync(join(folder, old), { force: true })
    return path
  } catch {
    return null
  }
}

/** The newest reports, newest first, as text. */
export function latestCrashes(dataDirectory: string, count: number): string[] {
  const folder = folderOf(dataDirectory)
  return reportsIn(folder)
    .slice(-count)
    .reverse()
    .map(name => {
      try {
        return readFileSync(join(folder, name), 'utf8')
      } catch {
        return ''
      }
    })
    .filter(text => text !== '')
}
