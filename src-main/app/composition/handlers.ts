import type { Handlers } from '../../contract/calls.ts'
import { createActivityHandlers } from '../activity/activity-handlers.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { createDecisionHandlers } from '../decisions/decision-handlers.ts'
import { createDemoHandlers } from '../demo/demo-handlers.ts'
import { createAppHandlers } from '../diagnostics/app-handlers.ts'
import { createDiscoveryHandlers } from '../discovery/discovery-handlers.ts'
import { createDoctorHandlers } from '../doctor/doctor-handlers.ts'
import { planToFollow } from '../doctor/plan-to-follow.ts'
import { notedExaminations } from '../doctor/noted-examinations.ts'
import { createLinkHandlers } from '../links/link-handlers.ts'
import { createModelHandlers } from '../models/model-handlers.ts'
import { createPlainHandlers } from '../plain-handlers.ts'
import { createPreflightHandlers } from '../preflight/preflight-handlers.ts'
import { planPurge } from '../purge/plan-purge.ts'
import { createQueueHandlers } from '../queue/queue-handlers.ts'
import { planMove } from '../relaunch/plan-move.ts'
import { createReportHandlers } from '../report/report-handlers.ts'
import { createRunHandlers } from '../runs/run-handlers.ts'
import { createScheduleHandlers } from '../schedule/schedule-handlers.ts'
import { createSiteHandlers } from '../sites/create-site-handlers.ts'
import { createTopologyFileHandlers } from '../topology-file/topology-file-handlers.ts'
import { createWorkflowHandlers } from '../workflows/workflow-handlers.ts'
import type { Ground } from './ground.ts'
import type { Services } from './services.ts'

/** One handler for each call of the contract. */
export function createHandlers(ground: Ground, services: Services): Handlers {
  const { keys, bus, limits, log, closing, settings, sites } = ground
  const { views, drift } = services
  const deps = { ...ground, ...services, signal: closing.signal, keyStore: keys.kind }
  const siteHandlers = createSiteHandlers({
    ...deps,
    sitesAtOnce: () => limits.now.sitesAtOnce,
    emit: (name, data) => bus.emit(name, data)
  })
  const siteViews = (): ReturnType<Handlers['sites.list']> => siteHandlers['sites.list']({})
  return {
    ...createPlainHandlers({ ...deps, clipboard: ground.clipboard !== undefined, siteViews }),
    ...createAppHandlers({ ...deps, logPath: log.path, siteViews, linkViews: () => views.list(), process }),
    ...limits.handlers(),
    ...services.mail.post.handlers(),
    ...siteHandlers,
    'sites.planMove': wish => planMove(deps, wish),
    ...createModelHandlers(deps),
    ...createLinkHandlers(deps),
    ...createDiscoveryHandlers(deps),
    ...createPreflightHandlers(deps),
    'links.planPurge': wish => planPurge(deps, wish),
    ...createDoctorHandlers({
      ...deps,
      examined: ground.siteChanged,
      planMove: (siteId, mainDomain) => {
        const { baseUrl: address, allowHttp } = ground.site(siteId)
        return planMove(deps, { siteId, mainDomain, address, allowHttp })
      },
      planToFollow: linkId => planToFollow(deps, linkId)
    }),
    ...createWorkflowHandlers(deps),
    ...createRunHandlers({
      ...deps,
      drift: ground,
      noteDrift(linkId, drifted) {
        drift.note(linkId, drifted)
        ground.linkChanged(linkId)
      }
    }),
    ...createQueueHandlers(deps),
    ...createDecisionHandlers(deps),
    ...createActivityHandlers({ ...deps, siteName: siteId => sites.get(siteId)?.name ?? null }),
    'backup.write': ({ path }) =>
      writeBackup({ ...deps, keys: keys.kind, keepDemo: () => ground.fleet.keep() }, path),
    ...createReportHandlers({ ...deps, examined: notedExaminations(settings).noted }),
    ...createScheduleHandlers({
      ...deps,
      scheduler: services.scheduling.scheduler,
      changed: services.scheduleChanged
    }),
    ...createTopologyFileHandlers({
      ...deps,
      recentChanged: () => bus.emit('topology.recentChanged', {})
    }),
    ...createDemoHandlers({ ...deps, siteHandlers, changed: ground.siteChanged })
  }
}
