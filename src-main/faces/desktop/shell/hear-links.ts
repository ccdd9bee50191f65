import type { App } from 'electron'

type Open = (argv: readonly string[]) => void

/**
 * Hears of links and second starts from the first moment on: macOS tells the link that starts the program before it is ready, and tells it
 * once. Gives the way to hand over who opens them: then what came last meanwhile is opened, else `otherwise`, or nothing.
 */
export function hearLinks(app: Pick<App, 'on'>): (open: Open, otherwise: readonly string[] | null) => void {
  let open: Open | null = null
  let early: readonly string[] | null = null
  const hear = (argv: readonly string[]): void => {
    if (open) open(argv)
    else early = argv
  }
  app.on('open-url', (event, link) => {
    event.preventDefault()
    hear([link])
  })
  app.on('second-instance', (_event, argv) => hear(argv))
  return (opener, otherwise) => {
    open = opener
    const first = early ?? otherwise
    if (first) opener(first)
  }
}
