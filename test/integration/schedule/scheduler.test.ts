import { createServer, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyStore } from '../../../src-main/adapters/keychain/open-key-store.ts'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import { cronTimes } from '../../../src-main/app/schedule/cron-times.ts'
import { Scheduler } from '../../../src-main/app/schedule/scheduler.ts'
import { tellWebhook } from '../../../src-main/app/schedule/webhook.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { EventMessage } from '../../../src-main/contract/events.ts'
import type { Schedule } from '../../../src-main/core/schedule/schedule.ts'
import type { Clock, Log } from '../../../src-main/core/shared/ports.ts'
import { linkUp, openFleet, passphrase, rules, sync, type TestFleet } from '../../support/fleet.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const minute = 60_000
const start = Date.parse('2026-06-01T08:00:00Z')

let fleet: TestFleet
let linkId: string

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
})
afterEach(() => fleet.close())

const wish = (more: object = {}) => ({ target: { linkId }, rhythm: { minutes: 15 }, ...more })
const refusal = async (name: 'schedules.add' | 'schedules.update', input: object) => {
  const before = await fleet.program.call('schedules.list', {})
  const answer = await fleet.program.invoke(name, input)
  expect(await fleet.program.call('schedules.list', {})).toEqual(before)
  return answer.ok ? null : answer.error.code
}

describe('schedules behind the contract', () => {
  it('are added, changed, listed and removed, and go with their link', async () => {
    const { program } = fleet
    const added = await program.call(
      'schedules.add',
      wish({
        zone: 'Europe/Zurich',
        quiet: [{ from: '22:00', to: '06:00' }],
        webhook: 'https://hooks.example.ch/T/secret-token'
      })
    )
    expect(added).toMatchObject({
      target: { linkId },
      rhythm: { minutes: 15 },
      quiet: [{ from: '22:00', to: '06:00', days: [0, 1, 2, 3, 4, 5, 6] }],
      webhook: 'https://hooks.example.ch/…',
      links: [linkId],
      lastRunAt: null
    })
    expect(added.nextRunAt).toBeGreaterThan(Date.now())
    const tagged = await program.call(
      'schedules.add',
      wish({ target: { tag: 'canton' }, rhythm: { cron: '0  3 * * *' } })
    )
    expect(tagged).toMatchObject({ rhythm: { cron: '0 3 * * *' }, links: [] })
    await program.call('sites.update', { siteId: fleet.sites[1]!.id, tags: ['Canton'] })
    const changed = await program.call('schedules.update', { scheduleId: added.id, enabled: false })
    expect(changed).toMatchObject({ enabled: false, nextRunAt: null, quiet: added.quiet, zone: added.zone })
    const reopened = await fleet.reopen()
    const [first, second] = await reopened.call('schedules.list', {})
    expect(first).toEqual(changed)
    expect(second).toMatchObject({ id: tagged.id, links: [linkId] })
    await reopened.call('schedules.remove', { scheduleId: tagged.id })
    expect(await reopened.call('schedules.list', {})).toHaveLength(1)
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    store.links.remove(linkId)
    expect(store.schedules.list()).toEqual([])
    store.close()
    await fleet.reopen()
  })

  it('are refused with a code, and nothing is written', async () => {
    const { id } = await fleet.program.call('schedules.add', wish())
    for (const [more, code] of [
      [{ target: { linkId: 'nobody' } }, 'unknown-link'],
      [{ target: { linkId, tag: 'x' } }, 'invalid-input'],
      [{ target: {} }, 'invalid-input'],
      [{ rhythm: { minutes: 0 } }, 'schedule-invalid'],
      [{ rhythm: { cron: 'whenever' } }, 'schedule-invalid'],
      [{ zone: 'Mars/Olympus' }, 'schedule-invalid'],
      [{ webhook: 'http://example.ch' }, 'schedule-invalid'],
      [{ quiet: [{ from: '25:00', to: '06:00' }] }, 'invalid-input'],
      [{ quiet: [{ from: '06:00', to: '06:00' }] }, 'schedule-invalid'],
      [{ maintenance: [{ from: 2, to: 1 }] }, 'schedule-invalid'],
      [{ missed: 'twice' }, 'invalid-input']
    ] as const) {
      expect(await refusal('schedules.add', wish(more)), JSON.stringify(more)).toBe(code)
      expect(await refusal('schedules.update', { scheduleId: id, ...more }), JSON.stringify(more)).toBe(code)
    }
    expect(await refusal('schedules.update', { scheduleId: 'nobody' })).toBe('unknown-schedule')
    expect(await fleet.program.invoke('schedules.remove', { scheduleId: 'nobody' })).toMatchObject({
      error: { code: 'unknown-schedule' }
    })
  })
})

