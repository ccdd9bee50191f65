import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'

/**
 * Electron keeps its own things beside Rexxfleet's. The lock that allows one instance lies there too, so that two data directories
 * may be open at once. Where the folder cannot be made, opening the program says why in better words.
 */
export function useOwnProfile(app: Pick<App, 'setPath'>, dataDirectory: string): void {
  const folder = join(dataDirectory, 'electron')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath('userData', folder)
  } catch {
    return
  }
}
