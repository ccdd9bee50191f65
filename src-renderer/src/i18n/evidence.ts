import { shortName } from './words.ts'
import { useFormat } from './format.ts'

export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Evidence as it stands in a sentence: figures by locale, lists with commas, classes by their short name. */
export function useEvidence() {
  const format = useFormat()

  // Expressions hold backslashes as well.
  const plain = (name: string): string => (name.startsWith('Cx\\') ? shortName(name) : name)

  function text(value: Evidence[string]): string {
    if (typeof value === 'number') return format.number(value)
    if (typeof value === 'object') return value.map(plain).join(', ')
    return typeof value === 'string' ? plain(value) : String(value)
  }

  function values(evidence: Evidence, about: string): Record<string, string> {
    const all = Object.entries(evidence).map(([key, value]) => [key, text(value)])
    return { ...(Object.fromEntries(all) as Record<string, string>), about }
  }

  return { text, values }
}