/** A clock that only moves when a test says so; whoever sleeps wakes when it has moved far enough. */
function handClock(): Clock & { move(ms: number): Promise<void> } {
  let now = start
  const sleepers = new Set<{ until: number; wake: () => void }>()
  return {
    now: () => now,
    steady: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => reject(new Error('woken')), { once: true })
      }),
    async move(ms) {
      now += ms
      for (const sleeper of sleepers) {
        if (sleeper.until > now) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
      await pause(1)
    }
  }
}

describe('the scheduler', () => {
  const bed = async (rows: Partial<Schedule>[]) => {
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const clock = handClock()
    for (const [at, row] of rows.entries()) {
      store.schedules.insert({
        id: `s${at}`,
        target: { kind: 'link', linkId },
        webhook: null,
        enabled: true,
        rule: {
          rhythm: { kind: 'interval', minutes: 10 },
          zone: 'Europe/Zurich',
          missed: 'skip',
          quiet: [],
          maintenance: []
        },
        since: start,
        lastRunAt: null,
        createdAt: at,
        ...row
      })
    }
    const begun: [schedule: string, link: string, minutes: number][] = []
    const scheduler = new Scheduler({
      ...store,
      cron: cronTimes,
      clock,
      log: silent,
      run: ({ id }, links) =>
        links.forEach(link => begun.push([id, link.id, (clock.now() - start) / minute])),
      changed: () => undefined
    })
    scheduler.start()
    const end = async () => {
      await scheduler.stop()
      store.close()
      await fleet.reopen()
    }
    return { store, clock, begun, scheduler, end }
  }

  it('begins runs at their time, with one timer for all, and does not drift', async () => {
    const tag = { kind: 'tag', tag: 'none' } as const
    const { clock, begun, end } = await bed([
      {},
      { rule: { ...slow, rhythm: { kind: 'interval', minutes: 25 } } },
      { target: tag },
      { enabled: false }
    ])
    for (let step = 0; step < 100; step += 1) await clock.move(37_000)
    await end()
    expect(begun.map(([id, , minutes]) => [id, Math.floor(minutes)])).toEqual([
      ['s0', 10],
      ['s0', 20],
      ['s1', 25],
      ['s0', 30],
      ['s0', 40],
      ['s0', 50],
      ['s1', 50],
      ['s0', 60]
    ])
  })

  it('survives a sleep of days: skipped, or made up for by one run', async () => {
    const { clock, begun, end, store } = await bed([{}, { rule: { ...slow, missed: 'once' } }])
    await clock.move(3 * 24 * 60 * minute + 5 * minute)
    expect(begun.map(([id]) => id)).toEqual(['s1'])
    await clock.move(5 * minute)
    expect(begun.map(([id]) => id)).toEqual(['s1', 's0', 's1'])
    expect(store.schedules.get('s0')!.lastRunAt).toBe(clock.now())
    await end()
  })

  it('hears of a new schedule at once, and of one that is gone', async () => {
    const { clock, begun, end, store, scheduler } = await bed([])
    store.schedules.insert({
      id: 'new',
      target: { kind: 'link', linkId },
      webhook: null,
      enabled: true,
      rule: { ...slow, rhythm: { kind: 'interval', minutes: 1 } },
      since: start - minute + 5_000,
      lastRunAt: null,
      createdAt: 1
    })
    scheduler.wake()
    await pause(1)
    await clock.move(5_000)
    expect(begun.map(([id]) => id)).toEqual(['new'])
    store.schedules.remove('new')
    await clock.move(10 * minute)
    expect(begun).toHaveLength(1)
    await end()
  })

  it('leaves a link alone that is not ready', async () => {
    const { clock, begun, end, store } = await bed([{}])
    store.links.update(linkId, { state: 'removing' })
    await clock.move(10 * minute)
    expect(begun).toEqual([])
    expect(store.schedules.get('s0')!.lastRunAt).toBe(clock.now())
    await end()
  })
})

const slow = {
  ...({ rhythm: { kind: 'interval', minutes: 10 }, zone: 'Europe/Zurich', missed: 'skip' } as const),
  quiet: [],
  maintenance: []
}

