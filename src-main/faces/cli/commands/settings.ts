import type { Command } from 'commander'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { table } from '../table.ts'
import type { Registry } from './registry.ts'

async function getSettings(session: Session, key: string | undefined): Promise<Outcome> {
  const all = await session.call('settings.get', {})
  const settings = key === undefined ? all : key in all ? { [key]: all[key] ?? null } : {}
  const rows = Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value)])
  return { data: { settings }, lines: table(['SETTING', 'VALUE'], rows) }
}

/** What is no JSON is taken as text: `set language de` needs no quotes within quotes. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function setSetting(session: Session, key: string, text: string): Promise<Outcome> {
  const value = valueOf(text) as never
  await session.call('settings.set', { key, value })
  return { data: { key, value }, lines: [`${key} is ${JSON.stringify(value)} now.`] }
}

function checkKey(key: string): void {
  if (key === '' || key.length > 80) throw usageFailure('A setting has a name of 1 to 80 characters.')
}

export function addSettingsCommands(root: Command, registry: Registry): void {
  const settings = root.command('settings').description('what the window and the programs remember')
  settings
    .command('get')
    .description('show all settings, or one')
    .argument('[key]')
    .action(registry.act(getSettings))
  settings
    .command('set')
    .description('remember a value: JSON, or plain text')
    .argument('<key>')
    .argument('<value>')
    .action(registry.act(setSetting, checkKey))
}
