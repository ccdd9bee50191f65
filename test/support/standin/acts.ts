/** What a test may do to the desktop door from outside: the parts of Electron that act on it. */
import { heapInUse } from '../fuzz/memory.ts'
import { app, session, WillEvent } from './electron.ts'
import { record, type MenuItem } from './record.ts'

export interface Caller {
  /** The address that the calling frame shows; the window's own where left out. */
  url?: string
  /** The call comes from a frame inside the window's page. */
  nested?: boolean
  /** The call comes from other contents than the window's. */
  stranger?: boolean
  /** The frame has gone meanwhile. */
  gone?: boolean
}

/** Each act by its name, with its argument; its result travels back to the test. */
export interface Acts {
  look: (nothing: null) => Look
  invoke: (call: { channel: string; given: unknown[]; from?: Caller }) => Promise<unknown>
  fetch: (request: { url: string; method?: string }) => Promise<Fetched>
  navigate: (to: { event: string; url: string; isMainFrame?: boolean }) => boolean
  open: (url: string) => Promise<string>
  permissions: (nothing: null) => unknown[]
  download: (item: { url: string; type: string }) => boolean
  request: (url: string) => unknown
  secondInstance: (argv: string[] | null) => void
  openUrl: (link: string) => void
  /** Clicks on a menu's item by its label, as the user would. */
  menu: (label: string) => void
  clickNotification: (nothing: null) => void
  windowGone: (nothing: null) => void
  closeWindow: (nothing: null) => void
  activate: (nothing: null) => void
  memory: (nothing: null) => number
}

export interface Look {
  schemes: typeof record.schemes
  windows: { options: unknown; shown: number; focused: number; url: string; sent: unknown[] }[]
  channels: string[]
  protocols: string[]
  openedOutside: string[]
  errorBoxes: { title: string; content: string }[]
  clipboard: string
  sandboxed: boolean
  paths: Record<string, string>
  quits: number
  exitCode: number | null
  deniedAddresses: string[]
  /** `leads`: what the menus inside a menu have. */
  menu: { label: string; accelerators: string[]; leads: string[] }[]
  tray: string
  notifications: string[]
  messages: string[]
  protocolClients: string[]
}

export interface Fetched {
  status: number
  headers: Record<string, string>
  body: string
}

const lastWindow = (): (typeof record.windows)[number] => record.windows.at(-1)!

function invokeEvent(from: Caller): unknown {
  const contents = lastWindow().webContents
  const frame = { url: from.url ?? contents.mainFrame.url, parent: from.nested ? contents.mainFrame : null }
  return { sender: from.stranger ? {} : contents, senderFrame: from.gone ? null : frame }
}

export const acts: Acts = {
  look: () => ({
    schemes: record.schemes,
    windows: record.windows.map(window => ({
      options: window.options,
      shown: window.shown,
      focused: window.focused,
      url: window.webContents.mainFrame.url,
      sent: window.webContents.sent
    })),
    channels: [...record.handlers.keys()],
    protocols: [...record.protocols.keys()],
    openedOutside: record.openedOutside,
    errorBoxes: record.errorBoxes,
    clipboard: record.clipboard,
    sandboxed: record.sandboxed,
    paths: record.paths,
    quits: record.quits,
    exitCode: record.exitCode,
    deniedAddresses: session.defaultSession.beforeRequest?.urls ?? [],
    menu: record.menu.map(({ label = '', submenu }) => ({
      label,
      accelerators: (Array.isArray(submenu) ? submenu : []).flatMap(item => item.accelerator ?? []),
      leads: (Array.isArray(submenu) ? submenu : [])
        .flatMap(item => (Array.isArray(item.submenu) ? item.submenu : []))
        .map(item => item.label ?? '')
    })),
    tray: record.tray.tip,
    notifications: record.notifications.map(one => one.body),
    messages: record.messages,
    protocolClients: record.protocolClients
  }),
  async invoke({ channel, given, from = {} }) {
    const handler = record.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const cloned = given.map(one => structuredClone(one))
    return structuredClone(await handler(invokeEvent(from), ...cloned))
  },
  async fetch({ url, method = 'GET' }) {
    const handler = record.protocols.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error(`Nobody serves ${url}`)
    const response = await handler(new Request(url, { method }))
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text()
    }
  },
  navigate({ event, url, isMainFrame = true }) {
    const going = Object.assign(new WillEvent(), { url, isMainFrame })
    lastWindow().webContents.emit(event, going)
    return !going.defaultPrevented
  },
  async open(url) {
    const answer = lastWindow().webContents.openHandler?.({ url }).action ?? 'allow'
    await new Promise(resolve => setTimeout(resolve, 50))
    return answer
  },
  permissions() {
    const { permission, permissionCheck, device } = session.defaultSession
    const decided: unknown[] = []
    permission?.(...([{}, 'media', (allowed: boolean) => decided.push(allowed)] as never[]))
    return [...decided, permissionCheck?.(...([{}, 'media'] as never[])), device?.(...([{}] as never[]))]
  },
  download({ url, type }) {
    const event = new WillEvent()
    session.defaultSession.emit('will-download', event, { getURL: () => url, getMimeType: () => type })
    return !event.defaultPrevented
  },
  request(url) {
    let answer: unknown
    session.defaultSession.beforeRequest?.decide(
      ...([{ url }, (decided: unknown) => (answer = decided)] as never[])
    )
    return answer
  },
  secondInstance: argv => void app.emit('second-instance', {}, argv ?? [], ''),
  openUrl: link => void app.emit('open-url', new WillEvent(), link),
  menu(label) {
    const all = (items: MenuItem[]): MenuItem[] =>
      items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
    const found = all([...record.menu, ...record.tray.menu]).find(item => item.label === label)
    if (!found) throw new Error(`There is no ${label} in the menu.`)
    found.click?.({ checked: found.checked !== true })
  },
  clickNotification: () => record.notifications.at(-1)?.click(),
  windowGone: () =>
    void app.emit('render-process-gone', {}, {}, { reason: 'crashed', exitCode: 11, key: 'k'.repeat(32) }),
  closeWindow: () => lastWindow().close(),
  activate: () => void app.emit('activate'),
  memory: () => heapInUse()
}
