import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import { pauseReceiver } from '../../sync/run/pause-receiver.ts'
import { changesFor } from '../../sync/run/queue.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { claim, whyKept } from '../steps/ownership.ts'
import { hostState, receiverOf } from '../../topology/receiver.ts'
import { changesUnheard } from './changes.ts'
import { hostRowOf } from './receiver.ts'

const row = (link: Link, id: number): SiteRow => ({ siteId: link.primaryId, kind: 'host', rowId: String(id) })

/**
 * The primary knows the replica as a receiver: active, so that changes are queued for it. With the delivery `queue` Cloudrexx leaves it
 * alone (state 2) and Rexxfleet delivers; with `live` Cloudrexx pushes by itself (F28).
 */
export function makeHost(deps: ReplicationDeps, link: Link): Step {
  const { primaryId: siteId, keyRef } = link
  const receiver = receiverOf(deps.sites.get(link.replicaId)!)
  const state = link.delivery === 'live' ? hostState.idle : hostState.stopped
  return {
    id: `${siteId}/host/${receiver.host}`,
    kind: 'make-host',
    siteId,
    async look({ reader }) {
      const found = await hostRowOf(deps, reader(siteId), link)
      if (found && !deps.provenance.usedBy(link.id).some(used => used.kind === 'host') && !found.active) {
        throw new AppError(
          'plan-outdated',
          `'${receiver.host}' is registered on the primary already, and off. Look at it first.`,
          {
            host: receiver.host
          }
        )
      }
      const act = found ? 'reuse' : 'create'
      return {
        done: found !== null,
        effects: [{ act, what: 'host', name: receiver.host }],
        result: found && { id: found.id }
      }
    },
    async act({ writer }) {
      // An undo makes the receiver before the replica learns the key, which may have to be a new one.
      await deps.keys.create(keyRef)
      await writer(siteId).createRow('host', {
        ...receiver,
        active: true,
        keyRef,
        state,
        lastUpdate: deps.clock.now()
      })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      claim(deps.provenance, row(link, id), [link.id], made)
    },
    inverse: () => removeHost(deps, link)
  }
}

/** The receiver goes: only after what waited for it and what it listens to (F33, F41). */
export function removeHost(deps: ReplicationDeps, link: Link): Step {
  const { primaryId: siteId } = link
  const { host: name } = receiverOf(deps.sites.get(link.replicaId)!)
  return {
    id: `${siteId}/host/${name}`,
    kind: 'remove-host',
    siteId,
    async look({ reader }) {
      const found = await hostRowOf(deps, reader(siteId), link)
      if (!found) return { done: true, effects: [], result: null }
      const why = whyKept(deps.provenance, row(link, found.id), [link.id])
      if (why) return { done: true, effects: [{ act: 'keep', what: 'host', name, why }], result: null }
      return { done: false, effects: [{ act: 'remove', what: 'host', name }], result: null }
    },
    async act({ writer }) {
      const found = await hostRowOf(deps, writer(siteId), link)
      if (!found) return
      await writer(siteId).removeRow('host', found.id)
      deps.provenance.forget(row(link, found.id))
    },
    inverse: () => makeHost(deps, link)
  }
}

/** Cloudrexx pushes nothing more to the replica, and loses nothing that waits (F42). */
export function pauseHost(deps: ReplicationDeps, link: Link): Step {
  const { primaryId: siteId } = link
  const { host: name } = receiverOf(deps.sites.get(link.replicaId)!)
  return {
    id: `${siteId}/pause/${name}`,
    kind: 'pause-host',
    siteId,
    async look({ reader }) {
      const found = await hostRowOf(deps, reader(siteId), link)
      const effects = found ? ([{ act: 'update', what: 'host', name, why: 'no-more-pushes' }] as const) : []
      return { done: !found || found.state === hostState.stopped, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const message = `A push to '${name}' is at work. Wait until it has ended, then resume.`
      await pauseReceiver({
        read: () => hostRowOf(deps, site, link),
        stop: id => site.updateRow('host', id, { state: hostState.stopped }),
        waiting: async id => (await changesFor(site, id)).length,
        clock: deps.clock,
        busy: () => new AppError('step-failed', message, { host: name })
      })
    },
    inverse: () => (link.delivery === 'live' ? afterPause(resumeHost(deps, link)) : null)
  }
}

/** A receiver that is taken over and that Cloudrexx pushes to: with the delivery `queue` it does so no longer, or there were two senders (F44). */
export function stopPushes(deps: ReplicationDeps, link: Link): Step {
  return { ...pauseHost(deps, link), inverse: () => resumeHost(deps, link) }
}

/** A way back from a pause of the same workflow: its plan found the receiver as it was before that. */
export function afterPause(step: Step): Step {
  return { ...step, restores: true }
}

/**
 * Cloudrexx may push to the replica again. Not while something waits that the receiver does not listen to: it would be sent as a removal
 * (F41). Such a change is left only where it waits for another replica as well.
 */
export function resumeHost(deps: ReplicationDeps, link: Link): Step {
  const { primaryId: siteId } = link
  const { host: name } = receiverOf(deps.sites.get(link.replicaId)!)
  return {
    id: `${siteId}/resume/${name}`,
    kind: 'resume-host',
    siteId,
    async look({ reader }) {
      const found = await hostRowOf(deps, reader(siteId), link)
      const effects = [{ act: 'update', what: 'host', name, why: 'pushes-again' }] as const
      return { done: !found || found.state !== hostState.stopped, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const found = await hostRowOf(deps, site, link)
      if (!found) return
      const stray = await changesUnheard(site, found.id)
      if (stray > 0) {
        throw new AppError(
          'step-failed',
          `${stray} changes that '${name}' is not to get wait for other replicas as well. Deliver those first, then resume.`,
          { host: name, changes: stray }
        )
      }
      await site.updateRow('host', found.id, { state: hostState.idle })
    },
    inverse: () => pauseHost(deps, link)
  }
}
