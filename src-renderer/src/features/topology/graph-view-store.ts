import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '@/bridge/program.ts'
import { useUndo } from '@/features/undo/undo-store.ts'

interface Remembered {
  /** Only sites with this tag; empty for all. */
  readonly tag: string
  readonly grouped: boolean
  readonly collapsed: readonly string[]
}

const setting = 'topology.view'

function isRemembered(value: unknown): value is Remembered {
  const one = value as Partial<Remembered> | null
  return typeof one?.tag === 'string' && typeof one.grouped === 'boolean' && Array.isArray(one.collapsed)
}

/** How the graph is looked at: which sites, grouped or not, which groups are one card. Remembered by the program. */
export const useGraphView = defineStore('graph-view', () => {
  const history = useUndo()
  const view = ref<Remembered>({ tag: '', grouped: false, collapsed: [] })
  const search = ref('')
  let asked = false

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    const kept = (await call('settings.get', {}))[setting]
    if (isRemembered(kept)) view.value = kept
  }

  async function show(next: Remembered): Promise<void> {
    view.value = next
    const { tag, grouped, collapsed } = next
    await call('settings.set', { key: setting, value: { tag, grouped, collapsed: [...collapsed] } })
  }

  async function change(word: string, next: Remembered): Promise<void> {
    const before = view.value
    history.push({ word, undo: () => show(before), redo: () => show(next) })
    await show(next)
  }

  const only = (tag: string): Promise<void> => show({ ...view.value, tag })
  const group = (grouped: boolean): Promise<void> => change('group', { ...view.value, grouped })

  function collapse(tag: string, on: boolean): Promise<void> {
    const others = view.value.collapsed.filter(other => other !== tag)
    return change(on ? 'collapse' : 'expand', { ...view.value, collapsed: on ? [...others, tag] : others })
  }

  return { view, search, ensure, only, group, collapse }
})
