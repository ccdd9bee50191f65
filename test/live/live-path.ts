import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runEnded, workflowEnded } from '../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../src-main/app/program.ts'
import type { Program } from '../../src-main/contract/door.ts'
import { calendarEvent, calendarModel, isCalendarModel } from '../../src-main/core/models/calendar.ts'
import { modelNamed } from '../../src-main/core/models/catalogue.ts'
import { withAllTheyNeed } from '../../src-main/core/models/closure.ts'
import { managementEndpoint, managementKinds } from '../../src-main/core/fleet/management.ts'
import { markerHost } from '../../src-main/core/fleet/marker.ts'
import type { Checks } from './checks.ts'
import { withProbe } from './probe.ts'
import { RawSite, type LiveSite } from './raw-site.ts'

export interface LiveWish {
  readonly primary: LiveSite & { readonly mainDomain?: string }
  readonly replica: LiveSite & { readonly mainDomain?: string }
  readonly allowHttp: boolean
  readonly checks: Checks
}

type Rows = Record<string, Record<string, unknown>>

/** Something that the test made on the primary, and takes away again. */
interface Made {
  readonly model: string
  readonly id: string
}

const model = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const category = calendarModel('Category')
/** All that the link carries: the calendar as an event brings it along. */
const models = withAllTheyNeed([modelNamed(model), modelNamed(calendarEvent)]).map(one => one.model.name)
const names = { primary: 'Live primary', replica: 'Live replica' }
const sides = ['primary', 'replica'] as const

/**
 * The whole path on two sites that are really there: enrol with the keys given, link rewrite rules and the calendar, create, sync,
 * compare, update and delete, sync, deregister with flush. Leaves both sites as it found them, also when it fails half-way.
 */
