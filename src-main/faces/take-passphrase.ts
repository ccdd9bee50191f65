import type { Environment } from './data-directory.ts'

/** The vault's passphrase from the environment. It is taken out of there, so that no child process inherits it. */
export function takePassphrase(env: Record<string, string | undefined> & Environment): string | null {
  const passphrase = env['REXXFLEET_PASSPHRASE']
  delete env['REXXFLEET_PASSPHRASE']
  return passphrase ? passphrase : null
}
