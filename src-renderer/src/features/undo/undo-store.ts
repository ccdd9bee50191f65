import { defineStore } from 'pinia'
import { ref } from 'vue'
import { UndoHistory, type Change } from './undo-history.ts'

/** Undo and redo of the layout and of staged links, for as long as the window is open. */
export const useUndo = defineStore('undo', () => {
  const history = new UndoHistory()
  const canUndo = ref<string | null>(null)
  const canRedo = ref<string | null>(null)
  let working = false

  /** Called, too, when links have changed: a staged link that was applied has no way back here. */
  function refresh(): void {
    canUndo.value = history.next?.word ?? null
    canRedo.value = history.nextAgain?.word ?? null
  }

  function push(change: Change): void {
    history.push(change)
    refresh()
  }

  async function step(way: 'undo' | 'redo'): Promise<Change | null> {
    if (working) return null
    working = true
    try {
      return await history[way]()
    } finally {
      working = false
      refresh()
    }
  }

  return { canUndo, canRedo, push, refresh, undo: () => step('undo'), redo: () => step('redo') }
})
