import type { Program } from '../contract/door.ts'
import type { Clock, Log } from '../core/shared/ports.ts'
import type { DemoFleet } from './demo/demo-fleet.ts'
import { compose } from './compose.ts'
import type { VaultAhead } from './vault-ahead.ts'

/** How the program is opened: by the desktop, the web door, the terminal, the demo and the tests alike. */
export interface ProgramOptions {
  /** Holds the database, logs, backups and, without a keychain, the vault. Made when it is missing. */
  readonly dataDirectory: string
  readonly startedBy: 'window' | 'terminal' | 'demo'
  /** Asks for the passphrase of the key vault; null when nobody can be asked. */
  readonly passphrase: (purpose: 'open' | 'make') => Promise<string | null>
  /** The passphrase was given beforehand: a new data directory gets a vault, whatever keychain there is. */
  readonly preferVault?: boolean
  /** Of `openVaultAhead`, from whoever called it before this module was loaded. */
  readonly vaultAhead?: VaultAhead
  /** Runs schedules as long as it is open. For programs that stay open; a single command runs none. */
  readonly schedules?: boolean
  /** Puts text on the clipboard; left out where the door has none. */
  readonly clipboard?: (text: string) => void
  /** Runs the demo's sites; one is made where it is left out. */
  readonly demoFleet?: DemoFleet
  /** How long a request without an answer may still be at work on a site; 90 s. Shorter in tests only. */
  readonly quietMs?: number
  /** How long a lease on a replica lasts where it is not renewed; five minutes. Shorter in tests only. */
  readonly leaseMs?: number
  /** The computer's own where it is left out. */
  readonly clock?: Clock
}

/** What opening gives: the program behind its contract, and its log for what a door does by itself, updates say. */
export interface OpenProgram extends Program {
  readonly log: Log
}

/** Opens the program: store, keys, log, services. Fails with the codes of 'This computer'. */
export function openProgram(options: ProgramOptions): Promise<OpenProgram> {
  return compose(options)
}
