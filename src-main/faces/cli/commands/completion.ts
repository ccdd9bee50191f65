import { Argument, type Command } from 'commander'
import { bashCompletion } from '../completion/bash.ts'
import { fishCompletion } from '../completion/fish.ts'
import { completions } from '../completion/words.ts'
import { zshCompletion } from '../completion/zsh.ts'
import type { Bench } from '../session.ts'
import type { Registry } from './registry.ts'

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

export function addCompletionCommand(root: Command, registry: Registry): void {
  root
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(new Argument('<shell>').choices(Object.keys(shells)))
    .action(
      registry.actAlone(async (_bench: Bench, shell: string) => {
        const text = shells[shell as keyof typeof shells](completions(root))
        return { data: { text }, lines: [text.trimEnd()] }
      })
    )
}
