/** Programs in processes of their own, killed at a given request. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { SiteDouble } from '../../src-main/demo/site-double.ts'
import { root } from '../support/build.ts'
import type { Order } from './children/run-worker.ts'

/** Loads programs beforehand, so that none has to be waited for. They are bundled, as users have them: that takes a third of the time. */
export class Workers {
  readonly #folder = join(root, 'test-results', `faults-${process.pid}`)
  #bundle: Promise<unknown> | null = null
  #next: ChildProcess | null = null

  /** A loaded program that does what it is told. */
  async take(order: Order): Promise<ChildProcess> {
    this.#bundle ??= build({
      root,
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/keyring'] },
      build: { ssr: 'test/faults/children/run-worker.ts', outDir: this.#folder, target: 'node24' }
    })
    await this.#bundle
    const child = this.#next ?? this.#start()
    this.#next = this.#start()
    child.stdin!.end(`${JSON.stringify(order)}\n`)
    return child
  }

  close(): void {
    this.#next?.kill('SIGKILL')
    this.#next = null
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #start(): ChildProcess {
    return spawn(process.execPath, [join(this.#folder, 'run-worker.js')], {
      stdio: ['pipe', 'ignore', 'inherit']
    })
  }
}

/** Where a program is killed: at which request of all that reach the sites, counted from 1, and how long after it came in. */
export interface KillPoint {
  readonly request: number
  readonly delayMs: number
}

/** Kills a program at a point, with SIGKILL; resolves when it is gone, also where it ended before by itself. */
export async function killAt(
  child: ChildProcess,
  doubles: readonly SiteDouble[],
  { request, delayMs }: KillPoint
): Promise<void> {
  let seen = 0
  const watch = (): boolean => {
    seen += 1
    if (seen === request) setTimeout(() => child.kill('SIGKILL'), delayMs)
    return false
  }
  const watches = doubles.map(({ faults }) => faults.add({ kind: 'cut', match: watch, times: Infinity }))
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  for (const one of watches) one.remove()
  if (child.signalCode !== 'SIGKILL' && child.exitCode !== 0)
    throw new Error(`the program ended by itself, with ${child.exitCode}`)
}
