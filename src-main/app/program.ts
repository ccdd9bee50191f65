import type { Program } from '../contract/door.ts'

/** How the program is opened: by the desktop, the web door, the terminal, the demo and the tests alike. */
export interface ProgramOptions {
  /** Holds the database, logs, backups and, without a keychain, the vault. Made when it is missing. */
  readonly dataDirectory: string
  readonly startedBy: 'window' | 'terminal' | 'demo'
  /** Asks for the passphrase of the key vault; null when nobody can be asked. */
  readonly passphrase: () => Promise<string | null>
  /** Puts text on the clipboard; left out where the door has none. */
  readonly clipboard?: (text: string) => void
}

/** Opens the program: store, keys, log, services. Fails with the codes of 'This computer'. */
export async function openProgram(_options: ProgramOptions): Promise<Program> {
  throw new Error('composed in the next commit')
}
