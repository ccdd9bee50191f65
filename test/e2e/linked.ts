/** Sites that are linked already, where a test is about what comes after. */
import { expect } from '@playwright/test'
import type { CallInput } from '../../src-main/contract/calls.ts'
import type { Program } from '../../src-main/contract/door.ts'
import type { TestSite } from './fleet-fixture.ts'

/** Links two sites for redirects, and gives the link's id once it may run. */
export async function linkUp(
  program: Program,
  primaryId: string,
  replicaId: string,
  more: Partial<CallInput<'links.plan'>> = {}
): Promise<string> {
  const plan = await program.call('links.plan', { primaryId, replicaId, models: ['RewriteRule'], ...more })
  await program.call('workflows.apply', { workflowId: plan.id })
  const own = async () =>
    (await program.call('links.list', {})).find(
      link => link.primaryId === primaryId && link.replicaId === replicaId
    )
  await expect.poll(async () => (await own())?.state).toBe('ready')
  return (await own())!.id
}

/** Gives the run's id once it has ended. */
export async function sync(program: Program, linkId: string): Promise<string> {
  const [run] = await program.call('runs.start', { linkIds: [linkId] })
  await expect
    .poll(async () => (await program.call('runs.show', { runId: run!.id })).state)
    .toMatch(/^(done|partly)$/)
  return run!.id
}

/** The site refuses one redirect of its primary, once, as a bad pattern is refused. */
export function refuseOnce({ double }: TestSite, id: number): void {
  double.faults.add({
    kind: 'status',
    status: 400,
    body: JSON.stringify({
      status: 'error',
      meta: {},
      messages: { error: { 0: 'Exception of type "Exception" with message "Illegal regex syntax"' } },
      data: {}
    }),
    match: { method: 'PUT', pathIncludes: `/RewriteRule/${id}` },
    times: 1
  })
}
