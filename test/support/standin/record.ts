/** What the desktop door did to Electron; the host looks at it. */
import type { BrowserWindow } from './electron.ts'

export interface CustomScheme {
  scheme: string
  privileges: Record<string, boolean>
}

export interface MenuItem {
  label?: string
  role?: string
  type?: string
  checked?: boolean
  accelerator?: string
  enabled?: boolean
  click?: (item: { checked: boolean }) => void
  submenu?: MenuItem[] | string
}

export const record = {
  schemes: [] as CustomScheme[],
  windows: [] as BrowserWindow[],
  openedOutside: [] as string[],
  errorBoxes: [] as { title: string; content: string }[],
  messages: [] as string[],
  clipboard: '',
  exitCode: null as number | null,
  quits: 0,
  paths: {} as Record<string, string>,
  sandboxed: false,
  hasLock: true,
  menu: [] as MenuItem[],
  tray: { tip: '', menu: [] as MenuItem[], icon: '' },
  notifications: [] as { body: string; click: () => void }[],
  protocolClients: [] as string[],
  loginItem: null as unknown,
  handlers: new Map<string, (event: unknown, ...given: unknown[]) => unknown>(),
  protocols: new Map<string, (request: Request) => Promise<Response>>()
}
