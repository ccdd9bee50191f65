/**
 * Stands in for Electron's main process, as far as the desktop door uses it. Follows Electron's documentation: arguments and results
 * are cloned, a second handler for a channel is refused, events pass the objects that the real ones pass. It shows no window, and
 * proves nothing about Chromium's sandbox.
 */
import { EventEmitter } from 'node:events'

type Listener = (...given: never[]) => unknown

export interface CustomScheme {
  scheme: string
  privileges: Record<string, boolean>
}

/** What the desktop door did to Electron; the host looks at it. */
export const record = {
  schemes: [] as CustomScheme[],
  windows: [] as BrowserWindow[],
  openedOutside: [] as string[],
  errorBoxes: [] as { title: string; content: string }[],
  clipboard: '',
  exitCode: null as number | null,
  quits: 0,
  paths: {} as Record<string, string>,
  sandboxed: false,
  hasLock: true,
  handlers: new Map<string, (event: unknown, ...given: unknown[]) => unknown>(),
  protocols: new Map<string, (request: Request) => Promise<Response>>()
}

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
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  isDestroyed(): boolean {
    return this.#destroyed
  }
  close(): void {
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
  showErrorBox(title: string, content: string): void {
    record.errorBoxes.push({ title, content })
  }
}

export const clipboard = {
  writeText(text: string): void {
    record.clipboard = text
  }
}

export { WillEvent }
