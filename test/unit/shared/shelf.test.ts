import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src-main/core/shared/json.ts'
import type { Notes } from '../../../src-main/core/shared/ports.ts'
import { Shelf } from '../../../src-main/core/shared/shelf.ts'

function notesInMemory(): Notes & { readonly names: () => string[] } {
  const kept = new Map<string, Json>()
  return {
    names: () => [...kept.keys()],
    get: name => kept.get(name) ?? null,
    under: beginning =>
      new Map(
        [...kept]
          .filter(([name]) => name.startsWith(beginning))
          .map(([name, value]) => [name.slice(beginning.length), value])
      ),
    set: (name, value) => void kept.set(name, value),
    remove: name => void kept.delete(name)
  }
}

describe('a shelf of notes', () => {
  it('keeps its own apart from those of others', () => {
    const notes = notesInMemory()
    const queues = new Shelf<{ waiting: number }>(notes, 'queue/')
    const drifts = new Shelf<{ drifted: number }>(notes, 'drift/')
    queues.set('one', { waiting: 3 })
    queues.set('two', { waiting: 0 })
    drifts.set('one', { drifted: 7 })
    expect(notes.names()).toEqual(['queue/one', 'queue/two', 'drift/one'])
    expect(queues.get('one')).toEqual({ waiting: 3 })
    expect(drifts.get('two')).toBeNull()
    expect([...queues.all()]).toEqual([
      ['one', { waiting: 3 }],
      ['two', { waiting: 0 }]
    ])
    queues.remove('one')
    expect(queues.get('one')).toBeNull()
    expect(drifts.get('one')).toEqual({ drifted: 7 })
  })
})
