import type { BrowserWindowConstructorOptions } from 'electron'
import type { WindowState } from './shell/window-state.ts'

/** The one window. What guards it is written out, although most of it is Electron's default: it must not depend on that. */
export function windowOptions(
  preload: string,
  { state, developing }: { state: WindowState | null; developing: boolean }
): BrowserWindowConstructorOptions {
  const { x, y, width = 1280, height = 820 } = state ?? {}
  return {
    title: 'Rexxfleet',
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#10141c',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: developing,
      safeDialogs: true,
      spellcheck: false
    }
  }
}
