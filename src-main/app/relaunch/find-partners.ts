import type { ReadOptions, SiteReader } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import { calendarEvent } from '../../core/models/calendar.ts'
import { dataSourceOf } from '../../core/replication/steps/data-source.ts'
import type { LeftOut, Partner, Whereabouts } from '../../core/relaunch/relaunch.ts'
import { hostChanges } from '../../core/relaunch/steps/rename-hosts.ts'
import { AppError, asAppError } from '../../core/shared/app-error.ts'
import { inWindow } from '../../core/shared/in-window.ts'
import type { MoveDeps } from './plan-move.ts'

/** Sites looked at at once. */
const atOnce = 8
/** How long a site may take that has no link to the moved one. */
const patienceMs = 10_000

interface Looked {
  readonly site: Site
  readonly partner: Partner | null
  readonly failure: AppError | null
}

export interface Partners {
  readonly partners: readonly Partner[]
  readonly leftOut: readonly LeftOut[]
}

/**
 * Who remembers the site by name: its mappings are found on every site that ever got something from it, linked or not. A linked site that
 * cannot be looked at stops the plan; any other is left out and named.
 */
export async function findPartners(
  { sites, links, access }: Pick<MoveDeps, 'sites' | 'links' | 'access'>,
  moved: Site,
  from: Whereabouts,
  to: Whereabouts
): Promise<Partners> {
  const others = sites.list().filter(site => site.id !== moved.id && site.state === 'enrolled')
  const linked = new Set(
    links
      .list()
      .filter(({ primaryId, replicaId }) => primaryId === moved.id || replicaId === moved.id)
      .flatMap(({ primaryId, replicaId }) => [primaryId, replicaId])
  )
  const receivers = new Set(
    links
      .list()
      .filter(({ primaryId }) => primaryId === moved.id)
      .map(({ replicaId }) => replicaId)
  )
  const looked = await inWindow(others, atOnce, site =>
    look(access.reader(site), { linked: linked.has(site.id), receives: receivers.has(site.id) }, from, to)
  )
  const failed = looked.find(({ site, failure }) => failure && linked.has(site.id))
  if (failed?.failure) throw failed.failure
  return {
    partners: looked.flatMap(({ partner }) => partner ?? []),
    leftOut: looked.flatMap(({ site, failure }) => (failure ? [{ siteId: site.id, code: failure.code }] : []))
  }
}

async function look(
  reader: SiteReader,
  { linked, receives }: { readonly linked: boolean; readonly receives: boolean },
  from: Whereabouts,
  to: Whereabouts
): Promise<Looked> {
  const { site } = reader
  const patience = linked ? {} : { signal: AbortSignal.timeout(patienceMs) }
  try {
    const mapped = await ids(reader, from.mainDomain, patience)
    const { changes } = await hostChanges(reader, from, to)
    const renamed = changes.flatMap(({ row, patch }) =>
      patch.host === undefined ? [] : [{ from: row.host, to: patch.host }]
    )
    const knows = changes.length > 0 || mapped.length > 0
    const concerned = linked || knows
    if (knows && site.readOnly) throw readOnly(site)
    if (!concerned) return { site, partner: null, failure: null }
    const strangers = await ids(reader, to.mainDomain, patience)
    const hasCalendar = renamed.length > 0 && (await dataSourceOf(reader, calendarEvent)) !== null
    const targets = hasCalendar ? renamed : []
    const partner = { siteId: site.id, mapped: mapped.length > 0, receives, strangers, targets }
    return { site, partner, failure: null }
  } catch (thrown) {
    const failure = patience.signal?.aborted ? tooSlow(site) : asAppError(thrown)
    return { site, partner: null, failure }
  }
}

async function ids(reader: SiteReader, foreignHost: string, options: ReadOptions): Promise<number[]> {
  const found: number[] = []
  for await (const rows of reader.rowPages('idmapping', { foreignHost }, options))
    for (const row of rows) found.push(row.id)
  return found
}

function readOnly({ name }: Site): AppError {
  return new AppError(
    'site-read-only',
    `Rexxfleet may only read '${name}', which remembers the site by its old name. Give it a key that may write, then plan again.`,
    { site: name }
  )
}

function tooSlow({ name }: Site): AppError {
  return new AppError('site-timeout', `'${name}' did not answer in time.`, { site: name })
}
