import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { appAddress } from './channels.ts'
import { windowOptions } from './window-options.ts'

/** The one window: made when it is needed, brought to the front when it is there. */
export class MainWindow {
  readonly #preload: string
  #window: BrowserWindow | null = null

  constructor(root: string) {
    this.#preload = join(root, 'out', 'preload', 'preload.cjs')
  }

  get contents(): Electron.WebContents | null {
    return this.#window && !this.#window.isDestroyed() ? this.#window.webContents : null
  }

  show(): void {
    const window = this.#window
    if (!window || window.isDestroyed()) return this.#open()
    if (window.isMinimized()) window.restore()
    window.focus()
  }

  #open(): void {
    const window = new BrowserWindow(windowOptions(this.#preload))
    this.#window = window
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => (this.#window = null))
    void window.loadURL(appAddress)
  }
}
