import type { Command } from 'commander'

export interface Found {
  /** The words that are typed for it, without the program's name. */
  readonly words: string
  readonly command: Command
}

/** Every command, groups included, in the order of the help. */
export function allCommands(root: Command, before = ''): Found[] {
  return root.commands.flatMap(command => {
    const words = `${before}${command.name()}`
    return [{ words, command }, ...allCommands(command, `${words} `)]
  })
}

/** Those that do something, and are not only the name of a group. */
export function workingCommands(root: Command): Found[] {
  return allCommands(root).filter(({ command }) => Reflect.get(command, '_actionHandler') != null)
}
