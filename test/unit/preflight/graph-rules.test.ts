import { describe, expect, it } from 'vitest'
import {
  chainsThrough,
  otherPrimaries,
  ringThrough,
  type Edge
} from '../../../src-main/core/topology/graph-rules.ts'

const edge = (path: string, delivery: Edge['delivery'] = 'compare', models = ['M']): Edge => {
  const [primaryId, replicaId] = path.split('>') as [string, string]
  return { primaryId, replicaId, delivery, models: models.map(model => ({ model })) }
}
const edges = (...paths: string[]): Edge[] => paths.map(path => edge(path))

describe('a ring', () => {
  it('is closed by the link that leads back to where it began', () => {
    expect(ringThrough(edge('C>A'), edges('A>B', 'B>C'), 'M')).toEqual(['C', 'A', 'B', 'C'])
    expect(ringThrough(edge('D>A'), edges('A>B', 'B>C', 'C>D', 'B>D'), 'M')).toEqual(['D', 'A', 'B', 'D'])
  })

  it('is none for a pair of twins, a tree of them, a star, or another model', () => {
    expect(ringThrough(edge('B>A'), edges('A>B'), 'M')).toBeNull()
    expect(ringThrough(edge('B>C'), edges('A>B', 'B>A', 'C>B'), 'M')).toBeNull()
    expect(ringThrough(edge('A>D'), edges('A>B', 'A>C'), 'M')).toBeNull()
    expect(ringThrough(edge('C>A'), [edge('A>B'), edge('B>C', 'compare', ['N'])], 'M')).toBeNull()
  })

  it('is found behind a pair of twins', () => {
    expect(ringThrough(edge('C>A'), edges('A>B', 'B>A', 'B>C', 'C>B'), 'M')).toEqual(['C', 'A', 'B', 'C'])
  })

  it('ends its search in a ring that does not lead home', () => {
    expect(ringThrough(edge('A>B'), edges('B>C', 'C>D', 'D>C'), 'M')).toBeNull()
  })
})

describe('a chain', () => {
  it('passes on only where its second link compares (F22)', () => {
    expect(chainsThrough(edge('B>C', 'queue'), edges('A>B'))).toEqual([
      { from: 'A', over: 'B', to: 'C', models: ['M'], passesOn: false }
    ])
    expect(chainsThrough(edge('A>B'), [edge('B>C', 'live'), edge('B>D')])).toEqual([
      { from: 'A', over: 'B', to: 'C', models: ['M'], passesOn: false },
      { from: 'A', over: 'B', to: 'D', models: ['M'], passesOn: true }
    ])
  })

  it('is none between twins, and none without a model in common', () => {
    expect(chainsThrough(edge('A>B'), edges('B>A'))).toEqual([])
    expect(chainsThrough(edge('A>B'), [edge('B>C', 'compare', ['N'])])).toEqual([])
  })
})

describe('a second primary', () => {
  it('counts for the models that both bring', () => {
    const wished = edge('A>C', 'compare', ['M', 'N'])
    expect(otherPrimaries(wished, [edge('B>C', 'compare', ['N', 'O']), edge('A>B'), edge('D>E')])).toEqual([
      { primaryId: 'B', models: ['N'] }
    ])
  })
})
