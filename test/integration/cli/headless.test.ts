/** The built program without a window, as a service runs it: it carries out what falls due, and tells of what went wrong. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { ensureBuilt } from '../../support/build.ts'
import { linkUp, openFleet, rules, type TestFleet } from '../../support/fleet.ts'
import { start, type Started } from './bundle.ts'

beforeAll(ensureBuilt, 120_000)

let fleet: TestFleet
let started: Started
afterEach(async () => {
  started.child.kill('SIGKILL')
  await started.ended
  await fleet.close()
})

const minute = 60_000

/** Served without a window, with a schedule every minute whose next moment is a few seconds away. */
async function served(webhook: string | null): Promise<string> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  const linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  await fleet.program.close()
  const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
  const since = Date.now() - minute + 4_000
  store.schedules.insert({
    id: 'due',
    target: { kind: 'link', linkId },
    webhook,
    enabled: true,
    rule: {
      rhythm: { kind: 'interval', minutes: 1 },
      zone: 'Europe/Zurich',
      missed: 'skip',
      quiet: [],
      maintenance: []
    },
    since,
    lastRunAt: null,
    createdAt: since
  })
  store.close()
  return linkId
}

const serve = (): void => {
  started = start(['--data-dir', fleet.dataDirectory, 'serve', '--headless'])
}

test('a schedule that falls due is carried out, and the program goes on until it is told to end', async () => {
  const linkId = await served(null)
  serve()
  await expect.poll(() => rules(fleet.sites[1]!).length, { timeout: 90_000 }).toBe(3)
  const hosts = (): number => fleet.sites[1]!.double.admin.rows('core_module_sync_host').length
  await expect.poll(hosts, { timeout: 30_000 }).toBe(0)
  expect(started.child.exitCode).toBeNull()
  started.child.kill('SIGTERM')
  expect((await started.ended).code).toBe(143)

  const program = await fleet.reopen()
  const runs = await program.call('runs.list', { linkId })
  expect(runs.at(-1)).toMatchObject({ startedBy: 'schedule', state: 'done', counts: { create: 3 } })
})

test('a run that fails is told to the webhook', async () => {
  const told: string[] = []
  const hook = createServer((request, response) => {
    request.on('data', piece => told.push(String(piece)))
    request.on('end', () => response.end('{}'))
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  try {
    await served(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`)
    fleet.sites[0]!.double.faults.maintenance(true)
    serve()
    await expect.poll(() => told.join(''), { timeout: 90_000 }).not.toBe('')
    expect(JSON.parse(told.join(''))).toMatchObject({
      schedule: 'due',
      code: 'site-maintenance',
      run: { state: 'stopped' }
    })
    expect(rules(fleet.sites[1]!)).toEqual([])
  } finally {
    hook.close()
  }
})
