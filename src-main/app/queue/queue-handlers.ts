import type { Handlers } from '../../contract/calls.ts'
import type { QueueView } from '../../contract/queue-shapes.ts'
import { findModel } from '../../core/models/catalogue.ts'
import { AppError, asAppError } from '../../core/shared/app-error.ts'
import type { Clock } from '../../core/shared/ports.ts'
import type { RunRepository } from '../../core/sync/records.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { hostState } from '../../core/topology/receiver.ts'
import { errorView } from '../dispatch.ts'
import { runView } from '../runs/run-view.ts'
import { hasQueue, type QueueLooks } from './queue-looks.ts'

export interface QueueHandlerDeps {
  readonly queues: QueueLooks
  readonly links: LinkRepository
  readonly link: (id: LinkId) => Link
  readonly engine: RunEngine
  readonly runs: RunRepository
  readonly startedBy: string
  readonly clock: Clock
}

/** Queues behind the contract. */
export function createQueueHandlers(deps: QueueHandlerDeps): Pick<Handlers, 'queue.show' | 'queue.deliver'> {
  return {
    async 'queue.show'({ linkId }) {
      const links = linkId ? [withQueue(deps.link(linkId))] : deps.links.list().filter(hasQueue)
      return Promise.all(links.map(link => queueOf(deps, link)))
    },
    async 'queue.deliver'({ linkId }) {
      const link = withQueue(deps.link(linkId))
      const options = {
        planOnly: false,
        allowRemovals: 0,
        confirmOverwrites: false,
        startedBy: deps.startedBy
      }
      const begun = deps.engine.startAll([link.id, link.twinId ?? link.id], options)
      return begun.map(run => runView(run, deps.runs, deps.clock.now()))
    }
  }
}

function withQueue(link: Link): Link {
  if (link.delivery !== 'compare') return link
  throw new AppError(
    'link-without-queue',
    'This link compares both sides: nothing is queued for it. Sync it instead.',
    { link: link.id }
  )
}

async function queueOf({ queues }: QueueHandlerDeps, link: Link): Promise<QueueView> {
  const { id: linkId, delivery } = link
  try {
    const { host, models, jammed } = await queues.look(link)
    return {
      linkId,
      delivery,
      receiver: host && { host: host.host, active: host.active, state: stateWord(host.state) },
      waiting: models.reduce((sum, { changes }) => sum + changes, 0),
      models: models.map(one => ({
        ...one,
        shortName: one.model && (findModel(one.model)?.shortName ?? one.model)
      })),
      jammed,
      error: null
    }
  } catch (thrown) {
    const error = errorView(asAppError(thrown))
    return { linkId, delivery, receiver: null, waiting: 0, models: [], jammed: false, error }
  }
}

function stateWord(state: number): NonNullable<QueueView['receiver']>['state'] {
  if (state === hostState.idle) return 'idle'
  return state === hostState.locked ? 'pushing' : 'stopped'
}
