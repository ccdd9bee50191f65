/** All that the window gets of the main process: calls by name, and events. Runs in the sandbox. */
import { contextBridge, ipcRenderer } from 'electron'
import type { WindowApi } from '../../contract/door.ts'
import type { EventMessage } from '../../contract/events.ts'
import type { Result } from '../../contract/result.ts'
import { channels } from './channels.ts'

const api: WindowApi = {
  door: 'desktop',
  invoke: (name, input) => ipcRenderer.invoke(channels.invoke, name, input) as Promise<Result<unknown>>,
  listen(listener) {
    // The event object leads to ipcRenderer: it is not handed on.
    const hear = (_event: unknown, message: EventMessage): void => listener(message)
    ipcRenderer.on(channels.event, hear)
    return () => void ipcRenderer.removeListener(channels.event, hear)
  }
}

contextBridge.exposeInMainWorld('rexxfleet', api)
