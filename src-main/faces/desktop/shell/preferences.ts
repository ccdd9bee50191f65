import type { Program } from '../../../contract/door.ts'

/** What the desktop itself remembers, beside what the window keeps in the same place. */
export interface Preferences {
  readonly openAtLogin: boolean
  readonly keepInTray: boolean
  /** Looks for updates by itself. */
  readonly updates: boolean
}

const unless: Preferences = { openAtLogin: false, keepInTray: false, updates: true }

export interface Chosen {
  readonly preferences: Preferences
  readonly language: unknown
}

export async function readPreferences(program: Pick<Program, 'call'>): Promise<Chosen> {
  const kept = await program.call('settings.get', {})
  const of = (name: keyof Preferences): boolean => {
    const value = kept[name]
    return typeof value === 'boolean' ? value : unless[name]
  }
  return {
    preferences: { openAtLogin: of('openAtLogin'), keepInTray: of('keepInTray'), updates: of('updates') },
    language: kept['language']
  }
}
