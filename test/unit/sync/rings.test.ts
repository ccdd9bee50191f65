import { describe, expect, it } from 'vitest'
import { ringOpeners, type WaitingEntity } from '../../../src-main/core/sync/run/rings.ts'

const waits = (id: string, ...waitsFor: string[]): WaitingEntity => ({ id, waitsFor, canGoWithout: true })
const needs = (id: string, ...waitsFor: string[]): WaitingEntity => ({ id, waitsFor, canGoWithout: false })

describe('entities that wait for each other', () => {
  it.each<[string, WaitingEntity[], string[]]>([
    ['one that names itself', [waits('1', '1')], ['1']],
    ['two', [waits('1', '2'), waits('2', '1')], ['1']],
    [
      'three, and what hangs on them',
      [waits('9', '1'), waits('1', '3'), waits('2', '1'), waits('3', '2')],
      ['1']
    ],
    [
      'two rings, one of which hangs on the other',
      [waits('1', '2'), waits('2', '1', '4'), waits('4', '5'), waits('5', '4')],
      ['1', '4']
    ],
    ['one that can go without, beside one that cannot', [needs('1', '2'), waits('2', '1')], ['2']]
  ])('are begun with one of each ring: %s', (_what, waiting, openers) => {
    expect(ringOpeners(waiting)).toEqual(openers)
  })

  it.each<[string, WaitingEntity[]]>([
    ['nobody can go without', [needs('1', '2'), needs('2', '1')]],
    ['one also waits for something that does not come', [waits('1', '2'), waits('2', '1', '8')]],
    ['they wait in a line', [waits('1', '2'), waits('2', '3')]],
    ['nobody waits', []]
  ])('stay where they are where %s', (_why, waiting) => {
    expect(ringOpeners(waiting)).toEqual([])
  })

  it('are found in a long ring as well', () => {
    const many = 20_000
    const ring = Array.from({ length: many }, (_, at) => waits(String(at), String((at + 1) % many)))
    expect(ringOpeners(ring)).toEqual(['0'])
  })
})
