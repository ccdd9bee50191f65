/** The terminal's entry: hands it the real world. What takes time to load is loaded when a command needs it. */
import { openVaultAhead } from '../../app/vault-ahead.ts'
import { findInstallation } from '../installation.ts'
import { keepSmall } from './keep-small.ts'
import { realScreen } from './screen.ts'
import { runTerminal } from './terminal.ts'
import type { World } from './world.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** The launcher passes signals on that the terminal may have sent here as well: within this time they count as one. */
const sameSignalMs = 500

/** The first signal asks the program to end; another one, later, does not ask. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController()
  let first = 0
  for (const signal of signals)
    process.on(signal, () => {
      if (first !== 0 && performance.now() - first > sameSignalMs) process.exit(130)
      first ||= performance.now()
      stop.abort(signal)
    })
  return stop.signal
}

function realWorld(): World {
  const installation = findInstallation(import.meta.dirname)
  return {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    version: installation.version,
    stop: stopOnSignals(),
    askEveryMs: 1000,
    screen: realScreen(process.env, installation),
    interrupt: () => process.kill(process.pid, 'SIGINT'),
    openProgram: async options => {
      const vaultAhead = openVaultAhead(options)
      const program = import('../../app/program.ts')
      // Loaded while the vault is being opened, which takes its time and no processor of ours.
      if (options.startedBy === 'window')
        program.then(() => import('../web/open-web-door.ts')).catch(() => undefined)
      return (await program).openProgram({ ...options, vaultAhead })
    },
    openWebDoor: async (program, options) =>
      (await import('../web/open-web-door.ts')).openWebDoor(program, {
        ...options,
        windowFiles: installation.windowFiles
      }),
    runDemo: async options => (await import('../../app/demo/demo-story.ts')).runDemo(options)
  }
}

// Before anything large is loaded: later it would help less.
if (process.argv.includes('serve')) keepSmall()
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exit(await runTerminal(process.argv.slice(2), realWorld()))
