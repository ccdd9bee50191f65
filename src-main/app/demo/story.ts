import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { Program } from '../../contract/door.ts'
import type { RunView } from '../../contract/run-shapes.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { runEnded, workflowEnded } from './await-end.ts'
import type { DemoFleet } from './demo-fleet.ts'
import { demoSites } from './demo-sites.ts'
import { Teller } from './teller.ts'

export interface StoryDeps {
  readonly program: Program
  readonly fleet: DemoFleet
  readonly say: (line: string) => void
}

const model = 'RewriteRule'
const table = 'core_rewrite_rule'

/** Tells the demo's story. True only if every count on every site was right. */
export async function tellStory({ program, fleet, say }: StoryDeps): Promise<boolean> {
  const teller = new Teller(say)
  const rulesOn = (mainDomain: string): number =>
    fleet.running.find(({ site }) => site.mainDomain === mainDomain)!.double.admin.rows(table).length

  const sites = await teller.chapter('Three Cloudrexx sites are enrolled', () =>
    program.call('demo.start', {})
  )
  const named = (name: string): SiteView => sites.find(site => site.mainDomain === name)!
  const [portal, brugg, windisch] = demoSites.map(site => named(site.mainDomain)) as [
    SiteView,
    SiteView,
    SiteView
  ]
  for (const site of sites)
    teller.line(`${site.name} (${site.mainDomain}): ${rulesOn(site.mainDomain)} rewrite rules of its own`)
  const own = new Map(sites.map(site => [site.id, rulesOn(site.mainDomain)]))
  const ruleCount = own.get(portal.id)!

  const links: string[] = []
  for (const replica of [brugg, windisch]) {
    await teller.chapter(`${portal.name} is linked to ${replica.name}`, async () => {
      const plan = await program.call('links.plan', {
        primaryId: portal.id,
        replicaId: replica.id,
        models: [model]
      })
      const applied = await apply(program, plan)
      const made = applied.steps.filter(step => step.state === 'done').length
      teller.check(
        applied.state === 'applied',
        `${applied.steps.length} steps, ${made} did something, each verified on the site`
      )
      links.push(plan.linkId!)
    })
  }

  await teller.chapter('Existing content goes out', async () => {
    for (const run of await sync(program, links)) {
      teller.check(run.state === 'done' && run.counts.create === ruleCount, sentence(run))
    }
    for (const replica of [brugg, windisch]) {
      teller.check(
        rulesOn(replica.mainDomain) === own.get(replica.id)! + ruleCount,
        `${replica.name} now has ${rulesOn(replica.mainDomain)} rules: its own ${own.get(replica.id)} and ${ruleCount} from the portal`
      )
    }
  })

  await teller.chapter('An editor works on the portal', async () => {
    const { double } = fleet.running.find(({ site }) => site.mainDomain === portal.mainDomain)!
    const ids = double.admin.rows(table).map(row => String(row['id']))
    for (const id of ids.slice(0, 3))
      await double.admin.edit({ operation: 'update', model, id, fields: { orderNo: 900 + Number(id) } })
    for (const id of ids.slice(-2)) await double.admin.edit({ operation: 'delete', model, id })
    await double.admin.edit({
      operation: 'create',
      model,
      fields: {
        regularExpression: '/^\\/sommerfest$/',
        orderNo: 1,
        rewriteStatusCode: '301',
        continueOnMatch: false
      }
    })
    teller.line('3 rules changed, 2 deleted, 1 new')
  })

  await teller.chapter('The drift shows', async () => {
    for (const drift of await program.call('drift.check', { linkIds: links })) {
      const { create, update, delete: removed } = drift.counts
      teller.check(
        create === 1 && update === 3 && removed === 2,
        `${create} to create, ${update} to update, ${removed} to delete; ${drift.requests} requests, nothing written`
      )
    }
  })

  await teller.chapter('Exactly the difference goes out', async () => {
    for (const run of await sync(program, links)) {
      const { create, update, delete: removed } = run.counts
      teller.check(run.state === 'done' && create === 1 && update === 3 && removed === 2, sentence(run))
    }
    for (const drift of await program.call('drift.check', { linkIds: links }))
      teller.check(!drift.drifted, 'in step again')
  })

  await teller.chapter(`${windisch.name} leaves the replication, and what it got is removed`, async () => {
    const plan = await program.call('links.planDeregister', { linkId: links[1]! })
    const applied = await apply(program, plan, windisch.name)
    teller.check(
      applied.state === 'applied',
      `${applied.steps.filter(step => step.state === 'done').length} steps done${reason(applied)}`
    )
    teller.check(
      rulesOn(windisch.mainDomain) === own.get(windisch.id),
      `${windisch.name} has its own ${rulesOn(windisch.mainDomain)} rules, and nothing else`
    )
    teller.check(
      rulesOn(brugg.mainDomain) === own.get(brugg.id)! + ruleCount - 1,
      `${brugg.name} keeps its ${rulesOn(brugg.mainDomain)}: the other link goes on`
    )
  })

  return teller.end()
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
  return `${create} created, ${update} updated, ${removed} deleted, ${unchanged} unchanged, ${failed} failed; ${run.requests} requests in ${seconds} s${run.reason ? `: ${run.reason.message}` : ''}`
}
