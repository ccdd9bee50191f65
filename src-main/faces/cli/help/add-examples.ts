import type { Command } from 'commander'
import { allCommands } from './command-tree.ts'
import { examples } from './examples.ts'

export function addExamples(root: Command): void {
  for (const { words, command } of allCommands(root)) {
    const shown = examples[words]
    if (shown)
      command.addHelpText('after', `\nExamples:\n${shown.map(one => `  rexxfleet ${one}`).join('\n')}`)
  }
}