export async function livePath(wish: LiveWish): Promise<void> {
  const { checks } = wish
  const raw = { primary: new RawSite(wish.primary), replica: new RawSite(wish.replica) }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-live-'))
  const program = await openProgram({
    dataDirectory,
    startedBy: 'terminal',
    passphrase: async () => randomBytes(16).toString('hex'),
    preferVault: true
  })
  const made: Made[] = []
  const before = await Promise.all(sides.map(side => stateOf(raw[side], wish[side].key)))
  try {
    await walk(program, wish, raw, made)
  } catch (thrown) {
    checks.broke(thrown)
  }
  try {
    await cleanUp(program, wish, raw, made, before)
    const after = await Promise.all(sides.map(side => stateOf(raw[side], wish[side].key)))
    for (const [at, side] of sides.entries()) {
      checks.equal(
        after[at]!.entities,
        before[at]!.entities,
        `all rules and all of the calendar that the ${side} had is as it was, and nothing else is there`
      )
      checks.equal(
        after[at]!.management,
        before[at]!.management,
        `no management row is left behind on the ${side}`
      )
    }
  } catch (thrown) {
    checks.broke(thrown)
  } finally {
    await program.close()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

async function walk(
  program: Program,
  wish: LiveWish,
  raw: Record<(typeof sides)[number], RawSite>,
  made: Made[]
): Promise<void> {
  const { checks } = wish
  const ids: Record<string, string> = {}
  for (const side of sides) {
    const { url, key, mainDomain } = wish[side]
    const { id } = await program.call('sites.add', {
      name: names[side],
      address: url,
      allowHttp: wish.allowHttp,
      environment: 'test',
      key: 'given',
      ...(mainDomain ? { mainDomain } : {})
    })
    await program.call('sites.provideKey', { siteId: id, key })
    const site = await program.call('sites.enrol', { siteId: id })
    checks.equal(site.state, 'enrolled', `the ${side} is enrolled`)
    ids[side] = id
  }

  const plan = await program.call('links.plan', {
    primaryId: ids['primary']!,
    replicaId: ids['replica']!,
    models: [model, calendarEvent]
  })
  const setUp = await apply(program, plan.id)
  checks.equal(
    setUp.state,
    'applied',
    `the link is set up${setUp.failure ? `: ${setUp.failure.message}` : ''}`
  )
  const link = await program.call('links.show', { linkId: plan.linkId! })
  const endpoints = link.models.find(({ name }) => name === model)!
  const before = await calendarCounts(raw, link.models)

  const onPrimary = (work: (endpoint: string) => Promise<void>): Promise<void> =>
    withProbe(raw.primary, wish.primary.key, model, work)
  const batch = randomBytes(3).toString('hex')
  const rule = (text: string, orderNo: number): Record<string, string> => ({
    regularExpression: `/^rexxfleet-live-${batch}-${text}$/`,
    orderNo: String(orderNo),
    rewriteStatusCode: '302',
    continueOnMatch: '0'
  })
  await onPrimary(async endpoint => {
    for (const [at, text] of ['plain', 'ümläut-é', 'quote"\'', 'amp&lt;', 'percent%41+'].entries()) {
      made.push({ model, id: await raw.primary.create(endpoint, rule(text, 9000 + at)) })
    }
  })
  await withProbe(raw.primary, wish.primary.key, category, async endpoint => {
    const id = await raw.primary.create(endpoint, { pos: '9000', status: '0' })
    made.push({ model: category, id })
  })
  await syncAndCompare(program, wish, raw, plan.linkId!, endpoints, batch, 5, 'after creating')
  await expectCalendar(wish, raw, link.models, before)

  await onPrimary(async endpoint => {
    await raw.primary.update(endpoint, made[0]!.id, { orderNo: '9100', continueOnMatch: '1' })
    await raw.primary.update(endpoint, made[1]!.id, {
      regularExpression: `/^rexxfleet-live-${batch}-changed$/`
    })
    await raw.primary.remove(endpoint, made[4]!.id)
    made.splice(4, 1)
  })
  await syncAndCompare(program, wish, raw, plan.linkId!, endpoints, batch, 4, 'after updating and deleting')
}

type Endpoints = readonly {
  readonly name: string
  readonly shortName: string
  readonly primaryEndpoint: string
  readonly replicaEndpoint: string
}[]

const ofCalendar = (link: Endpoints): Endpoints => link.filter(({ name }) => isCalendarModel(name))

/** How many the replica has of each part of the calendar. */
async function calendarCounts(
  raw: Record<(typeof sides)[number], RawSite>,
  link: Endpoints
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { shortName, replicaEndpoint } of ofCalendar(link))
    counts[shortName] = Object.keys(await raw.replica.rows(replicaEndpoint)).length
  return counts
}

/** All of the primary's calendar stands on the replica, beside what was there. */
async function expectCalendar(
  { checks }: LiveWish,
  raw: Record<(typeof sides)[number], RawSite>,
  link: Endpoints,
  before: Readonly<Record<string, number>>
): Promise<void> {
  const now = await calendarCounts(raw, link)
  for (const { shortName, primaryEndpoint } of ofCalendar(link)) {
    const there = Object.keys(await raw.primary.rows(primaryEndpoint)).length
    checks.equal(now[shortName]! - before[shortName]!, there, `${there} of ${shortName} are on the replica`)
  }
}

async function syncAndCompare(
  program: Program,
  { checks }: LiveWish,
  raw: Record<(typeof sides)[number], RawSite>,
  linkId: string,
  endpoints: { primaryEndpoint: string; replicaEndpoint: string },
  batch: string,
  expected: number,
  when: string
): Promise<void> {
  const [started] = await program.call('runs.start', { linkIds: [linkId], confirmOverwrites: true })
  const run = await runEnded(program, started!.id)
  checks.equal(run.state, 'done', `the run ${when} is done${run.reason ? `: ${run.reason.message}` : ''}`)
  const ours = async (site: RawSite, endpoint: string): Promise<unknown[]> =>
    Object.values(await site.rows(endpoint))
      .filter(row => String(row['regularExpression']).includes(`rexxfleet-live-${batch}-`))
      .map(({ id: _id, ...fields }) => fields)
      .sort((one, other) =>
        String(one['regularExpression']).localeCompare(String(other['regularExpression']))
      )
  const there = await ours(raw.replica, endpoints.replicaEndpoint)
  checks.equal(there.length, expected, `${expected} of our rules are on the replica ${when}`)
  checks.equal(there, await ours(raw.primary, endpoints.primaryEndpoint), `every field is the same ${when}`)
  const [drift] = await program.call('drift.check', { linkIds: [linkId] })
  checks.equal([drift?.drifted, drift?.error], [false, null], `nothing drifts ${when}`)
}

/** Takes back whatever there is, step by step, each whether or not the one before went well. */
async function cleanUp(
  program: Program,
  wish: LiveWish,
  raw: Record<(typeof sides)[number], RawSite>,
  made: readonly Made[],
  before: readonly { management: unknown; markers: readonly string[] }[]
): Promise<void> {
  const { checks } = wish
  const attempt = async (work: () => Promise<void>): Promise<void> =>
    work().catch(thrown => checks.broke(thrown))
  for (const link of await program.call('links.list', {})) {
    if (link.state === 'staged') continue
    await attempt(async () => {
      // A link that came half-way is undone, which asks for nothing that was not made yet.
      const halfway = link.state === 'setting-up' && link.workflowId !== null
      const plan = halfway
        ? await program.call('workflows.undo', { workflowId: link.workflowId! })
        : await program.call('links.planDeregister', { linkId: link.id })
      const gone = await apply(program, plan.id, names.replica)
      checks.equal(
        gone.state,
        'applied',
        `the link is deregistered${gone.failure ? `: ${gone.failure.message}` : ''}`
      )
    })
  }
  for (const [one, ofModel] of Map.groupBy(made, ({ model }) => model)) {
    await attempt(() =>
      withProbe(raw.primary, wish.primary.key, one, async endpoint => {
        for (const { id } of ofModel) await raw.primary.remove(endpoint, id)
      })
    )
  }
  for (const { id } of await program.call('sites.list', {})) {
    await attempt(async () => void (await program.call('sites.remove', { siteId: id, keepEnrolment: true })))
  }
  for (const [at, side] of sides.entries()) {
    const markers = await markerIds(raw[side])
    for (const id of markers.filter(id => !before[at]!.markers.includes(id))) {
      await attempt(() => raw[side].remove('rexxfleet-idmapping', id))
    }
  }
}

async function apply(
  program: Program,
  workflowId: string,
  confirm?: string
): ReturnType<typeof workflowEnded> {
  const ended = workflowEnded(program, workflowId)
  await program.call('workflows.apply', { workflowId, ...(confirm ? { confirm } : {}) })
  return ended
}

async function markerIds(site: RawSite): Promise<string[]> {
  const rows = Object.entries(await site.rows('rexxfleet-idmapping'))
  return rows.filter(([, row]) => row['foreignHost'] === markerHost).map(([id]) => id)
}

/** All that has to be again as it was. Read with the probe, which is gone again afterwards. */
async function stateOf(
  site: RawSite,
  key: string
): Promise<{ entities: Rows[]; management: Rows[]; markers: string[] }> {
  const entities: Rows[] = []
  for (const one of models) entities.push(await withProbe(site, key, one, endpoint => site.rows(endpoint)))
  const management = await Promise.all(managementKinds.map(kind => site.rows(managementEndpoint(kind))))
  return { entities, management, markers: await markerIds(site) }
}
