import { mendFinding } from '../../core/doctor/mend/mend-finding.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import { addModel } from '../../core/models/by-hand/add-model.ts'
import { dateModel } from '../../core/models/by-hand/date-model.ts'
import { moveSite } from '../../core/relaunch/move-site.ts'
import { deregisterLink, deregisterRest } from '../../core/replication/deregister-link.ts'
import { editLink } from '../../core/replication/edit/edit-link.ts'
import { purgeSite } from '../../core/replication/purge-site.ts'
import { setUpLink } from '../../core/replication/set-up-link.ts'
import type { ReplicationDeps } from '../../core/replication/steps/deps.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import type { Definition } from '../../core/workflow/definition.ts'
import { WorkflowMachine } from '../../core/workflow/machine.ts'
import { fleetDefinitions } from '../sites/create-site-handlers.ts'
import type { Ground } from './ground.ts'
import { runsAtWork } from './runs-at-work.ts'

/** The machine with every kind of workflow that there is; it tells the log and the events of each. */
export function createWorkflowMachine(
  ground: Ground,
  engine: RunEngine,
  refuseBusy: (linkId: LinkId) => void,
  quietMs: number | undefined
): WorkflowMachine {
  const { workflows, log, bus } = ground
  return new WorkflowMachine({
    ...ground,
    definitions: definitions(ground, engine, refuseBusy, quietMs),
    changed(workflowId) {
      const record = workflows.get(workflowId)!
      if (record.endedAt !== null) {
        const { kind, state, failure } = record
        log.info('a workflow ended', { workflow: workflowId, kind, state, why: failure?.code })
      }
      bus.emit('workflow.changed', { workflow: ground.workflowView(workflowId) })
      if (record.linkId) ground.linkChanged(record.linkId)
    }
  })
}

function definitions(
  ground: Ground,
  engine: RunEngine,
  refuseBusy: (linkId: LinkId) => void,
  quietMs: number | undefined
): readonly Definition[] {
  const replication: ReplicationDeps = { ...ground, runs: runsAtWork(ground, engine, quietMs) }
  const linksTo = (siteId: SiteId): Link[] =>
    ground.links.list().filter(({ replicaId }) => replicaId === siteId)
  return [
    setUpLink(replication),
    deregisterLink(replication),
    deregisterRest(replication),
    editLink(replication),
    purgeSite(replication),
    mendFinding({
      ...replication,
      linkChanged: ground.linkChanged,
      sendersTo: siteId => linksTo(siteId).map(({ primaryId }) => ground.site(primaryId).mainDomain),
      refuseWhileRunning: siteId => linksTo(siteId).forEach(({ id }) => refuseBusy(id))
    }),
    moveSite({ ...replication, isBusy: linkId => engine.isBusy(linkId), siteChanged: ground.siteChanged }),
    addModel({ ...replication, added: ground.added }),
    dateModel({ ...replication, added: ground.added, transactions: ground.transactions }),
    ...fleetDefinitions(ground)
  ]
}
