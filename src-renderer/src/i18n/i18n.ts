import { createI18n, type Composer } from 'vue-i18n'
import { isLanguage, messagesOf, rememberLanguage, type Language } from './languages.ts'

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: false,
  messages: {},
  missingWarn: false,
  fallbackWarn: false
})

const composer = i18n.global as unknown as Composer
const loaded = new Set<Language>()

export function currentLanguage(): Language {
  return isLanguage(composer.locale.value) ? composer.locale.value : 'en'
}

/** Each language is loaded when it is first used. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    composer.setLocaleMessage(language, await messagesOf(language))
    loaded.add(language)
  }
  composer.locale.value = language
  rememberLanguage(language)
  document.documentElement.lang = language === 'de' ? 'de-CH' : 'en'
}
