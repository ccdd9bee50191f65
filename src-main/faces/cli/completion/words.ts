import type { Command } from 'commander'
import { allCommands } from '../help/command-tree.ts'

/** What may come next after some words: commands, and options. */
export interface Completion {
  /** The words so far, without the program's name; empty for the beginning. */
  readonly words: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly {
    readonly name: string
    readonly description: string
    readonly takes: boolean
  }[]
}

function of(words: string, command: Command, root: Command): Completion {
  const own = command === root ? [] : command.options
  return {
    words,
    commands: command.commands.map(one => ({ name: one.name(), description: one.description() })),
    options: [...own, ...root.options]
      .filter(option => option.long)
      .map(option => ({
        name: option.long ?? '',
        description: option.description,
        takes: option.required || option.optional
      }))
  }
}

/** Derived from the commands themselves: nothing can be forgotten. */
export function completions(root: Command): Completion[] {
  return [of('', root, root), ...allCommands(root).map(({ words, command }) => of(words, command, root))]
}
