import { join } from 'node:path'
import { app, BrowserWindow, screen } from 'electron'
import { appAddress } from './channels.ts'
import { keepWindowState, readWindowState } from './shell/window-state.ts'
import { windowOptions } from './window-options.ts'

/** The one window: made when it is needed, brought to the front when it is there. */
export class MainWindow {
  readonly #preload: string
  readonly #stateFile: string
  #window: BrowserWindow | null = null

  constructor(root: string, stateFile: string) {
    this.#preload = join(root, 'out', 'preload', 'preload.cjs')
    this.#stateFile = stateFile
  }

  get contents(): Electron.WebContents | null {
    return this.#window && !this.#window.isDestroyed() ? this.#window.webContents : null
  }

  get isFocused(): boolean {
    return this.#window !== null && !this.#window.isDestroyed() && this.#window.isFocused()
  }

  /** Shows the window, at a view where one is named: `/runs`. */
  show(view?: string): void {
    const address = view === undefined ? appAddress : `${appAddress}#${view}`
    const window = this.#window
    if (!window || window.isDestroyed()) return this.#open(address)
    if (window.isMinimized()) window.restore()
    window.focus()
    if (view !== undefined) void window.loadURL(address)
  }

  #open(address: string): void {
    const areas = screen.getAllDisplays().map(display => display.workArea)
    const state = readWindowState(this.#stateFile, areas)
    const window = new BrowserWindow(windowOptions(this.#preload, { state, developing: !app.isPackaged }))
    this.#window = window
    window.once('ready-to-show', () => {
      if (state?.maximized) window.maximize()
      window.show()
    })
    window.on('close', () =>
      keepWindowState(this.#stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    )
    window.on('closed', () => (this.#window = null))
    void window.loadURL(address)
  }
}
