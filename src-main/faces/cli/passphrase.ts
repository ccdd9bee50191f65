import type { ProgramOptions } from '../../app/program.ts'
import { takePassphrase } from '../take-passphrase.ts'
import { Failure } from './outcome.ts'
import { askSecret, canAsk } from './prompt.ts'
import type { World } from './world.ts'

/** A new passphrase is typed twice: nobody sees it, and nothing can bring it back. */
async function chosen(world: World): Promise<string> {
  const first = await askSecret(world, 'Choose a passphrase for the key vault:')
  if (first === (await askSecret(world, 'Once more:'))) return first
  throw new Failure('vault-passphrase-wrong', 'These were two different passphrases. Nothing was made.')
}

/** The vault's passphrase: from the environment, else typed unseen, else nobody has it. Asked for once. */
export function passphraseOptions(world: World): Pick<ProgramOptions, 'passphrase' | 'preferVault'> {
  const given = takePassphrase(world.env)
  let known = given
  return {
    preferVault: given !== null,
    passphrase: async purpose => {
      if (known === null && canAsk(world))
        known = await (purpose === 'make' ? chosen(world) : askSecret(world, 'Passphrase of the key vault:'))
      return known
    }
  }
}
