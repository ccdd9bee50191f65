/** Opens Rexxfleet at login, in the tray: for schedules. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from 'electron'

const hiddenOption = '--hidden'

/** Opened at login there is no window yet. macOS gives a login item no arguments, and tells it so. */
export function startsHidden(
  app: Pick<App, 'getLoginItemSettings'>,
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform
): boolean {
  return argv.includes(hiddenOption) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}

/** Linux has no call for it, but a folder; an AppImage's real path is in APPIMAGE. */
export function autostartEntry(program: string): string {
  const quoted = `"${program.replace(/[\\"`$]/g, sign => `\\${sign}`).replaceAll('%', '%%')}"`
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Rexxfleet',
    `Exec=${quoted} ${hiddenOption}`,
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')
}

export function setOpenAtLogin(
  app: Pick<App, 'setLoginItemSettings' | 'getPath'>,
  wanted: boolean,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform
): void {
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [hiddenOption] })
    return
  }
  const folder = env['XDG_CONFIG_HOME'] || join(app.getPath('home'), '.config')
  const file = join(folder, 'autostart', 'rexxfleet.desktop')
  if (!wanted) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, autostartEntry(env['APPIMAGE'] || process.execPath))
}
