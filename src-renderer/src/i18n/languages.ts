/** The languages of the window, without what shows them: known before anything else is loaded. */
import type { LocaleMessageDictionary, VueMessageType } from 'vue-i18n'

type Messages = LocaleMessageDictionary<VueMessageType>

export type Language = 'en' | 'de'

/** The language's own name, and the locale of its numbers and dates. German is written the Swiss way. */
export const languages = {
  en: { name: 'English', locale: 'en-GB' },
  de: { name: 'Deutsch', locale: 'de-CH' }
} as const satisfies Record<Language, { name: string; locale: string }>

const memory = 'rexxfleet.language'

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'de'
}

/** What was chosen on this computer before, else what the browser prefers. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(memory)
  if (isLanguage(remembered)) return remembered
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** Loaded when they are first asked for. */
export async function messagesOf(language: Language): Promise<Messages> {
  const messages = language === 'de' ? import('./de/messages.ts') : import('./en/messages.ts')
  return (await messages).default as unknown as Messages
}

/** For the next start on this computer. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(memory, language)
}
