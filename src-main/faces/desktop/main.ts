/** The desktop's entry: one instance, one window, one program behind it. */
import { join } from 'node:path'
import { app, clipboard, dialog, ipcMain, protocol, session, shell } from 'electron'
import { openProgram } from '../../app/program.ts'
import type { Program } from '../../contract/door.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import { findInstallation } from '../installation.ts'
import { takePassphrase } from '../take-passphrase.ts'
import { serveWindow, windowScheme } from './app-protocol.ts'
import { appScheme, channels } from './channels.ts'
import { dataDirectoryOf } from './command-line.ts'
import { denyLeaving } from './deny-contents.ts'
import { denyExtras } from './deny-session.ts'
import { mayOpenOutside } from './external-links.ts'
import { closeBeforeQuitting } from './life-cycle.ts'
import { MainWindow } from './main-window.ts'
import { offerCalls } from './offer-calls.ts'
import { useOwnProfile } from './own-profile.ts'
import { isOwnFrame } from './sender-check.ts'
import { sayAppId } from './shell/app-id.ts'
import { addComforts } from './shell/comforts.ts'
import { watchForCrashes } from './shell/crash-watch.ts'
import { hearLinks } from './shell/hear-links.ts'
import { startsHidden } from './shell/login-item.ts'

const installation = findInstallation(import.meta.dirname)
const dataDirectory = dataDirectoryOf(process.argv, process.env)
const passphrase = takePassphrase(process.env)
const handOverLinks = hearLinks(app)
const window = new MainWindow(installation.root, join(dataDirectory, 'electron', 'window.json'))

async function openOutside(program: Program, address: string): Promise<void> {
  const sites = await program.call('sites.list', {})
  if (
    mayOpenOutside(
      address,
      sites.map(site => site.baseUrl)
    )
  )
    await shell.openExternal(address)
}

function connect(program: Program): void {
  offerCalls(ipcMain, program, event => isOwnFrame(event, window.contents))
  program.listen(message => window.contents?.send(channels.event, message))
  app.on('web-contents-created', (_event, contents) =>
    denyLeaving(contents, address => void openOutside(program, address).catch(() => undefined))
  )
}

async function run(): Promise<void> {
  await app.whenReady()
  const program = await openProgram({
    dataDirectory,
    startedBy: 'window',
    schedules: true,
    passphrase: () => Promise.resolve(passphrase),
    preferVault: passphrase !== null,
    clipboard: text => clipboard.writeText(text)
  })
  denyExtras(session.defaultSession)
  protocol.handle(appScheme, serveWindow(installation.windowFiles))
  connect(program)
  const comforts = await addComforts(program, window, installation.root)
  closeBeforeQuitting(app, program, comforts.staysInTray)
  app.on('activate', () => window.show())
  handOverLinks(argv => comforts.open(argv), startsHidden(app, process.argv) ? null : process.argv)
}

app.enableSandbox()
sayAppId(app)
watchForCrashes(app, dataDirectory, installation.version)
useOwnProfile(app, dataDirectory)
protocol.registerSchemesAsPrivileged([windowScheme])
if (app.requestSingleInstanceLock()) {
  run().catch((thrown: unknown) => {
    dialog.showErrorBox('Rexxfleet cannot start', asAppError(thrown).message)
    app.exit(1)
  })
} else {
  app.quit()
}
