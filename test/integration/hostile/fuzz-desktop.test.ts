/** Garbage over ipc at the built desktop bundle, on the stand-in for Electron. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../../support/build.ts'
import { clonable } from '../../support/fuzz/garbage.ts'
import { message } from '../../support/fuzz/messages.ts'
import { randomFrom, type Random } from '../../support/random.ts'
import { messages, seed } from '../../support/fuzz/size.ts'
import { whatIsKept } from '../../support/fuzz/what-is-kept.ts'
import type { Caller } from '../../support/standin/acts.ts'
import { openStage, type Stage } from '../../support/standin/stage.ts'

let folder: string
let stage: Stage
let before: string

async function opened(): Promise<void> {
  stage = openStage({ dataDirectory: folder })
  await stage.until(look => look.windows.length === 1)
}

async function ended(): Promise<number | null> {
  stage.kill('SIGTERM')
  return (await stage.ended).code
}

beforeAll(async () => {
  await ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-fuzz-'))
  await opened()
  await ended()
  before = whatIsKept(folder)
  await opened()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const callers: readonly Caller[] = [
  {},
  {},
  {},
  { url: 'https://evil.example/' },
  { nested: true },
  { stranger: true },
  { gone: true }
]

function given(random: Random): unknown[] {
  if (random.chance(0.6)) {
    const { name, input } = message(random)
    return [name, input]
  }
  return random.pick<() => unknown[]>([
    () => [],
    () => [clonable(random)],
    () => [clonable(random), clonable(random)],
    () => ['sites.show', clonable(random), clonable(random)],
    () => ['links.show', clonable(random)]
  ])()
}

test(`ipc: ${messages} messages are answered, and none with a fault`, { timeout: 600_000 }, async () => {
  const random = randomFrom(seed + 3)
  const codes = new Map<string, number>()
  const one = async (): Promise<void> => {
    const from = random.pick(callers)
    const sent = given(random)
    const answer = (await stage.act('invoke', { channel: 'rexxfleet:invoke', given: sent, from })) as {
      ok: boolean
      error?: { code: string }
    }
    const code = answer.ok ? 'ok' : (answer.error?.code ?? 'none')
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  for (let count = 0; count < Math.min(300, messages); count += 1) await one()
  const start = await stage.act('memory', null)
  for (let count = 0; count < messages; count += 16) await Promise.all(Array.from({ length: 16 }, one))
  expect((await stage.act('memory', null)) - start).toBeLessThan(24)
  expect(codes.get('internal')).toBeUndefined()
  expect(codes.get('none')).toBeUndefined()
  expect(codes.get('invalid-input')).toBeGreaterThan(messages / 4)
})

test('afterwards it answers as before, ends in order, and has written nothing', async () => {
  const call = { channel: 'rexxfleet:invoke', given: ['sites.list', {}] }
  expect(await stage.act('invoke', call)).toEqual({ ok: true, data: [] })
  expect(await ended()).toBe(0)
  expect(whatIsKept(folder)).toBe(before)
})
