import type { MenuItemConstructorOptions } from 'electron'
import type { Labels } from './labels.ts'
import type { Preferences } from './preferences.ts'

export interface MenuActions {
  show(view: string): void
  copyDiagnostics(): void
  checkUpdates(): void
  change(preference: keyof Preferences, value: boolean): void
}

export interface MenuState {
  readonly preferences: Preferences
  /** Paths of topology files, the newest first. */
  readonly recent: readonly string[]
  readonly mac: boolean
  readonly packaged: boolean
}

const views = ['fleet', 'topology', 'runs', 'schedules', 'doctor', 'activity'] as const

/** The native menu. Developer tools are in it only where the program is being developed. */
export function menuTemplate(
  labels: Labels,
  actions: MenuActions,
  { preferences, recent, mac, packaged }: MenuState
): MenuItemConstructorOptions[] {
  const go = (view: string, accelerator: string): MenuItemConstructorOptions => ({
    label: labels[view as keyof Labels] as string,
    accelerator,
    click: () => actions.show(`/${view}`)
  })
  const box = (name: keyof Preferences): MenuItemConstructorOptions => ({
    label: labels[name],
    type: 'checkbox',
    checked: preferences[name],
    click: item => actions.change(name, item.checked)
  })
  const file: MenuItemConstructorOptions[] = [
    go('settings', 'CmdOrCtrl+,'),
    box('openAtLogin'),
    box('keepInTray'),
    { type: 'separator' },
    {
      label: labels.recent,
      enabled: recent.length > 0,
      submenu: recent.map(path => ({
        // The system takes a single & for the mark of a shortcut.
        label: path.replaceAll('&', '&&'),
        click: () => actions.show(`/files?topology=${encodeURIComponent(path)}`)
      }))
    },
    { type: 'separator' },
    mac ? { role: 'close' } : { role: 'quit' }
  ]
  const tools: MenuItemConstructorOptions[] = packaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    { label: labels.file, submenu: file },
    { label: labels.edit, role: 'editMenu' },
    {
      label: labels.view,
      submenu: [
        ...views.map((view, at) => go(view, `CmdOrCtrl+${at + 1}`)),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...tools
      ]
    },
    {
      role: 'help',
      label: labels.help,
      submenu: [
        {
          label: labels.diagnostics,
          accelerator: 'CmdOrCtrl+Shift+D',
          click: () => actions.copyDiagnostics()
        },
        { label: labels.checkUpdates, click: () => actions.checkUpdates() },
        box('updates')
      ]
    }
  ]
}
