import { appAddress } from './channels.ts'

/** As much of a frame as the check needs; Electron's WebFrameMain fits. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

export interface Sender {
  readonly sender: unknown
  /** Null where the frame has gone or navigated meanwhile. */
  readonly senderFrame: SenderFrame | null
}

export function isAppAddress(address: string): boolean {
  return address === appAddress || address.startsWith(appAddress)
}

/** Only the window's own top frame may call, and only while it shows our page. */
export function isOwnFrame(event: Sender, contents: unknown): boolean {
  const frame = event.senderFrame
  return (
    contents !== null &&
    event.sender === contents &&
    frame !== null &&
    frame.parent === null &&
    isAppAddress(frame.url)
  )
}
