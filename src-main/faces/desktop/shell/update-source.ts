/** Updates by electron-updater, loaded only when somebody looks for one. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { UpdateSource } from '../../../app/updates/updates.ts'

export interface Copy {
  readonly packaged: boolean
  readonly resources: string | undefined
}

/**
 * Null for a copy without a place to look: the packager writes that place, and whose signature is expected, into the package. Null as well
 * for one that nothing could put a newer one in place of, an AppImage that was unpacked; electron-updater would call it the newest. A download
 * is checked against the hash in the place's own description, which nobody signs: on Linux all rests on TLS to that place. Windows checks the
 * publisher's signature besides, and macOS the bundle's.
 */
export async function updateSource({ packaged, resources }: Copy): Promise<UpdateSource | null> {
  if (!packaged || !resources || !existsSync(join(resources, 'app-update.yml'))) return null
  const { default: updater } = await import('electron-updater')
  const { autoUpdater } = updater
  if (!autoUpdater.isUpdaterActive()) return null
  autoUpdater.logger = null
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = true
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  return {
    async check() {
      const found = await autoUpdater.checkForUpdates()
      return found?.isUpdateAvailable ? found.updateInfo.version : null
    },
    async fetch() {
      await autoUpdater.downloadUpdate()
    }
  }
}
