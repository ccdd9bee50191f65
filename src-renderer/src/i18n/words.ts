import { useI18n } from 'vue-i18n'

/** 'used-by-others' → 'Used by others': what a word says that nobody has translated yet. */
export function readable(word: string): string {
  const text = word.replaceAll(/[-_]+/g, ' ').trim()
  return sentence(text)
}

/** The last part of a class name; other names as they are. */
export function shortName(name: string): string {
  return name.split('\\').at(-1) ?? name
}

/** As the beginning of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Stable words of the program, translated where a translation is known, else shown as they are, readable. */
export function useWords() {
  const { t, te } = useI18n()
  return {
    word(group: string, word: string, values: Record<string, unknown> = {}, count = 1): string {
      const key = `words.${group}.${word}`
      return te(key) ? t(key, values, count) : readable(word)
    },
    known: (group: string, word: string): boolean => te(`words.${group}.${word}`)
  }
}
