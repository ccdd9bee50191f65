import { describe, expect, it } from 'vitest'
import { UndoHistory } from '@/features/undo/undo-history.ts'

function counter() {
  const history = new UndoHistory()
  let value = 0
  const add = (n: number, possible?: () => boolean): void => {
    value += n
    history.push({
      word: `add-${n}`,
      ...(possible ? { possible } : {}),
      undo: async () => void (value -= n),
      redo: async () => void (value += n)
    })
  }
  return { history, add, value: () => value }
}

describe('undo', () => {
  it('goes back and forth', async () => {
    const { history, add, value } = counter()
    add(1)
    add(10)
    expect((await history.undo())?.word).toBe('add-10')
    await history.undo()
    expect(value()).toBe(0)
    expect(await history.undo()).toBeNull()
    await history.redo()
    await history.redo()
    expect(value()).toBe(11)
    expect(await history.redo()).toBeNull()
  })

  it('forgets what was undone once something new is done', async () => {
    const { history, add, value } = counter()
    add(1)
    await history.undo()
    add(5)
    expect(history.nextAgain).toBeNull()
    expect(value()).toBe(5)
  })

  it('goes fifty steps back and no further', async () => {
    const { history, add, value } = counter()
    for (let i = 0; i < 60; i += 1) add(1)
    while (await history.undo());
    expect(value()).toBe(10)
  })

  it('passes over what has no way back any more', async () => {
    const { history, add, value } = counter()
    let applied = false
    add(1)
    add(10, () => !applied)
    applied = true
    expect(history.next?.word).toBe('add-1')
    await history.undo()
    expect(value()).toBe(10)
  })

  it('keeps a step whose way back failed', async () => {
    const history = new UndoHistory()
    history.push({ word: 'x', undo: () => Promise.reject(new Error('offline')), redo: async () => undefined })
    await expect(history.undo()).rejects.toThrow('offline')
    expect(history.next?.word).toBe('x')
  })
})
