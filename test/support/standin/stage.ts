/** Runs the built desktop bundle on the stand-in, in a process of its own, and lets a test act on it. */
import { fork } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { desktopBundle } from '../build.ts'
import type { Acts, Look } from './acts.ts'
import type { Answer } from './host.ts'

export interface Stage {
  act<N extends keyof Acts>(name: N, given: Parameters<Acts[N]>[0]): Promise<Awaited<ReturnType<Acts[N]>>>
  /** Looks until what it sees is as wanted. */
  until(wanted: (look: Look) => boolean): Promise<Look>
  kill(signal: NodeJS.Signals): void
  /** Resolves when the process has ended, with its exit code and what was to be seen last. */
  readonly ended: Promise<{ code: number | null; last: Look | null }>
}

export interface Setting {
  dataDirectory: string
  env?: Record<string, string>
  /** Another bundle than the one that was just built: one that was packaged. */
  bundle?: string
  /** More arguments, as a link or a login would bring. */
  given?: string[]
}

export function openStage({ dataDirectory, env = {}, given = [], bundle = desktopBundle }: Setting): Stage {
  const { PATH, HOME } = process.env
  const child = fork(
    new URL('./host.ts', import.meta.url),
    [bundle, `--data-dir=${dataDirectory}`, ...given],
    {
      execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
      env: { PATH, HOME, REXXFLEET_PASSPHRASE: 'a passphrase for tests', ...env },
      serialization: 'advanced'
    }
  )
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let orders = 0
  let last: Look | null = null
  child.on('message', (answer: Answer) => {
    if ('ready' in answer) return
    if (answer.id === -1 && 'result' in answer) last = answer.result as Look
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) one?.reject(new Error(answer.error))
    else one?.resolve(answer.result as never)
  })
  const ended = new Promise<{ code: number | null; last: Look | null }>(resolve =>
    child.on('close', code => {
      for (const one of waiting.values()) one.reject(new Error('The desktop has ended.'))
      resolve({ code, last })
    })
  )
  const act: Stage['act'] = (name, given) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error('The desktop has ended.'))
      orders += 1
      waiting.set(orders, { resolve, reject })
      child.send({ id: orders, act: name, given })
    })
  return {
    act,
    ended,
    kill: signal => void child.kill(signal),
    async until(wanted) {
      for (let tries = 0; tries < 300; tries += 1) {
        const look = await act('look', null)
        if (wanted(look)) return look
        await pause(30)
      }
      throw new Error('It did not come to what was wanted.')
    }
  }
}
