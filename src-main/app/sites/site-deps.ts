import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { KeyStore } from '../../core/fleet/keys.ts'
import type { AddressProber, SiteAccess } from '../../core/fleet/site-access.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Clock, Ids, Log } from '../../core/shared/ports.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'
import type { EventBus } from '../event-bus.ts'
import type { QueueLooks } from '../queue/queue-looks.ts'

/** What the services for sites need. */
export interface SiteDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly queues: Pick<QueueLooks, 'look'>
  readonly workflows: WorkflowRepository
  /** Knows the definitions of `fleetDefinitions`. */
  readonly machine: Pick<WorkflowMachine, 'plan' | 'apply' | 'planUndo'>
  readonly workflowView: (workflowId: string) => WorkflowView
  readonly keys: KeyStore
  readonly access: SiteAccess
  readonly prober: AddressProber
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly emit: EventBus['emit']
  readonly dataDirectory: string
  readonly startedBy: string
  /** Sites that a check looks at at once; 40 where it is left out. */
  readonly sitesAtOnce?: () => number
  /** Left out where the door has no clipboard. */
  readonly clipboard?: (text: string) => void
}
