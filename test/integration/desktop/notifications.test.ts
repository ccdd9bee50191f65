/** What the system tells a person who looks elsewhere, on the stand-in for Electron: from a schedule's run to the view of that run. */
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { ensureBuilt } from '../../support/build.ts'
import { linkUp, openFleet, sync, type TestFleet } from '../../support/fleet.ts'
import { openStage, type Stage } from '../../support/standin/stage.ts'

beforeAll(ensureBuilt, 120_000)

let fleet: TestFleet
let stage: Stage
afterEach(async () => {
  stage.kill('SIGKILL')
  await stage.ended
  await fleet.close()
})

const hour = 3_600_000

/** A schedule that is due as soon as the desktop opens, and whose run will ask before it removes all that there is. */
async function opened({ notifications = true } = {}): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  await sync(fleet.program, linkId)
  portal.double.admin.sql({ delete: 'core_rewrite_rule', where: {} })
  if (!notifications) await fleet.program.call('settings.set', { key: 'notifications', value: false })
  await fleet.program.close()
  const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
  const [since, createdAt] = [Date.now() - hour, Date.now() - hour]
  store.schedules.insert({
    id: 'missed',
    target: { kind: 'link', linkId },
    webhook: null,
    enabled: true,
    rule: {
      rhythm: { kind: 'interval', minutes: 10 },
      zone: 'Europe/Zurich',
      missed: 'once',
      quiet: [],
      maintenance: []
    },
    since,
    lastRunAt: null,
    createdAt
  })
  store.close()
  stage = openStage({ dataDirectory: fleet.dataDirectory, given: ['--hidden'] })
}

const runs = async (): Promise<{ id: string; state: string; startedBy: string }[]> => {
  const answer = await stage.act('invoke', { channel: 'rexxfleet:invoke', given: ['runs.list', {}] })
  return (answer as { data: { id: string; state: string; startedBy: string }[] }).data
}

test('a run of a schedule that waits for a person is told once, without a name, and leads to it', async () => {
  await opened()
  const { notifications } = await stage.until(look => look.notifications.length > 0)
  expect(notifications).toHaveLength(1)
  expect(notifications[0]).not.toMatch(/Portal|Town/)
  await stage.act('clickNotification', null)
  const { windows } = await stage.until(look => look.windows.length > 0)
  expect(windows[0]!.url).toMatch(/^app:\/\/rexxfleet\/#\/runs\/[0-9a-z]+$/)
  const waiting = (await runs()).filter(({ state }) => state === 'waiting')
  expect(waiting).toMatchObject([{ startedBy: 'schedule' }])
  expect(windows[0]!.url).toContain(waiting[0]!.id)
  expect((await stage.act('look', null)).notifications).toHaveLength(1)
})

test('nobody is told who has turned that off', async () => {
  await opened({ notifications: false })
  // There is no window to ask: the same run is told of above.
  const journal = new Database(join(fleet.dataDirectory, 'rexxfleet.db'), { readonly: true })
  const waiting = journal.prepare("select id from runs where state = 'waiting' and started_by = 'schedule'")
  await expect.poll(() => waiting.all().length, { timeout: 60_000 }).toBe(1)
  journal.close()
  await pause(1_000)
  expect((await stage.act('look', null)).notifications).toEqual([])
})
