import { orStopped } from './stopped.ts'
import type { World } from './world.ts'

export interface Waiting<T> {
  /** Tells of every change from now on; gives the way to stop. */
  listen(hear: (view: T) => void): () => void
  /** Begins what is waited for. */
  begin(): Promise<T>
  /** Asks how it is, in case an event was missed. */
  ask(): Promise<T>
  isOver(view: T): boolean
  onChange?(view: T): void
  readonly world: Pick<World, 'stop' | 'askEveryMs'>
}

/** Begins something and waits until it is over: told by events, and asking now and then. */
export async function waitFor<T>(waiting: Waiting<T>): Promise<T> {
  let stopListening: () => void = () => undefined
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<T>((resolve, reject) => {
    const hear = (view: T): void => {
      waiting.onChange?.(view)
      if (waiting.isOver(view)) resolve(view)
    }
    stopListening = waiting.listen(hear)
    const ask = (): void => void waiting.ask().then(hear, reject)
    timer = setInterval(ask, waiting.world.askEveryMs)
    waiting.begin().then(hear, reject)
  })
  try {
    return await orStopped(over, waiting.world.stop)
  } finally {
    stopListening()
    clearInterval(timer)
  }
}