describe('an open program', () => {
  let program: Program
  const events: EventMessage[] = []

  /** A schedule that was missed while nobody was there is due the moment somebody opens. */
  async function openWithMissed(webhook: string | null = null): Promise<void> {
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const before = Date.now() - 60 * minute
    store.schedules.insert({
      id: 'missed',
      target: { kind: 'link', linkId },
      webhook,
      enabled: true,
      rule: { ...slow, missed: 'once' },
      since: before,
      lastRunAt: null,
      createdAt: before
    })
    store.close()
    program = await openProgram({
      dataDirectory: fleet.dataDirectory,
      startedBy: 'window',
      preferVault: true,
      schedules: true,
      passphrase: async () => passphrase
    })
    events.length = 0
    program.listen(message => void events.push(message))
  }
  const until = async <T>(ask: () => Promise<T | null> | T | null): Promise<T> => {
    for (;;) {
      const found = await ask()
      if (found !== null) return found
      await pause(20)
    }
  }
  const ended = () =>
    until(async () => {
      const [run] = await program.call('runs.list', { limit: 1 })
      return run && !['planning', 'pushing'].includes(run.state) ? run : null
    })
  const back = async () => {
    await program.close()
    await fleet.reopen()
  }

  it('runs what it missed, and once only', async () => {
    await openWithMissed()
    expect(await ended()).toMatchObject({ state: 'done', startedBy: 'schedule', counts: { create: 3 } })
    expect(rules(fleet.sites[1]!)).toHaveLength(3)
    const [schedule] = await program.call('schedules.list', {})
    expect(schedule!.lastRunAt).toBeGreaterThan(Date.now() - minute)
    await back()
    expect(await fleet.program.call('runs.list', {})).toHaveLength(1)
  })

  it('runs none where it is only open for one command', async () => {
    await openWithMissed()
    await ended()
    await program.close()
    const plain = await fleet.reopen()
    await plain.call('schedules.update', { scheduleId: 'missed', missed: 'once' })
    await pause(100)
    expect(await plain.call('runs.list', {})).toHaveLength(1)
  })

  it('tells the window and the webhook of a failure, without a secret', async () => {
    const bodies: string[] = []
    const server = createServer((request: IncomingMessage, response) => {
      let text = ''
      request.on('data', chunk => (text += String(chunk)))
      request.on('end', () => {
        bodies.push(text)
        response.end('{}')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=planted-token`
    await sync(fleet.program, linkId)
    fleet.sites[0]!.double.admin.sql({ delete: 'core_rewrite_rule', where: {} })
    await openWithMissed(address)
    expect(await ended()).toMatchObject({ state: 'waiting' })
    const told = await until(() => bodies[0] ?? null)
    expect(JSON.parse(told)).toMatchObject({
      event: 'run-failed',
      schedule: 'missed',
      link: { primary: 'Portal', replica: 'Town' },
      run: { state: 'waiting' },
      code: 'removals-need-confirmation'
    })
    for (const { key } of fleet.sites) expect(told).not.toContain(key)
    expect(told).not.toContain('planted-token')
    expect(events.filter(({ name }) => name === 'schedule.failed')).toMatchObject([
      { data: { scheduleId: 'missed', linkId, error: { code: 'removals-need-confirmation' } } }
    ])
    expect(rules(fleet.sites[1]!)).toHaveLength(3)
    await back()
    server.close()
  })
  it('tells of a key that is gone by the time it is needed, and sends nothing', async () => {
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const { keyRef } = store.links.get(linkId)!
    store.close()
    const keys = await openKeyStore({
      dataDirectory: fleet.dataDirectory,
      passphrase: async () => passphrase,
      preferVault: true
    })
    await keys.remove(keyRef)
    await openWithMissed()
    expect(await ended()).toMatchObject({ state: 'stopped', reason: { code: 'key-missing' }, sent: 0 })
    await until(() => events.find(({ name }) => name === 'schedule.failed') ?? null)
    expect(events.filter(({ name }) => name === 'schedule.failed')).toMatchObject([
      { data: { scheduleId: 'missed', linkId, error: { code: 'key-missing' } } }
    ])
    expect(rules(fleet.sites[1]!)).toHaveLength(0)
    await back()
  })
})

describe('a webhook', () => {
  it('is tried again, follows nobody, and gives up quietly', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (request.url === '/away') response.writeHead(302, { location: '/there' })
      else if (request.url === '/third' && asked.length < 3) response.statusCode = 500
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const deps = {
      clock: { now: Date.now, steady: Date.now, sleep: () => pause(1) },
      log: silent,
      signal: new AbortController().signal
    }
    expect(await tellWebhook(deps, `${origin}/third`, {})).toBe(true)
    expect(asked).toEqual(['/third', '/third', '/third'])
    expect(await tellWebhook(deps, `${origin}/away`, {})).toBe(false)
    expect(asked).not.toContain('/there')
    server.close()
    expect(await tellWebhook(deps, 'http://127.0.0.1:1/x', {})).toBe(false)
  })
})
