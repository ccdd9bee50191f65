import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasRecordings, isAction, readSteps, RECORDINGS } from './recording.ts'
import { replay } from './replay.ts'

/** Exchanges that cannot be compared, each with its reason. At most nine. */
const NOT_COMPARABLE: Readonly<Record<string, string>> = {}

const title = hasRecordings() ? 'conformance' : `conformance SKIPPED: no recordings in ${RECORDINGS}`

describe.skipIf(!hasRecordings())(title, () => {
  test('two doubles answer every recorded exchange as the recorded sites did', async () => {
    const steps = readSteps(resolve(RECORDINGS, 'exchanges.jsonl'))
    const { mismatches, passed, actions } = await replay(steps)
    const unexpected = mismatches.filter(({ name }) => !(name in NOT_COMPARABLE))

    expect(unexpected).toEqual([])
    expect(Object.keys(NOT_COMPARABLE).length).toBeLessThan(10)
    expect(passed).toBeGreaterThanOrEqual(195)
    expect(actions).toBe(steps.filter(isAction).length)
    expect(actions).toBe(9)
  })

  test('any part of a recording is replayed in order', async () => {
    const steps = readSteps(resolve(RECORDINGS, 'exchanges.jsonl'))
    const { mismatches, passed } = await replay(steps.slice(0, 60))

    expect(mismatches).toEqual([])
    expect(passed).toBe(60)
  })
})
