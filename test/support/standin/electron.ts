/**
 * Stands in for Electron's main process, as far as the desktop door uses it. Follows Electron's documentation: arguments and results
 * are cloned, a second handler for a channel is refused, events pass the objects that the real ones pass. It shows no window, and
 * proves nothing about Chromium's sandbox.
 */
import { EventEmitter } from 'node:events'
import { record, type CustomScheme, type MenuItem } from './record.ts'

export { record, type CustomScheme } from './record.ts'

type Listener = (...given: never[]) => unknown

class WillEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

class App extends EventEmitter {
  #ready = false
  #whenReady = new Promise<void>(resolve =>
    setImmediate(() => {
      // macOS starts the program for a link like this: once, and before it is ready.
      const link = process.env['STANDIN_LINK']
      if (link !== undefined) this.emit('open-url', new WillEvent(), link)
      this.#ready = true
      resolve()
    })
  )

  whenReady(): Promise<void> {
    return this.#whenReady
  }
  isReady(): boolean {
    return this.#ready
  }
  requestSingleInstanceLock(): boolean {
    record.hasLock = process.env['STANDIN_SECOND_INSTANCE'] === undefined
    return record.hasLock
  }
  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready')
    record.sandboxed = true
  }
  readonly isPackaged = process.env['STANDIN_PACKAGED'] !== undefined
  getName(): string {
    return 'rexxfleet'
  }
  getVersion(): string {
    return '0.1.0'
  }
  getLocale(): string {
    return process.env['STANDIN_LOCALE'] ?? 'en-GB'
  }
  getPath(name: string): string {
    return record.paths[name] ?? process.env['HOME'] ?? ''
  }
  setAppUserModelId(): void {}
  setAsDefaultProtocolClient(scheme: string): boolean {
    record.protocolClients.push(scheme)
    return true
  }
  getLoginItemSettings(): { wasOpenedAtLogin: boolean } {
    return { wasOpenedAtLogin: false }
  }
  setLoginItemSettings(settings: unknown): void {
    record.loginItem = settings
  }
  setPath(name: string, path: string): void {
    record.paths[name] = path
  }
  /** As the real one: windows first, then `will-quit`, which may still hold it. */
  quit(): void {
    record.quits += 1
    const event = new WillEvent()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
  exit(code = 0): void {
    record.exitCode ??= code
    this.emit('standin-exit')
  }
}

export const app = new App()

// Where Electron keeps what lies beside the archive in a packaged copy.
Object.assign(process, { resourcesPath: process.env['STANDIN_RESOURCES'] })

class WebContents extends EventEmitter {
  readonly sent: { channel: string; given: unknown[] }[] = []
  readonly mainFrame = { url: '', parent: null }
  openHandler: ((details: { url: string }) => { action: string }) | null = null

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  send(channel: string, ...given: unknown[]): void {
    this.sent.push({ channel, given: given.map(one => structuredClone(one)) })
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: unknown
  readonly webContents = new WebContents()
  #destroyed = false
  focused = 0
  shown = 0

  constructor(options: unknown) {
    super()
    this.options = options
    record.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown += 1
  }
  focus(): void {
    this.focused += 1
  }
  isFocused(): boolean {
    return this.focused > 0
  }
  isMaximized(): boolean {
    return false
  }
  maximize(): void {}
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 40, y: 50, width: 1000, height: 700 }
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  isDestroyed(): boolean {
    return this.#destroyed
  }
  close(): void {
    this.emit('close')
    this.#destroyed = true
    this.emit('closed')
    if (record.windows.every(window => window.isDestroyed())) app.emit('window-all-closed')
  }
}

export const ipcMain = {
  handle(channel: string, handler: (event: unknown, ...given: unknown[]) => unknown): void {
    if (record.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    record.handlers.set(channel, handler)
  }
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    record.schemes.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    if (!app.isReady()) throw new Error('protocol.handle should be called after app is ready')
    record.protocols.set(scheme, handler)
  }
}

class Session extends EventEmitter {
  permission: Listener | null = null
  permissionCheck: Listener | null = null
  device: Listener | null = null
  beforeRequest: { urls: string[]; decide: Listener } | null = null
  readonly webRequest = {
    onBeforeRequest: (filter: { urls: string[] }, decide: Listener): void => {
      this.beforeRequest = { urls: filter.urls, decide }
    }
  }
  setPermissionRequestHandler(handler: Listener): void {
    this.permission = handler
  }
  setPermissionCheckHandler(handler: Listener): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: Listener): void {
    this.device = handler
  }
}

export const session = { defaultSession: new Session() }

export const shell = {
  async openExternal(url: string): Promise<void> {
    record.openedOutside.push(url)
  }
}

export const dialog = {
  async showMessageBox({ message }: { message: string }): Promise<void> {
    record.messages.push(message)
  },
  showErrorBox(title: string, content: string): void {
    record.errorBoxes.push({ title, content })
  }
}

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu: (menu: MenuItem[]): void => void (record.menu = menu)
}

export const nativeImage = { createFromPath: (path: string): string => path }

export class Tray extends EventEmitter {
  constructor(icon: string) {
    super()
    record.tray.icon = icon
  }
  setToolTip(tip: string): void {
    record.tray.tip = tip
  }
  setContextMenu(menu: MenuItem[]): void {
    record.tray.menu = menu
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }
  readonly #body: string
  constructor({ body }: { body: string }) {
    super()
    this.#body = body
  }
  show(): void {
    record.notifications.push({ body: this.#body, click: () => void this.emit('click') })
  }
}

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
}

export const clipboard = {
  writeText(text: string): void {
    record.clipboard = text
  }
}

export { WillEvent }
