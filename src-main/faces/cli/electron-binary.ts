/** Finds Electron without asking Electron: importing it in plain Node would start a download. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Environment } from '../data-directory.ts'

function packageFolder(from: string): string | null {
  try {
    return dirname(createRequire(from).resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** The binary's path, or null where it is not installed or cannot be run. `from` is any file of this package. */
export function electronBinary(env: Environment, from: string): string | null {
  const folder = packageFolder(from)
  if (folder === null) return null
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const binary =
    env['ELECTRON_EXEC_PATH'] || join(env['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist'), name)
  try {
    accessSync(binary, constants.X_OK)
    return binary
  } catch {
    return null
  }
}

/** Whether windows can be shown at all. Elsewhere than on Linux there is always a screen to ask for. */
export function hasDisplay(env: Environment, platform: NodeJS.Platform = process.platform): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}
