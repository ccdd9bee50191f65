/** What benches measure inside the page: it is put into each page before its own scripts, and called by name. */
interface Frames {
  /** Median frame time in milliseconds. */
  readonly median: number
  /** The longest task in milliseconds; 0: none took 50. */
  readonly longest: number
}

interface InPage {
  /** Time in milliseconds since navigation at which a card of the graph takes the focus and the rest is drawn. */
  graphUsable(): Promise<number>
  /** When the last answer to this call had arrived, in milliseconds since navigation. */
  arrived(call: string): number
  /** Time since navigation at which this text is painted. */
  painted(text: string): Promise<number>
  /** From the next press of the mouse to the first lit target, in milliseconds. */
  lit(): Promise<number>
  /** Where a card can be dragged from. */
  disc(): { readonly x: number; readonly y: number } | null
  startFrames(): void
  endFrames(): Frames
  /** Hands the window news of a run so many times a second, as the door's socket does. */
  reportRun(linkId: string, timesASecond: number): void
  endReport(): void
}

const longTasks: number[] = []
const sockets: WebSocket[] = []
let frames: number[] = []
let watching = false
let beat = 0

new PerformanceObserver(list => {
  for (const entry of list.getEntries()) longTasks.push(entry.duration)
}).observe({ type: 'longtask' })

window.WebSocket = class extends WebSocket {
  constructor(...given: ConstructorParameters<typeof WebSocket>) {
    super(...given)
    sockets.push(this)
  }
}

function when<T>(found: () => T | null): Promise<T> {
  return new Promise(resolve => {
    const look = (): void => {
      const value = found()
      if (value === null) requestAnimationFrame(look)
      else resolve(value)
    }
    look()
  })
}

/** After the frame that shows it. */
async function paintedNow(): Promise<number> {
  await new Promise(requestAnimationFrame)
  await new Promise(resolve => setTimeout(resolve))
  return performance.now()
}

const bench: InPage = {
  async graphUsable() {
    await when(() => {
      const card = document.querySelector('.vue-flow__node-site')
      return card?.checkVisibility({ visibilityProperty: true }) && document.querySelector('.far-layer')
        ? true
        : null
    })
    return paintedNow()
  },
  arrived(call) {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return entries.findLast(entry => entry.name.endsWith(`/api/call/${call}`))?.responseEnd ?? 0
  },
  async painted(text) {
    await when(() => (document.body?.innerText.includes(text) ? true : null))
    return paintedNow()
  },
  async lit() {
    const start = await new Promise<number>(resolve =>
      document.addEventListener('mousedown', event => resolve(event.timeStamp), { capture: true, once: true })
    )
    await when(() => document.querySelector('.card.lit'))
    return (await paintedNow()) - start
  },
  disc() {
    const boxes = [...document.querySelectorAll('.vue-flow__node-site .handle.out')].map(handle =>
      handle.getBoundingClientRect()
    )
    const box = boxes.find(({ x, y }) => x > 200 && x < 760 && y > 150 && y < 600)
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null
  },
  startFrames() {
    longTasks.length = 0
    frames = []
    watching = true
    let before = performance.now()
    const frame = (now: number): void => {
      frames.push(now - before)
      before = now
      if (watching) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  },
  endFrames() {
    watching = false
    const sorted = frames.toSorted((left, right) => left - right)
    return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: Math.max(0, ...longTasks) }
  },
  reportRun(linkId, timesASecond) {
    const every = 1_000 / timesASecond
    const counts = { create: 0, update: 5_000, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 }
    let sent = 0
    beat = window.setInterval(() => {
      sent += 1
      const run = {
        id: 'run-live',
        revision: sent,
        linkId,
        state: 'pushing',
        counts,
        sent,
        toSend: 5_000,
        requests: sent,
        bytes: sent,
        startedBy: 'window',
        startedAt: Date.now(),
        endedAt: null,
        durationMs: sent * every,
        reason: null
      }
      const data = JSON.stringify({ name: 'run.changed', data: { run } })
      sockets.at(-1)?.dispatchEvent(new MessageEvent('message', { data }))
    }, every)
  },
  endReport: () => window.clearInterval(beat)
}

Object.assign(window, { bench })

export {}
