import type { CallOutput } from '@contract/calls.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { chooseTheme, isThemeChoice, themeChoice, type ThemeChoice } from '@/app/theme/theme.ts'
import { call } from '@/bridge/program.ts'
import { chooseLanguage, currentLanguage, isLanguage, type Language } from '@/i18n/i18n.ts'

/** What the user chose, kept by the program, and what the program says about itself. */
export const useSettings = defineStore('settings', () => {
  const info = shallowRef<CallOutput<'app.info'> | null>(null)
  const language = ref<Language>(currentLanguage())
  const canCopySecrets = computed(() => info.value?.clipboard ?? false)

  async function load(): Promise<void> {
    const [about, chosen] = await Promise.all([call('app.info', {}), call('settings.get', {})])
    info.value = about
    if (isThemeChoice(chosen['theme'])) chooseTheme(chosen['theme'])
    if (isLanguage(chosen['language'])) await show(chosen['language'])
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

  return { info, language, theme: themeChoice, canCopySecrets, load, setLanguage, setTheme }
})
