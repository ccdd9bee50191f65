/** Shows a program in a browser, or says where to look. */
import { join } from 'node:path'
import type { Program } from '../../contract/door.ts'
import { canAsk } from './prompt.ts'
import type { Bench } from './session.ts'
import { untilStopped } from './stopped.ts'
import type { OpenedDoor } from './world.ts'
import type { Outcome } from './outcome.ts'

/** A browser is opened only for somebody who sits in front of it. */
function showInBrowser(bench: Bench, url: string): void {
  if (canAsk(bench.world) && bench.world.screen.hasDisplay()) bench.world.screen.openBrowser(url)
}

const tokenFile = (bench: Bench): string => join(bench.options.dataDirectory, 'metrics-token')

/** The token itself is never printed: it lies in a file that its owner alone can read. */
function headless(bench: Bench, origin: string): Pick<Outcome, 'data' | 'lines'> {
  const [health, metrics, file] = [`${origin}/healthz`, `${origin}/metrics`, tokenFile(bench)]
  return {
    data: { origin, health, metrics, metricsTokenFile: file },
    lines: [
      'Rexxfleet is at work without a window. Ctrl-C ends it.',
      `Health:  ${health}`,
      `Metrics: ${metrics} (Authorization: Bearer, with what is in ${file})`
    ]
  }
}

/** The web door is open from now on, and closes with the program when somebody ends it. */
export function stayOpen(
  bench: Bench,
  door: OpenedDoor,
  close: () => Promise<void>,
  options: { open: boolean }
): Outcome {
  const { url, origin } = door
  return {
    ...(url === null
      ? headless(bench, origin)
      : {
          data: { url, origin },
          lines: ['Rexxfleet is open at this address, for one browser. Ctrl-C ends it.', url]
        }),
    stay: async () => {
      if (options.open && url !== null) showInBrowser(bench, url)
      const exitCode = await untilStopped(bench.world.stop)
      await door.close()
      await close()
      return exitCode
    }
  }
}

export async function openDoorOrClose(
  bench: Bench,
  program: Program,
  close: () => Promise<void>,
  /** `watched`: metrics can be read with a token that lies in the data directory. A demo has no directory of its own to leave it in. */
  options: { port?: number; open: boolean; headless?: boolean; watched?: boolean }
): Promise<Outcome> {
  try {
    const door = await bench.world.openWebDoor(program, {
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.headless ? { headless: true } : {}),
      ...(options.watched === false ? {} : { metricsTokenFile: tokenFile(bench) })
    })
    return stayOpen(bench, door, close, options)
  } catch (thrown) {
    await close()
    throw thrown
  }
}
