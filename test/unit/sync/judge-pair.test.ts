import { describe, expect, it } from 'vitest'
import { judgePair } from '../../../src-main/core/sync/judge-pair.ts'
import type { AgreedState } from '../../../src-main/core/sync/records.ts'

const agreed = (primaryHash: string, replicaHash = primaryHash): AgreedState => ({
  foreignId: '1',
  localId: '7',
  primaryHash,
  replicaHash,
  origin: 'created'
})
const never = (): boolean => {
  throw new Error('must not be asked')
}

describe('judgePair', () => {
  it('calls equal sides unchanged, whatever was agreed', () => {
    expect(judgePair('a', 'a', null, never)).toEqual({ verdict: 'unchanged' })
    expect(judgePair('b', 'b', agreed('a'), never)).toEqual({ verdict: 'unchanged' })
  })

  it('updates what only the primary changed', () => {
    expect(judgePair('b', 'a', agreed('a'), never)).toEqual({ verdict: 'update', why: null })
  })

  it('never overwrites an edit on the replica without a word', () => {
    expect(judgePair('a', 'b', agreed('a'), never)).toEqual({ verdict: 'conflict', why: 'edited-on-replica' })
    expect(judgePair('b', 'c', agreed('a'), never)).toEqual({ verdict: 'conflict', why: 'edited-on-both' })
  })

  it('leaves alone what the replica cannot hold, until the primary changes (F37)', () => {
    expect(judgePair('emoji', '????', agreed('emoji', '????'), never)).toEqual({
      verdict: 'stored-differently'
    })
    expect(judgePair('new', '????', agreed('emoji', '????'), never)).toEqual({ verdict: 'update', why: null })
  })

  it('says that it overwrites where nothing was agreed, and refuses where nothing is in common', () => {
    expect(judgePair('a', 'b', null, () => true)).toEqual({ verdict: 'update', why: 'overwrites' })
    expect(judgePair('a', 'b', null, () => false)).toEqual({ verdict: 'conflict', why: 'nothing-in-common' })
  })
})
