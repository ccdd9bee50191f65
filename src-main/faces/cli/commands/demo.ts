import type { Command } from 'commander'
import { followWorkflow } from '../follow-workflow.ts'
import { fleetOf } from '../naming.ts'
import { Failure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Bench, Session } from '../session.ts'
import { stopFailure } from '../stopped.ts'
import { openDoorOrClose } from '../show-window.ts'
import type { Registry } from './registry.ts'

async function demo(bench: Bench, options: { headless?: boolean }): Promise<Outcome> {
  const story: string[] = []
  const run = await bench.world.runDemo({
    say: line => {
      story.push(line)
      bench.paper.show(line)
    }
  })
  const { stop } = bench.world
  if (!run.ok || options.headless || stop.aborted) await run.close()
  if (stop.aborted) throw stopFailure(stop)
  if (!run.ok)
    throw new Failure('internal', 'The demo did not come out as it should.', { details: { story } })
  if (options.headless) return { data: { ok: true, story }, lines: [] }
  return openDoorOrClose(bench, run.program, () => run.close(), { open: true, watched: false })
}

async function addDemoSites(session: Session): Promise<Outcome> {
  const sites = await session.call('demo.start', {})
  return { data: { sites }, lines: sites.map(site => `${site.name} is added.`) }
}

async function removeDemoSites(session: Session): Promise<Outcome> {
  await session.call('demo.remove', {})
  return { data: {}, lines: ['The made-up sites are removed.'] }
}

/** What a person does on the database of a real site, and then says so. */
async function runSql(session: Session, workflowId: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  await session.call('demo.runSql', { workflowId })
  const workflow = await followWorkflow(session, fleet, workflowId, () =>
    session.call('workflows.resume', { workflowId })
  )
  return { data: { workflow }, lines: workflowLines(workflow, fleet) }
}

export function addDemoCommand(root: Command, registry: Registry): void {
  const all = root
    .command('demo')
    .description('three made-up sites, linked, synced and taken apart again; then the window on them')
    .option('--headless', 'only tell the story')
    .action(registry.actAlone(demo))
  all
    .command('add')
    .description('add made-up sites to this fleet, to try things on')
    .action(registry.act(addDemoSites))
  all
    .command('run-sql')
    .description('run the SQL that a workflow waits for on its made-up site, and go on with the workflow')
    .argument('<workflow>')
    .action(registry.act(runSql))
  all.command('remove').description('remove the made-up sites').action(registry.act(removeDemoSites))
}
