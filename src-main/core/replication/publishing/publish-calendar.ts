import type { SiteId } from '../../fleet/site.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { asJson, asShape, type Json } from '../../shared/json.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { publicationStatus, readPublished, type Published } from './calendar-tables.ts'
import { forgetPublishing, notePublishing, publishingNote, type PublishingNote } from './publishing-note.ts'
import { publishSql, unpublishSql } from './publishing-sql.ts'
import { formerOf, missingOf, type Receiver } from './receivers.ts'
import { wayBackOf } from './reversal.ts'

function receiversOf({ sites }: ReplicationDeps, links: readonly Link[]): Receiver[] {
  return links.map(link => {
    const replica = sites.get(link.replicaId)!
    return { link, uri: receiverOf(replica).host, title: replica.name }
  })
}

const idOf = (siteId: SiteId, links: readonly Link[]): string =>
  `${siteId}/publishing/${links.map(({ id }) => id).join('+')}`

/**
 * The calendar of a primary publishes its events to the replicas of these links: the setting is on, each replica is an active target, and
 * each event is published to it. All three are done by a person, with one script.
 */
export function publishCalendar(deps: ReplicationDeps, siteId: SiteId, links: readonly Link[]): Step {
  const receivers = receiversOf(deps, links)
  return {
    id: idOf(siteId, links),
    kind: 'publish-calendar',
    siteId,
    byHand: true,
    async look({ reader }) {
      const found = await readPublished(reader(siteId))
      const note = publishingNote(deps.notes, siteId)
      const missing = found ? missingOf(found, receivers, note) : ['unread']
      const done = missing.length === 0
      return {
        done,
        effects: [
          { act: done ? 'reuse' : 'update', what: 'publication-status', name: publicationStatus.name },
          ...receivers.flatMap(({ uri: name }): Effect[] => [
            { act: done ? 'reuse' : 'create', what: 'publishing-target', name },
            { act: done ? 'reuse' : 'create', what: 'event-target', name }
          ])
        ],
        result: found && done ? settledAs(found, receivers) : null,
        sql: publishSql(deps.sites.get(siteId)!.tablePrefix, receivers),
        missing
      }
    },
    async act({ reader }) {
      const found = await readPublished(reader(siteId))
      if (!found)
        throw new AppError('step-failed', 'The settings of the calendar cannot be read any more.', {
          site: siteId
        })
      notePublishing(deps.notes, siteId, found.status, formerOf(found, receivers))
    },
    settled(look, made) {
      // What was there already stays there; it is noted that the link counts on it.
      const { status, links: former } = asShape<PublishingNote>(look.result)
      if (!made) notePublishing(deps.notes, siteId, status, former)
    },
    inverse: () => unpublishCalendar(deps, siteId, links)
  }
}

/** Of what was there before nothing is Rexxfleet's. */
function settledAs(found: Published, receivers: readonly Receiver[]): Json {
  const former = formerOf({ ...found, eventTargets: [], eventIds: [] }, receivers)
  return asJson({ status: found.status, links: former } satisfies PublishingNote)
}

/**
 * The calendar of a primary is as it was before these links had their receivers in it: the targets that were not there go, with all that
 * is published to them, and the setting goes back with the last link. Done by a person, like the way there.
 */
export function unpublishCalendar(deps: ReplicationDeps, siteId: SiteId, links: readonly Link[]): Step {
  const linkIds = links.map(({ id }) => id)
  return {
    id: idOf(siteId, links),
    kind: 'unpublish-calendar',
    siteId,
    byHand: true,
    async look({ reader }) {
      const note = publishingNote(deps.notes, siteId)
      if (!note || !linkIds.some(id => note.links[id])) return { done: true, effects: [], result: null }
      const found = await readPublished(reader(siteId))
      if (!found) return { done: false, effects: [], result: null, missing: ['unread'] }
      const { reversals, status, effects, missing } = wayBackOf(found, receiversOf(deps, links), note)
      return {
        done: missing.length === 0,
        effects,
        result: null,
        sql: unpublishSql(deps.sites.get(siteId)!.tablePrefix, status, reversals),
        missing
      }
    },
    // How it was before is noted since it was asked for.
    async act() {},
    settled: () => forgetPublishing(deps.notes, siteId, linkIds),
    inverse: () => publishCalendar(deps, siteId, links)
  }
}
