import type { BrowserWindowConstructorOptions } from 'electron'

/** The one window. What guards it is written out, although most of it is Electron's default: it must not depend on that. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Rexxfleet',
    width: 1280,
    height: 820,
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
      safeDialogs: true,
      spellcheck: false
    }
  }
}
