import { createI18n, type Composer, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'

type Messages = LocaleMessageDictionary<VueMessageType>

export type Language = 'en' | 'de'

/** The language's own name, and the locale of its numbers and dates. German is written the Swiss way. */
export const languages = {
  en: { name: 'English', locale: 'en-GB' },
  de: { name: 'Deutsch', locale: 'de-CH' }
} as const satisfies Record<Language, { name: string; locale: string }>

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
const memory = 'rexxfleet.language'

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'de'
}

export function currentLanguage(): Language {
  return isLanguage(composer.locale.value) ? composer.locale.value : 'en'
}

/** What was chosen on this computer before, else what the browser prefers. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(memory)
  if (isLanguage(remembered)) return remembered
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

async function messagesOf(language: Language): Promise<Messages> {
  const messages = language === 'de' ? import('./de/messages.ts') : import('./en/messages.ts')
  return (await messages).default as unknown as Messages
}

/** Each language is loaded when it is first used. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    composer.setLocaleMessage(language, await messagesOf(language))
    loaded.add(language)
  }
  composer.locale.value = language
  localStorage.setItem(memory, language)
  document.documentElement.lang = language === 'de' ? 'de-CH' : 'en'
}
