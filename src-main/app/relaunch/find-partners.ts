import type { MoveView } from '../../contract/relaunch-shapes.ts'
import type { ReadOptions, SiteReader } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import type { Partner } from '../../core/relaunch/relaunch.ts'
import { isHostOf, templateFor } from '../../core/relaunch/rename.ts'
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
  /** It pushes to the moved site. */
  readonly receives: boolean
  readonly failure: AppError | null
}

export interface Partners {
  readonly partners: readonly Partner[]
  readonly receivers: readonly Site[]
  readonly leftOut: MoveView['leftOut']
}

/**
 * Who remembers the site by name: its mappings are found on every site that ever got something from it, linked or not. A linked site that
 * cannot be looked at stops the plan; any other is left out and named.
 */
export async function findPartners(
  { sites, links, access }: Pick<MoveDeps, 'sites' | 'links' | 'access'>,
  moved: Site,
  from: string,
  to: string
): Promise<Partners> {
  const others = sites.list().filter(site => site.id !== moved.id && site.state === 'enrolled')
  const linked = new Set(
    links
      .list()
      .filter(({ primaryId, replicaId }) => primaryId === moved.id || replicaId === moved.id)
      .flatMap(({ primaryId, replicaId }) => [primaryId, replicaId])
  )
  const looked = await inWindow(others, atOnce, site =>
    look(access.reader(site), linked.has(site.id), from, to)
  )
  const failed = looked.find(({ site, failure }) => failure && linked.has(site.id))
  if (failed?.failure) throw failed.failure
  return {
    partners: looked.flatMap(({ partner }) => partner ?? []),
    receivers: looked.flatMap(({ site, receives }) => (receives ? [site] : [])),
    leftOut: looked.flatMap(({ site, failure }) => (failure ? [{ siteId: site.id, code: failure.code }] : []))
  }
}

async function look(reader: SiteReader, linked: boolean, from: string, to: string): Promise<Looked> {
  const { site } = reader
  const patience = linked ? {} : { signal: AbortSignal.timeout(patienceMs) }
  try {
    const mapped = await ids(reader, from, patience)
    const hosts = await reader.rows('host', {}, patience)
    const receives = hosts.some(row => isHostOf(row, from))
    const named = receives || hosts.some(row => templateFor(row.urlTemplate, from, to) !== row.urlTemplate)
    const concerned = linked || named || mapped.length > 0
    if (concerned && site.readOnly && (named || mapped.length > 0)) throw readOnly(site)
    if (!concerned) return { site, partner: null, receives: false, failure: null }
    const strangers = await ids(reader, to, patience)
    const partner = { siteId: site.id, mapped: mapped.length > 0, strangers }
    return { site, partner, receives, failure: null }
  } catch (thrown) {
    const failure = patience.signal?.aborted ? tooSlow(site) : asAppError(thrown)
    return { site, partner: null, receives: false, failure }
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
