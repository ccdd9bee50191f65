import { askSecret, canAsk } from './prompt.ts'
import type { World } from './world.ts'

const longest = 10_000

/** A secret from standard input: typed unseen, or piped in. It is in no argument, no history, and on no screen. */
export async function readSecret(world: World, question: string): Promise<string> {
  if (canAsk(world)) return (await askSecret(world, question)).trim()
  let text = ''
  for await (const chunk of world.stdin) {
    text += String(chunk)
    if (text.length > longest) break
  }
  return text.trim()
}
