import { setTimeout as pause } from 'node:timers/promises'
import { ensureBuilt } from '../../support/build.ts'
import { below, type Bench } from '../figure.ts'
import { openHundredSites } from '../support/hundred-sites.ts'
import { startWebDoor, type WebDoorProcess } from '../support/web-door-process.ts'

const idleSeconds = Number(process.env['IDLE_SECONDS'] ?? 60)
/** An hour of looks, one a minute, in shorter time. */
const looks = 60
const cpu = 'process_cpu_seconds_total'
const memory = 'process_resident_memory_bytes'

async function idleShare(door: WebDoorProcess): Promise<number> {
  await pause(3000)
  const before = await door.metric(cpu)
  await pause(idleSeconds * 1000)
  return (((await door.metric(cpu)) - before) / idleSeconds) * 100
}

/** Issue 5, point 3: what the program costs while nobody uses it, and after an hour's looks at 100 sites. */
export const idle: Bench = {
  name: 'idle',
  async run() {
    await ensureBuilt()
    const fleet = await openHundredSites()
    const door = await startWebDoor(fleet.dataDirectory)
    try {
      await door.enter()
      await door.call('sites.list', {})
      const share = await idleShare(door)
      let most = 0
      for (let look = 0; look < looks; look += 1) {
        await door.call('sites.check', {})
        most = Math.max(most, await door.metric(memory))
      }
      await pause(5000)
      const after = await door.metric(memory)
      return {
        figures: [
          below('Idle with 100 sites', share, '% CPU', 0.5),
          below('Memory after 60 looks at 100 sites', after / 2 ** 20, 'MB RSS', 160)
        ],
        how: `idle: ${idleSeconds} s of the web door's process; memory: an hour's looks (one a minute) without the pauses between them, ${fleet.answered()} requests answered, at most ${Math.round(most / 2 ** 20)} MB meanwhile`
      }
    } finally {
      await door.end()
      await fleet.close()
    }
  }
}
