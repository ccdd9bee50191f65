import type { Command } from 'commander'
import type { CallInput } from '../../../contract/calls.ts'
import { describedModel } from '../../../contract/model-shapes.ts'
import { applyPlan, discard } from '../apply-plan.ts'
import { findSite, fleetOf } from '../naming.ts'
import { Failure, usageFailure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import { askYes, canAsk } from '../prompt.ts'
import type { Session } from '../session.ts'
import { collect, type Registry } from './registry.ts'

interface AddOptions {
  site?: string
  id?: string[]
  relation?: string[]
  members?: string[]
  field?: string[]
  changeDate?: string
  plan?: boolean
}

type Wish = Omit<CallInput<'models.planAdd'>, 'siteId'>

/** `name=Target`, or `name:kind`. */
function pair(text: string, between: string): [name: string, rest: string | undefined] {
  const at = text.indexOf(between)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function relationsOf(
  texts: readonly string[],
  kind: 'manyToOne' | 'manyToMany'
): NonNullable<Wish['relations']> {
  return texts.map(text => {
    const [name, target] = pair(text, '=')
    if (!target) throw usageFailure(`A relation is written as name=Model; '${text}' is not.`)
    return { name, target, kind }
  })
}

/** A field as it is typed, `name` or `name:type`; fails where it is no type that a field may have. */
export function fieldOf(text: string): NonNullable<Wish['fields']>[number] {
  const [name, type] = pair(text, ':')
  const types = describedModel.shape.fields.unwrap().element.shape.type.unwrap().options
  const found = types.find(one => one === type)
  if (type !== undefined && !found)
    throw usageFailure(`A field is one of ${types.join(', ')}; '${text}' is not.`)
  return { name, ...(found ? { type: found } : {}) }
}

function wishOf(name: string, options: AddOptions): Wish {
  const { id = [], relation = [], members = [], field = [], changeDate } = options
  return {
    name,
    ...(id.length > 0
      ? {
          identifier: id.map(text => {
            const [fieldName, related] = pair(text, ':')
            return { name: fieldName, relation: related ?? null }
          })
        }
      : {}),
    relations: [...relationsOf(relation, 'manyToOne'), ...relationsOf(members, 'manyToMany')],
    fields: field.map(fieldOf),
    ...(changeDate === undefined ? {} : { changeDate })
  }
}

function checkUsage(name: string, options: AddOptions): void {
  if (options.site === undefined) throw usageFailure('Name a site that has the class, with --site.')
  wishOf(name, options)
}

async function addModel(session: Session, name: string, options: AddOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const siteId = findSite(fleet, options.site!).id
  const planned = await session.call('models.planAdd', { siteId, ...wishOf(name, options) })
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, fleet) }
  }
  const workflow = await applyPlan(session, fleet, planned)
  const model =
    (await session.call('models.list', {})).find(one => one.name === name.replace(/^\\/, '')) ?? null
  return {
    data: { workflow, model },
    lines: model ? [`${model.shortName} can be linked now.`] : workflowLines(workflow, fleet)
  }
}

async function removeModel(session: Session, model: string): Promise<Outcome> {
  const agreed =
    session.options.yes ||
    (canAsk(session.world) && (await askYes(session.world, `Remove ${model} from the models?`)))
  if (!agreed)
    throw new Failure(
      'needs-confirmation',
      `Repeat the command with --yes to remove ${model} from the models.`
    )
  await session.call('models.remove', { model })
  return {
    data: { removed: model },
    lines: [`${model} is no model any more. Nothing was written on a site.`]
  }
}

export function addModelChangeCommands(model: Command, registry: Registry): void {
  model
    .command('add')
    .description('add a class that the catalogue does not know, once a site has shown that it exists')
    .argument('<class>')
    .option('--site <name>', 'the site that shows it')
    .option(
      '--id <field>',
      'identifier field, id unless named; field:relation where it is one; may be repeated',
      collect
    )
    .option('--relation <name=model>', 'relation to one entity; may be repeated', collect)
    .option(
      '--members <name=model>',
      'relation to many entities that the class holds; may be repeated',
      collect
    )
    .option('--field <name[:type]>', 'a field that no entity shows; may be repeated', collect)
    .option('--change-date <field>', "the field in which the site notes each save, for 'newer-wins'")
    .option('--plan', 'show what would be done, and do nothing')
    .action(registry.act(addModel, checkUsage))
  model
    .command('remove')
    .description('remove a class that was added by hand')
    .argument('<model>')
    .action(registry.act(removeModel))
}
