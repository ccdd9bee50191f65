import type { App } from 'electron'
import type { Program } from '../../contract/door.ts'

/** The program is closed before the app ends, however it is told to; on macOS it lives on without a window. */
export function closeBeforeQuitting(
  app: App,
  program: Pick<Program, 'close'>,
  staysInTray: () => boolean
): void {
  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void program.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !staysInTray()) app.quit()
  })
  process.on('SIGTERM', () => app.quit())
  process.on('SIGINT', () => app.quit())
}
