/** The process in which the desktop's main bundle runs on the stand-in: does what the test tells it, and answers. */
import { pathToFileURL } from 'node:url'
import { acts, type Acts } from './acts.ts'
import { app, record } from './electron.ts'

export interface Order {
  id: number
  act: keyof Acts
  given: unknown
}

export type Answer = { id: number; result: unknown } | { id: number; error: string } | { ready: true }

const tell = (answer: Answer): void => void process.send?.(answer)

process.on('message', (order: Order) => {
  const act = acts[order.act] as (given: unknown) => unknown
  Promise.resolve()
    .then(() => act(order.given))
    .then(result => tell({ id: order.id, result: result ?? null }))
    .catch((error: unknown) => tell({ id: order.id, error: String(error) }))
})

// The real Electron ends here. The stand-in tells first what had happened by then.
app.on('standin-exit', () => {
  process.send?.({ id: -1, result: acts.look(null) } satisfies Answer, () =>
    process.exit(record.exitCode ?? 0)
  )
})

await import(pathToFileURL(process.argv[2] ?? '').href)
tell({ ready: true })
