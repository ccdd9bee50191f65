import { askSecret, canAsk } from './prompt.ts'
import { orStopped } from './stopped.ts'
import type { World } from './world.ts'

const longest = 10_000

/** A secret from standard input: typed unseen, or piped in. It is in no argument, no history, and on no screen. */
export async function readSecret(world: World, question: string): Promise<string> {
  if (canAsk(world)) return (await askSecret(world, question)).trim()
  return orStopped(allOf(world.stdin), world.stop)
}

async function allOf(stdin: NodeJS.ReadStream): Promise<string> {
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.length > longest) break
  }
  return text.trim()
}
