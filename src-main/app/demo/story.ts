import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { Program } from '../../contract/door.ts'
import type { RunView } from '../../contract/run-shapes.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { modelNamed } from '../../core/models/catalogue.ts'
import type { SiteDouble } from '../../demo/site-double.ts'
import { runEnded, workflowEnded } from './await-end.ts'
import type { DemoFleet } from './demo-fleet.ts'
import { demoSites } from './demo-sites.ts'
import { Teller } from './teller.ts'

export interface StoryDeps {
  readonly program: Program
  readonly fleet: DemoFleet
  readonly say: (line: string) => void
}

const models = ['RewriteRule', 'calendar-event']
const rules = 'core_rewrite_rule'
const events = 'module_calendar_event'

/** What the editors of the portal do between two runs. */
const work = { create: 1, update: 5, delete: 2 } as const

/** Tells the demo's story. True only if every count on every site was right. */
export async function tellStory({ program, fleet, say }: StoryDeps): Promise<boolean> {
  const teller = new Teller(say)
  const sites = await teller.chapter('Three Cloudrexx sites are enrolled', () =>
    program.call('demo.start', {})
  )
  const named = (mainDomain: string): SiteView => sites.find(site => site.mainDomain === mainDomain)!
  const [portal, brugg, windisch] = demoSites.map(site => named(site.mainDomain)) as [
    SiteView,
    SiteView,
    SiteView
  ]
  const doubleOf = ({ mainDomain }: SiteView): SiteDouble =>
    fleet.running.find(({ site }) => site.mainDomain === mainDomain)!.double
  for (const site of [portal, brugg, windisch]) {
    const { admin } = doubleOf(site)
    teller.line(
      `${site.name} (${site.mainDomain}) has ${admin.rows(rules).length} rewrite rules and ${admin.rows(events).length} events of its own`
    )
  }

  const links: string[] = []
  let tables: string[] = []
  for (const replica of [brugg, windisch]) {
    await teller.chapter(
      `${portal.name} is linked to ${replica.name}: rewrite rules and the calendar`,
      async () => {
        const plan = await program.call('links.plan', { primaryId: portal.id, replicaId: replica.id, models })
        const applied = await apply(program, plan)
        const made = applied.steps.filter(step => step.state === 'done').length
        teller.check(
          applied.state === 'applied',
          `${applied.steps.length} steps, ${made} did something, each verified on the site${reason(applied)}`
        )
        links.push(plan.linkId!)
        const link = await program.call('links.show', { linkId: plan.linkId! })
        tables = link.models.map(model => modelNamed(model.name).table)
        teller.line(`carries ${link.models.map(model => model.shortName).join(', ')}`)
      }
    )
  }

  const count = (site: SiteView): number =>
    tables.reduce((sum, table) => sum + doubleOf(site).admin.rows(table).length, 0)
  const own = new Map([portal, brugg, windisch].map(site => [site.id, count(site)]))
  const all = own.get(portal.id)!
  const replicated = all + work.create - work.delete

  await teller.chapter('Existing content goes out', async () => {
    for (const run of await sync(program, links)) {
      teller.check(run.state === 'done' && run.counts.create === all, sentence(run))
    }
    for (const replica of [brugg, windisch]) {
      teller.check(
        count(replica) === own.get(replica.id)! + all,
        `${replica.name} now has ${count(replica)} entities: its own ${own.get(replica.id)} and ${all} from the portal`
      )
    }
  })

  await teller.chapter('Editors work on the portal', async () => {
    const { admin } = doubleOf(portal)
    const ids = admin.rows(rules).map(row => String(row['id']))
    const eventIds = admin.rows(events).map(row => String(row['id']))
    const rule = { model: 'RewriteRule' } as const
    for (const id of ids.slice(0, 3)) {
      await admin.edit({ operation: 'update', ...rule, id, fields: { orderNo: 900 + Number(id) } })
    }
    for (const id of eventIds.slice(0, 2)) {
      await admin.edit({
        operation: 'update',
        model: 'calendar-event',
        id,
        fields: { priority: 1, placeZip: '5200' }
      })
    }
    for (const id of ids.slice(-2)) await admin.edit({ operation: 'delete', ...rule, id })
    const fields = {
      regularExpression: '/^sommerfest$/',
      orderNo: 1,
      rewriteStatusCode: '301',
      continueOnMatch: false
    }
    await admin.edit({ operation: 'create', ...rule, fields })
    teller.line('3 rules and 2 events changed, 2 rules deleted, 1 rule new')
  })

  await teller.chapter('The drift shows', async () => {
    for (const drift of await program.call('drift.check', { linkIds: links })) {
      const { create, update, delete: removed } = drift.counts
      teller.check(
        isWork(drift.counts),
        `${create} to create, ${update} to update, ${removed} to delete; ${drift.requests} requests, nothing written`
      )
    }
  })

  await teller.chapter('Exactly the difference goes out', async () => {
    for (const run of await sync(program, links)) {
      teller.check(run.state === 'done' && isWork(run.counts), sentence(run))
    }
    for (const drift of await program.call('drift.check', { linkIds: links })) {
      teller.check(!drift.drifted && drift.error === null, 'in step again')
    }
  })

  await teller.chapter(`${windisch.name} leaves the replication, and what it got is removed`, async () => {
    const plan = await program.call('links.planDeregister', { linkId: links[1]! })
    const applied = await apply(program, plan, windisch.name)
    const done = applied.steps.filter(step => step.state === 'done').length
    teller.check(applied.state === 'applied', `${done} steps done${reason(applied)}`)
    teller.check(
      count(windisch) === own.get(windisch.id),
      `${windisch.name} has its own ${count(windisch)} entities, and nothing else`
    )
    teller.check(
      count(brugg) === own.get(brugg.id)! + replicated,
      `${brugg.name} keeps its ${count(brugg)}: the other link goes on`
    )
  })

  return teller.end()
}

function isWork(counts: RunView['counts']): boolean {
  return counts.create === work.create && counts.update === work.update && counts.delete === work.delete
}

async function apply(program: Program, plan: WorkflowView, confirm?: string): Promise<WorkflowView> {
  const ended = workflowEnded(program, plan.id)
  await program.call('workflows.apply', { workflowId: plan.id, ...(confirm ? { confirm } : {}) })
  return ended
}

async function sync(program: Program, linkIds: string[]): Promise<RunView[]> {
  const runs = await program.call('runs.start', { linkIds })
  return Promise.all(runs.map(run => runEnded(program, run.id)))
}

function reason({ failure }: WorkflowView): string {
  return failure ? `: ${failure.message}` : ''
}

function sentence(run: RunView): string {
  const { create, update, delete: removed, unchanged, failed } = run.counts
  const seconds = (run.durationMs / 1000).toFixed(1)
  const why = run.reason ? `: ${run.reason.message}` : ''
  return `${create} created, ${update} updated, ${removed} deleted, ${unchanged} unchanged, ${failed} failed; ${run.requests} requests in ${seconds} s${why}`
}
