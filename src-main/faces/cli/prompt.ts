/** Questions to a person. Nobody is asked where nobody can answer. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { World } from './world.ts'

type Asking = Pick<World, 'stdin' | 'stderr' | 'stop' | 'interrupt'>

export function canAsk(world: Pick<World, 'stdin'>): boolean {
  return world.stdin.isTTY === true
}

/** What is typed is shown by the terminal only where `echo` says so. */
async function ask(world: Asking, question: string, echo: boolean): Promise<string> {
  world.stderr.write(question)
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (echo) world.stderr.write(chunk.toString())
      done()
    }
  })
  const lines = createInterface({ input: world.stdin, output, terminal: true })
  lines.on('SIGINT', () => world.interrupt())
  try {
    return await lines.question('', { signal: world.stop })
  } finally {
    lines.close()
    if (!echo) world.stderr.write('\n')
  }
}

export function askText(world: Asking, question: string): Promise<string> {
  return ask(world, `${question} `, true)
}

export function askSecret(world: Asking, question: string): Promise<string> {
  return ask(world, `${question} `, false)
}

/** Anything but a clear yes is a no. */
export async function askYes(world: Asking, question: string): Promise<boolean> {
  return /^(y|yes|j|ja)$/i.test((await askText(world, `${question} [y/N]`)).trim())
}
