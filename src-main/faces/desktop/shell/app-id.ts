import type { App } from 'electron'

/** As electron-builder.config.mjs has it. */
export const appId = 'com.rexxfleet.app'

/** The installer for Windows gives the program's shortcut this id, and Windows shows notifications of a program that says the same. */
export function sayAppId(
  app: Pick<App, 'setAppUserModelId' | 'isPackaged'>,
  platform: NodeJS.Platform = process.platform
): void {
  if (platform === 'win32' && app.isPackaged) app.setAppUserModelId(appId)
}
