import type { Command } from 'commander'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { table } from '../table.ts'
import { addModelChangeCommands } from './model-add.ts'
import { addChangeDateCommand } from './model-change-date.ts'
import type { Registry } from './registry.ts'

async function listModels(session: Session): Promise<Outcome> {
  const models = await session.call('models.list', {})
  const rows = models.map(model => [
    model.added ? `${model.shortName} (by hand)` : model.shortName,
    model.replicable ? 'yes' : `no: ${model.why ?? ''}`,
    model.needs.join(', '),
    (model.notMapped ?? []).map(({ field }) => field).join(', '),
    model.changeDate ?? '',
    model.name
  ])
  const heads = ['MODEL', 'REPLICABLE', 'NEEDS', 'NOT MAPPED', 'CHANGE DATE', 'CLASS']
  return { data: { models }, lines: table(heads, rows) }
}

export function addModelCommands(root: Command, registry: Registry): void {
  const model = root.command('model').description('what can be replicated')
  model.command('list').description('list the models').action(registry.act(listModels))
  addModelChangeCommands(model, registry)
  addChangeDateCommand(model, registry)
}
