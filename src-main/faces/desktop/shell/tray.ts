import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import type { Labels } from './labels.ts'

export interface TrayActions {
  show(view?: string): void
  quit(): void
}

/** The little picture that says how many runs are at work. */
export class FleetTray {
  readonly #tray: Tray
  readonly #actions: TrayActions

  constructor(root: string, actions: TrayActions) {
    // A build without the picture still gets a tray: its words say everything.
    this.#tray = new Tray(nativeImage.createFromPath(join(root, 'resources', 'tray.png')))
    this.#actions = actions
    this.#tray.on('click', () => actions.show())
  }

  tell(labels: Labels, running: number): void {
    const text = running > 0 ? labels.running(running) : labels.idle
    this.#tray.setToolTip(`Rexxfleet: ${text}`)
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text, enabled: running > 0, click: () => this.#actions.show('/runs') },
        { type: 'separator' },
        { label: labels.show, click: () => this.#actions.show() },
        { role: 'quit', click: () => this.#actions.quit() }
      ])
    )
  }
}
