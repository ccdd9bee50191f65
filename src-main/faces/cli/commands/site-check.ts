import type { HealthView, SiteView } from '../../../contract/shapes.ts'
import { combineExitCodes, exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts'
import { findSite } from '../naming.ts'
import { asFailure, failureOf, type Failure, type Outcome } from '../outcome.ts'
import { readiness } from '../readiness.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'

interface Checked {
  readonly site: SiteView
  readonly health: HealthView | null
  readonly failure: Failure | null
}

const goodStates: readonly HealthView['state'][] = ['ok', 'slow', 'unknown']

/** A site that waits for its script is enrolled as soon as its key answers. */
async function completeEnrolment(session: Session, site: SiteView): Promise<Checked> {
  try {
    const check = await session.call('sites.checkEnrolment', { siteId: site.id })
    if (!check.ready) return { site, health: site.health, failure: readiness(site, check).failure }
    const enrolled = await session.call('sites.enrol', { siteId: site.id })
    session.paper.say(`${enrolled.name} is enrolled.`)
    return { site: enrolled, health: enrolled.health, failure: null }
  } catch (thrown) {
    return { site, health: site.health, failure: asFailure(thrown) }
  }
}

function judged(site: SiteView, health: HealthView): Checked {
  if (goodStates.includes(health.state)) return { site, health, failure: null }
  const code = health.code ?? 'site-unreachable'
  const message = `${site.name} is not well: ${health.state}.`
  return { site, health, failure: failureOf({ code, message, details: { site: site.name } }) }
}

function codeOf(checked: Checked): ExitCode {
  return checked.failure ? exitCodeOf(checked.failure.code) : exitCodes.done
}

function view(checked: Checked): Record<string, unknown> {
  const { site, health, failure } = checked
  return {
    id: site.id,
    name: site.name,
    state: site.state,
    health,
    error: failure ? { code: failure.code, message: failure.message, details: failure.details } : null
  }
}

function linesOf(checked: readonly Checked[]): string[] {
  return table(
    ['SITE', 'STATE', 'HEALTH', 'TIME', 'TROUBLE'],
    checked.map(({ site, health, failure }) => [
      plain(site.name),
      site.state,
      health?.state ?? 'unknown',
      health?.latencyMs == null ? '' : `${Math.round(health.latencyMs)} ms`,
      failure ? `${plain(failure.message)} (${failure.code})` : ''
    ])
  )
}

async function checkEnrolled(session: Session, sites: readonly SiteView[]): Promise<Checked[]> {
  if (sites.length === 0) return []
  const found = await session.call('sites.check', { siteIds: sites.map(site => site.id) })
  return sites.flatMap(site => {
    const health = found.find(one => one.siteId === site.id)?.health
    return health ? [judged(site, health)] : []
  })
}

export async function checkSites(session: Session, names: readonly string[]): Promise<Outcome> {
  const sites = await session.call('sites.list', {})
  const wanted = names.length === 0 ? sites : names.map(name => findSite({ sites }, name))
  const checked: Checked[] = []
  for (const site of wanted.filter(one => one.state === 'pending'))
    checked.push(await completeEnrolment(session, site))
  checked.push(
    ...(await checkEnrolled(
      session,
      wanted.filter(one => one.state !== 'pending')
    ))
  )
  const exitCode = combineExitCodes(checked.map(codeOf))
  const data = { sites: checked.map(view) }
  const worst = checked.find(one => one.failure && codeOf(one) === exitCode)?.failure
  if (worst)
    throw failureOf(
      { code: worst.code, message: worst.message, details: {} },
      { details: { ...worst.details, ...data }, exitCode, lines: linesOf(checked) }
    )
  return { data, lines: linesOf(checked), exitCode }
}
