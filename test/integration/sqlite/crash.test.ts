import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { child, run, storeIn, temporaryDirectory } from './fixtures.ts'

/** Fixed, so that a failure can be had again; spread over opening, journalling and a checkpoint. */
const momentsMs = [0, 3, 11, 40, 90, 230]

test.each(momentsMs)('whatever was durable is there after a kill %i ms into the writing', async moment => {
  const directory = temporaryDirectory()
  const before = storeIn(directory)
  before.runs.insert(run('r1'))
  before.close()
  const writer = child('write-items.ts', directory)
  await writer.said(/^sending 0/)
  await sleep(moment)
  await writer.killed()

  const said = (word: string): number =>
    Math.max(
      -1,
      ...writer.lines.filter(line => line.startsWith(word)).map(line => Number(line.split(' ')[1]))
    )
  const [sending, done] = [said('sending'), said('done')]
  const store = storeIn(directory)
  const items = store.runs.items('r1', { limit: 1_000_000 })
  // A batch is there as a whole or not at all.
  expect(items.length % 10).toBe(0)
  expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index))
  const finished = items.filter(({ state }) => state === 'done')
  expect(finished.length).toBeGreaterThanOrEqual((done + 1) * 10)
  expect(finished.every(({ localId }) => localId !== null)).toBe(true)
  // What went together is together.
  expect(store.runs.get('r1')?.sent).toBe(finished.length)
  const announced = items.filter(({ state }) => state !== 'open')
  expect(announced.length).toBeGreaterThanOrEqual((sending + 1) * 10)
  expect(store.activity.list({ limit: 1_000_000 }).length).toBeGreaterThanOrEqual(sending + 1)
  store.close()

  const database = new Database(join(directory, 'rexxfleet.db'), { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
})
