import type { Command } from 'commander'
import type { Outcome } from '../outcome.ts'
import { openFor } from '../perform.ts'
import type { Bench } from '../session.ts'
import { openDoorOrClose } from '../show-window.ts'
import { portNumber } from './numbers.ts'
import type { Registry } from './registry.ts'

interface ServeOptions {
  port?: number
  open: boolean
  headless?: boolean
}

export async function serve(bench: Bench, options: ServeOptions): Promise<Outcome> {
  const program = await openFor(bench, 'window')
  return openDoorOrClose(bench, program, () => program.close(), options)
}

/** Electron where it can be shown; else one line why not, and the web door. */
async function start(bench: Bench): Promise<Outcome> {
  const { screen, stop } = bench.world
  const binary = screen.electronBinary()
  if (binary !== null && screen.hasDisplay())
    return {
      data: { door: 'desktop' },
      lines: [],
      stay: () => screen.runDesktop(binary, { dataDirectory: bench.options.dataDirectory, stop })
    }
  bench.paper.say(
    binary === null
      ? 'Electron is not installed (npx install-electron gets it): opening the web door instead.'
      : 'There is no display: opening the web door instead.'
  )
  return serve(bench, { open: true })
}

export function addServeCommands(root: Command, registry: Registry): void {
  root
    .command('serve')
    .description('open the window in a browser')
    .option('--port <n>', 'at this port; else any that is free', portNumber)
    .option('--no-open', 'only print the address')
    .option('--headless', 'no window: only what is planned by time, /healthz and /metrics')
    .action(registry.actAlone(serve))
  root.command('start').description('open the desktop window').action(registry.actAlone(start))
}
