import type { WebContents } from 'electron'
import { isAppAddress } from './sender-check.ts'

type Stoppable = { preventDefault(): void }

/** A page stays where it is: no other address, no second window, no embedded one. `open` is told what somebody wanted to see. */
export function denyLeaving(contents: WebContents, open: (address: string) => void): void {
  const stay = (event: Stoppable, address: string): void => {
    if (!isAppAddress(address)) event.preventDefault()
  }
  contents.on('will-navigate', event => stay(event, event.url))
  contents.on('will-redirect', event => stay(event, event.url))
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame || !isAppAddress(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    open(url)
    return { action: 'deny' }
  })
}
