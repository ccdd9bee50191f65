import type { EffectView } from '@contract/link-shapes.ts'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@/i18n/format.ts'
import { readable, shortName, useWords } from '@/i18n/words.ts'

/** Things whose name says nothing to people: ids, and keys that are called 'link' or 'new'. */
const nameless = new Set(['link', 'key', 'apikey', 'marker', 'site'])

/** Effects of steps as short texts. */
export function useEffectText() {
  const { t, te } = useI18n()
  const { word } = useWords()
  const format = useFormat()

  function thing({ what, count }: EffectView): string {
    const key = `words.what.${what}`
    const n = count ?? 1
    const text = te(key) ? t(key, { n: format.number(n) }, n === 1 ? 1 : 2) : readable(what)
    return n === 0 ? `0 ${text}` : text
  }

  /** 'endpoint rewriterule', '318 records RewriteRule'. */
  function named(effect: EffectView): string {
    return nameless.has(effect.what) ? thing(effect) : `${thing(effect)} ${shortName(effect.name)}`
  }

  /** 'new', 'kept: others use it'. */
  function fate(effect: EffectView): string {
    const act = word('act', effect.act)
    return effect.why ? `${act}: ${word('why', effect.why)}` : act
  }

  return { named, fate, act: (act: EffectView['act']): string => word('act', act) }
}
