import type { CallInput, CallOutput } from '@contract/calls.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { chooseTheme, isThemeChoice, themeChoice, type ThemeChoice } from '@/app/theme/theme.ts'
import { call } from '@/bridge/program.ts'
import { chooseLanguage, currentLanguage } from '@/i18n/i18n.ts'
import { isLanguage, type Language } from '@/i18n/languages.ts'

/** Typing in a filter is not worth a write for each letter. */
const pauseMs = 400

/** What the user chose, kept by the program, and what the program says about itself. */
export const useSettings = defineStore('settings', () => {
  const info = shallowRef<CallOutput<'app.info'> | null>(null)
  const language = ref<Language>(currentLanguage())
  const canCopySecrets = computed(() => info.value?.clipboard ?? false)
  /** Filters, columns, sizes: by their key, as they were last left. */
  const remembered = shallowRef<Readonly<Record<string, unknown>>>({})
  const unsaved = new Map<string, ReturnType<typeof setTimeout>>()
  // A window that is gone writes nothing into the program of the next one.
  onScopeDispose(() => unsaved.forEach(timer => clearTimeout(timer)))

  let asked: Promise<void> | null = null

  /** Fails as `load` does, for everybody who asked. */
  function ensure(): Promise<void> {
    return (asked ??= load())
  }

  async function load(): Promise<void> {
    const [about, chosen] = await Promise.all([call('app.info', {}), call('settings.get', {})])
    info.value = about
    // What was chosen while the answer was on its way is newer.
    const newer = Object.fromEntries([...unsaved.keys()].map(key => [key, remembered.value[key]]))
    remembered.value = { ...chosen, ...newer }
    if (isThemeChoice(chosen['theme'])) chooseTheme(chosen['theme'])
    if (isLanguage(chosen['language'])) await show(chosen['language'])
  }

  /** Shown at once, written a moment later. A choice that cannot be written is lost with the window, and nothing else. */
  function remember(key: string, value: unknown): void {
    remembered.value = { ...remembered.value, [key]: value }
    clearTimeout(unsaved.get(key))
    const write = async (): Promise<void> => {
      unsaved.delete(key)
      await call('settings.set', { key, value } as CallInput<'settings.set'>).catch(() => undefined)
    }
    unsaved.set(
      key,
      setTimeout(() => void write(), pauseMs)
    )
  }

  async function show(next: Language): Promise<void> {
    await chooseLanguage(next)
    language.value = next
  }

  async function setLanguage(next: Language): Promise<void> {
    await show(next)
    await call('settings.set', { key: 'language', value: next })
  }

  async function setTheme(next: ThemeChoice): Promise<void> {
    chooseTheme(next)
    await call('settings.set', { key: 'theme', value: next })
  }

  return {
    info,
    language,
    theme: themeChoice,
    canCopySecrets,
    remembered,
    ensure,
    load,
    remember,
    setLanguage,
    setTheme
  }
})
