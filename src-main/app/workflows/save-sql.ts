import { join } from 'node:path'
import type { ParsedInput } from '../../contract/calls.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { writeScript } from '../sites/script-file.ts'
import type { WorkflowHandlerDeps } from './workflow-handlers.ts'

/** Saves the SQL of a step by hand for whoever may run it on the site's database. Readable for its owner alone. */
export async function saveSql(
  { machine, workflows, dataDirectory }: WorkflowHandlerDeps,
  { workflowId, position, path }: ParsedInput<'workflows.saveSql'>
): Promise<{ path: string }> {
  machine.record(workflowId)
  const sql = workflows.steps(workflowId)[position]?.sql
  if (!sql) {
    throw new AppError('nothing-to-resume', 'This step has no SQL: nobody has to run anything for it.', {
      workflow: workflowId,
      position
    })
  }
  const usual = join(dataDirectory, 'sql', `${workflowId}-${position + 1}.sql`)
  return { path: await writeScript(path ?? usual, sql, path === undefined) }
}
