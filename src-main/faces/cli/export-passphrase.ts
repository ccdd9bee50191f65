import { Failure } from './outcome.ts'
import { askSecret, canAsk } from './prompt.ts'
import type { World } from './world.ts'

/** The passphrase of a topology file: from REXXFLEET_EXPORT_PASSPHRASE, else typed unseen. Never an argument: those are seen by everybody. */
export async function exportPassphrase(world: World, purpose: 'make' | 'open'): Promise<string> {
  const given = world.env['REXXFLEET_EXPORT_PASSPHRASE']
  // No child process inherits it.
  delete world.env['REXXFLEET_EXPORT_PASSPHRASE']
  if (given) return given
  if (!canAsk(world))
    throw new Failure(
      'file-passphrase-needed',
      'The keys are encrypted with a passphrase. Give it in REXXFLEET_EXPORT_PASSPHRASE, or leave the keys out.'
    )
  if (purpose === 'open') return askSecret(world, 'Passphrase of the file:')
  const first = await askSecret(world, 'Choose a passphrase for the keys in the file:')
  if (first !== '' && first === (await askSecret(world, 'Once more:'))) return first
  throw new Failure(
    'file-passphrase-wrong',
    'These were two different passphrases, or none. Nothing was written.'
  )
}
