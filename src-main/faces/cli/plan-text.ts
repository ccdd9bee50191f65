/** Plans and their steps as lines for people. */
import type { EffectView, StepView, WorkflowView } from '../../contract/link-shapes.ts'
import { siteName, type Fleet } from './naming.ts'
import { noticeLines } from './notice-text.ts'
import { plain } from './table.ts'

const acts: Readonly<Record<EffectView['act'], string>> = {
  create: 'make',
  reuse: 'use',
  update: 'change',
  remove: 'remove',
  keep: 'keep'
}

const kinds: Readonly<Record<WorkflowView['kind'], string>> = {
  'enrol-site': 'Enrol a site',
  'remove-enrolment': 'Take an enrolment away',
  'rotate-key': 'Replace a management key',
  'set-up-link': 'Set up a link',
  'deregister-link': 'Deregister a link',
  'deregister-rest': 'Take off what is left on a site that was away',
  'edit-link': 'Change a link',
  'purge-site': 'Take a site out of all replication',
  'mend-finding': 'Mend what the doctor found',
  'move-site': 'Change a main domain',
  'add-model': 'Add a class',
  'date-model': 'Name the change date of a class',
  undo: 'Take back what was done'
}

/** `dataSource`, `data-source` and `DataSource` read as `data source`. */
function words(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
}

export function effectText(effect: EffectView): string {
  const count = effect.count === undefined ? '' : ` (${effect.count})`
  const why = effect.why ? `, ${words(effect.why)}` : ''
  return `${acts[effect.act]} ${words(effect.what)} ${plain(effect.name)}${count}${why}`
}

export function stepLine(step: StepView, fleet: Pick<Fleet, 'sites'>): string {
  const where = step.siteId ? `${siteName(fleet, step.siteId)}: ` : ''
  const what = step.effects.length > 0 ? step.effects.map(effectText).join('; ') : words(step.kind)
  const state = step.state === 'planned' ? '' : ` [${step.state}]`
  const failure = step.failure ? ` ${plain(step.failure.message)} (${step.failure.code})` : ''
  return `  ${step.position + 1}. ${where}${what}${state}${failure}`
}

/** The step that waits for a person to run its SQL, if one does. */
export function waitingStep({ steps }: WorkflowView): StepView | undefined {
  return steps.find(({ state }) => state === 'waiting')
}

/** SQL that is still to be run, under its step. What was run is history. */
function sqlLines({ sql, state }: StepView): string[] {
  if (sql === null || (state !== 'planned' && state !== 'waiting')) return []
  return [
    '     Rexxfleet cannot write this over REST. Somebody runs it on the database of the site:',
    ...sql
      .trimEnd()
      .split('\n')
      .map(line => `       ${plain(line)}`)
  ]
}

/** Who could not be asked: told under the steps, where nobody who confirms them misses it. */
export function leftOutLines({ leftOut = [] }: WorkflowView, fleet: Pick<Fleet, 'sites'>): string[] {
  return leftOut.map(
    ({ siteId, code }) => `  ${siteName(fleet, siteId)} could not be looked at (${code}); it is left out.`
  )
}

export function workflowLines(workflow: WorkflowView, fleet: Pick<Fleet, 'sites'>): string[] {
  return [
    `${kinds[workflow.kind]} (${workflow.id}): ${workflow.state}`,
    ...noticeLines(workflow.notices).map(line => `  ${line}`),
    ...workflow.steps.flatMap(step => [stepLine(step, fleet), ...sqlLines(step)]),
    ...leftOutLines(workflow, fleet)
  ]
}
