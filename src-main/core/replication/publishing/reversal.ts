import type { LinkId } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import { activeTarget, publicationStatus, sameUri, type Published } from './calendar-tables.ts'
import type { FormerTarget, PublishingNote } from './publishing-note.ts'
import type { TargetReversal } from './publishing-sql.ts'
import type { Receiver } from './receivers.ts'

/** One receiver's part of the way back, with what of it is still to be done. */
export interface Reversal extends TargetReversal {
  /** Targets that were not there before. */
  readonly made: number
  /** Events published to the receiver that were not before. */
  readonly published: number
  /** Targets that were off before and are on. */
  readonly switchedOn: number
}

/** The way back as a whole. `status`: what the setting goes back to; null where it stays. */
export interface WayBack {
  readonly reversals: readonly Reversal[]
  readonly status: string | null
  readonly effects: readonly Effect[]
  /** What is still to be done, as stable words. */
  readonly missing: readonly string[]
}

/** What has to go so that the calendar is as it was before these receivers were in it. Pure. */
export function wayBackOf(found: Published, receivers: readonly Receiver[], note: PublishingNote): WayBack {
  const reversals = receivers.flatMap(({ link, uri }) => {
    const former = note.links[link.id]
    return former ? [reversalOf(found, uri, former)] : []
  })
  const changed =
    note.status !== null && note.status !== publicationStatus.on && found.status === publicationStatus.on
  const others = hasOthers(
    note,
    receivers.map(({ link }) => link.id)
  )
  const status = changed && !others ? note.status : null
  return {
    reversals,
    status,
    effects: [...reversals.flatMap(effectsOf), ...statusEffects(changed, others)],
    missing: [
      ...(status === null ? [] : ['publication-status']),
      ...(reversals.some(({ made, switchedOn }) => made + switchedOn > 0) ? ['publishing-target'] : []),
      ...(reversals.some(({ published }) => published > 0) ? ['event-target'] : [])
    ]
  }
}

const hasOthers = ({ links }: PublishingNote, own: readonly LinkId[]): boolean =>
  Object.keys(links).some(id => !own.includes(id))

function reversalOf(found: Published, uri: string, { targets, events, asked }: FormerTarget): Reversal {
  const known = new Map(targets.map(({ id, status }) => [id, status]))
  const now = found.targets.filter(target => sameUri(target.uri, uri))
  const made = new Set(now.filter(({ id }) => !known.has(id)).map(({ id }) => id))
  const added = addedEvents(found, targets, events, asked)
  return {
    uri,
    former: targets,
    events: added,
    made: made.size,
    published:
      found.eventTargets.filter(({ targetId }) => made.has(targetId)).length +
      added.reduce((sum, { eventIds }) => sum + eventIds.length, 0),
    switchedOn: now.filter(
      ({ id, status }) => status === activeTarget && (known.get(id) ?? activeTarget) !== activeTarget
    ).length
  }
}

/** Of targets that were there before: events that were asked for, and were not published to them. */
function addedEvents(
  found: Published,
  targets: FormerTarget['targets'],
  events: FormerTarget['events'],
  asked: readonly number[]
): TargetReversal['events'] {
  const before = new Set(events.map(({ targetId, eventId }) => `${targetId}/${eventId}`))
  const wanted = new Set(asked)
  return targets
    .map(({ id: targetId }) => ({
      targetId,
      eventIds: found.eventTargets
        .filter(event => event.targetId === targetId && wanted.has(event.eventId))
        .map(({ eventId }) => eventId)
        .filter(eventId => !before.has(`${targetId}/${eventId}`))
    }))
    .filter(({ eventIds }) => eventIds.length > 0)
}

function effectsOf({ uri: name, made, published, switchedOn, former }: Reversal): Effect[] {
  return [
    ...(published > 0 ? [{ act: 'remove', what: 'event-target', name, count: published } as const] : []),
    ...(made > 0 ? [{ act: 'remove', what: 'publishing-target', name } as const] : []),
    ...(switchedOn > 0 ? [{ act: 'update', what: 'publishing-target', name } as const] : []),
    ...(former.length > 0 && switchedOn === 0
      ? [{ act: 'keep', what: 'publishing-target', name, why: 'not-ours' } as const]
      : [])
  ]
}

function statusEffects(changed: boolean, others: boolean): Effect[] {
  const { name } = publicationStatus
  if (!changed) return []
  if (others) return [{ act: 'keep', what: 'publication-status', name, why: 'used-by-others' }]
  return [{ act: 'update', what: 'publication-status', name }]
}
