import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '../../contract/calls.ts'
import type { SiteView } from '../../contract/shapes.ts'
import type { KeyStore } from '../../core/fleet/keys.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'
import type { DemoFleet, RunningDemoSite } from './demo-fleet.ts'
import { runSqlInDemo } from './run-sql.ts'

export interface DemoHandlerDeps {
  readonly fleet: DemoFleet
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly keys: KeyStore
  readonly workflows: WorkflowRepository
  readonly dataDirectory: string
  readonly siteHandlers: Pick<Handlers, 'sites.add' | 'sites.enrol' | 'sites.check' | 'sites.list'>
  readonly changed: (siteId: string) => void
}

/** The demo fleet behind the contract: its sites are added and enrolled in the very way a user's sites are. */
export function createDemoHandlers(
  deps: DemoHandlerDeps
): Pick<Handlers, 'demo.start' | 'demo.remove' | 'demo.runSql'> {
  return {
    async 'demo.start'() {
      const running = await deps.fleet.start()
      for (const site of running) await enrol(deps, site)
      const added = deps.sites.list().filter(site => site.demo)
      await deps.siteHandlers['sites.check']({ siteIds: added.map(site => site.id) })
      const views = await deps.siteHandlers['sites.list']({})
      return views.filter((view: SiteView) => view.demo)
    },
    async 'demo.remove'() {
      const demo = deps.sites.list().filter(site => site.demo)
      const ids = new Set(demo.map(site => site.id))
      const linked = deps.links.list().filter(link => ids.has(link.primaryId) || ids.has(link.replicaId))
      const strangers = linked.find(link => !ids.has(link.primaryId) || !ids.has(link.replicaId))
      if (strangers) {
        throw new AppError(
          'site-has-links',
          'A demo site is linked with one of your own sites. Deregister that link first.',
          {
            link: strangers.id
          }
        )
      }
      await deps.fleet.freeze()
      await rm(join(deps.dataDirectory, 'demo'), { recursive: true, force: true })
      for (const link of linked) {
        await deps.keys.remove(link.keyRef)
        deps.links.remove(link.id)
      }
      for (const site of demo) {
        await deps.keys.remove(site.keyRef)
        deps.sites.remove(site.id)
        deps.changed(site.id)
      }
      return {}
    },
    async 'demo.runSql'({ workflowId }) {
      runSqlInDemo(deps, workflowId)
      return {}
    }
  }
}

/** What a person does for a real site, the script included: here the double runs it. */
async function enrol(deps: DemoHandlerDeps, { site, double }: RunningDemoSite): Promise<void> {
  if (deps.sites.list().some(known => known.demo && known.mainDomain === site.mainDomain)) return
  const { id } = await deps.siteHandlers['sites.add']({
    name: site.name,
    address: double.url,
    mainDomain: site.mainDomain,
    tablePrefix: 'contrexx_',
    tags: [...site.tags],
    environment: site.environment,
    readOnly: false,
    allowHttp: false,
    key: 'new'
  })
  deps.sites.update(id, { demo: true })
  double.admin.enrol(await deps.keys.read(deps.sites.get(id)!.keyRef))
  await deps.siteHandlers['sites.enrol']({ siteId: id })
}
