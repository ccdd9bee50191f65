import type { Command } from 'commander'
import { allCommands } from './command-tree.ts'
import { examples } from './examples.ts'

/** Gives every command its examples, and where it was typed wrong the way to them. */
export function addHelp(root: Command): void {
  root.showHelpAfterError('See: rexxfleet --help')
  for (const { words, command } of allCommands(root)) {
    command.showHelpAfterError(`See: rexxfleet ${words} --help`)
    const shown = examples[words]
    if (shown)
      command.addHelpText('after', `\nExamples:\n${shown.map(one => `  rexxfleet ${one}`).join('\n')}`)
  }
}
