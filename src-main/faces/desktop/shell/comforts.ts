/** What a desktop program has beside its window: menu, tray, notifications, links, updates. */
import { app, clipboard, dialog, Menu, Notification } from 'electron'
import { Notices, type Notice } from '../../../app/notifications/notices.ts'
import { RunningRuns } from '../../../app/notifications/running-runs.ts'
import type { OpenProgram } from '../../../app/program.ts'
import { Updates } from '../../../app/updates/updates.ts'
import type { MainWindow } from '../main-window.ts'
import { linkAmong, linkScheme, viewOfLink } from './deep-link.ts'
import { labelsFor, type Labels } from './labels.ts'
import { setOpenAtLogin } from './login-item.ts'
import { menuTemplate, type MenuActions } from './menu.ts'
import { readPreferences, type Preferences } from './preferences.ts'
import { FleetTray } from './tray.ts'
import { updateSource } from './update-source.ts'

export interface Comforts {
  /** Whether the program lives on without a window. */
  staysInTray(): boolean
  open(argv: readonly string[]): void
}

export async function addComforts(program: OpenProgram, window: MainWindow, root: string): Promise<Comforts> {
  let { preferences, language } = await readPreferences(program)
  const labels = (): Labels => labelsFor(language, app.getLocale())
  const runs = new RunningRuns()
  const notices = new Notices()
  const tray = new FleetTray(root, { show: view => window.show(view), quit: () => app.quit() })
  const updates = new Updates({
    source: () => updateSource({ packaged: app.isPackaged, resources: process.resourcesPath }),
    wanted: async () => (await readPreferences(program)).preferences.updates,
    failed: fault => program.log.warn('an update failed', { fault })
  })

  const say = (message: string): void => void dialog.showMessageBox({ message, title: 'Rexxfleet' })
  const actions: MenuActions = {
    show: view => window.show(view),
    copyDiagnostics: () =>
      void program.call('app.diagnostics', {}).then(({ text }) => {
        clipboard.writeText(text)
        say(labels().copied)
      }),
    checkUpdates: () =>
      void updates.look().then(found => {
        const words = labels()
        if (found.state === 'ready') say(words.updateReady(found.version))
        else
          say(
            { none: words.updateNone, failed: words.updateFailed, unavailable: words.updateUnavailable }[
              found.state
            ]
          )
      }),
    change: (name, value) => void change(name, value)
  }

  async function change(name: keyof Preferences, value: boolean): Promise<void> {
    await program.call('settings.set', { key: name, value })
    if (name === 'openAtLogin') setOpenAtLogin(app, value, process.env)
    await refresh()
  }

  async function refresh(): Promise<void> {
    ;({ preferences, language } = await readPreferences(program))
    const files = await program.call('topology.recent', {})
    const recent = files.filter(({ there }) => there).map(({ path }) => path)
    const state = { preferences, recent, mac: process.platform === 'darwin', packaged: app.isPackaged }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(labels(), actions, state)))
    tray.tell(labels(), runs.count)
  }

  /** Asked for each time: the window may have turned it off meanwhile. */
  async function tell(notice: Notice): Promise<void> {
    if ((await program.call('settings.get', {}))['notifications'] === false) return
    const shown = new Notification({ title: 'Rexxfleet', body: labels()[notice.kind] })
    shown.on('click', () => window.show(notice.view))
    shown.show()
  }

  program.listen(message => {
    if (message.name === 'topology.recentChanged') void refresh()
    if (runs.hear(message)) tray.tell(labels(), runs.count)
    const notice = notices.of(message)
    if (!notice || window.isFocused || !Notification.isSupported()) return
    void tell(notice)
  })
  app.setAsDefaultProtocolClient(linkScheme)
  app.on('will-quit', () => updates.stop())
  updates.start()
  await refresh()
  return {
    staysInTray: () => preferences.keepInTray,
    open(argv) {
      const link = linkAmong(argv)
      window.show((link && viewOfLink(link)) ?? undefined)
    }
  }
}
