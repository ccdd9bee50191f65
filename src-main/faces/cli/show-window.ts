/** Shows a program in a browser, or says where to look. */
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

/** The web door is open from now on, and closes with the program when somebody ends it. */
export function stayOpen(
  bench: Bench,
  door: OpenedDoor,
  close: () => Promise<void>,
  options: { open: boolean }
): Outcome {
  return {
    data: { url: door.url, origin: door.origin },
    lines: ['Rexxfleet is open at this address, for one browser. Ctrl-C ends it.', door.url],
    stay: async () => {
      if (options.open) showInBrowser(bench, door.url)
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
  options: { port?: number; open: boolean }
): Promise<Outcome> {
  try {
    const port = options.port === undefined ? {} : { port: options.port }
    const door = await bench.world.openWebDoor(program, port)
    return stayOpen(bench, door, close, options)
  } catch (thrown) {
    await close()
    throw thrown
  }
}
