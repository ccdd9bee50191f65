import { resolve } from 'node:path'
import type { Command } from 'commander'
import { Failure, type Outcome } from '../outcome.ts'
import { askYes, canAsk } from '../prompt.ts'
import type { Bench, Session } from '../session.ts'
import { moment } from '../table.ts'
import type { Registry } from './registry.ts'

async function backup(session: Session, folder: string): Promise<Outcome> {
  const made = await session.call('backup.write', { path: resolve(folder) })
  return {
    data: { ...made },
    lines: [
      `${made.path}: ${made.files} files, ${made.bytes} bytes.`,
      made.keys === 'vault'
        ? 'The key vault is in it, encrypted as it is here: keep its passphrase.'
        : "The keys are not in it: they stay in this computer's keychain. To take them along: rexxfleet topology export --with-keys"
    ]
  }
}

/** Opens no program: a restore only works while none is open. */
async function restore(bench: Bench, folder: string): Promise<Outcome> {
  const { lookAtBackup, restoreBackup } = await import('../../../app/backup/restore-backup.ts')
  const { dataDirectory, yes } = bench.options
  const { manifest, replaces } = await lookAtBackup(dataDirectory, folder)
  const question = `Put the backup of ${moment(manifest.madeAt)} in the place of what is in ${dataDirectory}?`
  if (replaces && !yes && !(canAsk(bench.world) && (await askYes(bench.world, question))))
    throw new Failure(
      'needs-confirmation',
      `There is something in ${dataDirectory} already. It would be put aside: repeat it with --yes.`,
      { details: { dataDirectory, madeAt: manifest.madeAt } }
    )
  const restored = await restoreBackup(dataDirectory, folder)
  return {
    data: { ...restored },
    lines: [
      `${restored.sites} sites and ${restored.links} links are back, as of ${moment(restored.madeAt)}.`,
      ...(restored.aside === null ? [] : [`What was there before is in ${restored.aside}.`]),
      ...(restored.keys === 'vault'
        ? []
        : ['Its keys are in the keychain of the computer on which it was made, and were not in it.'])
    ]
  }
}

export function addBackupCommands(root: Command, registry: Registry): void {
  root
    .command('backup')
    .description('copy all that Rexxfleet remembers into a new folder')
    .argument('<folder>')
    .action(registry.act(backup))
  root
    .command('restore')
    .description('put a backup in the place of the data directory, while no Rexxfleet is open')
    .argument('<folder>')
    .action(registry.actAlone(restore))
}
