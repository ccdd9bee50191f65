import type { DownloadItem, Session } from 'electron'
import { appHost, appScheme } from './channels.ts'

const outside = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*']
const pictures = new Set(['image/svg+xml', 'image/png'])

/** A picture of the graph that the window drew itself: the person is asked where to save it. */
function isOwnPicture(item: DownloadItem): boolean {
  return item.getURL().startsWith(`blob:${appScheme}://${appHost}/`) && pictures.has(item.getMimeType())
}

/** The window's session may do nothing that the window does not need: no permission, no device, no network, no download but its own. */
export function denyExtras(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (!isOwnPicture(item)) event.preventDefault()
  })
  session.webRequest.onBeforeRequest({ urls: outside }, (_details, decide) => decide({ cancel: true }))
}
