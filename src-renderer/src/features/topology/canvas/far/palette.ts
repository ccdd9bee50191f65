import type { Tone } from '@/ui/tone.ts'
import type { Flag } from './scene.ts'

/** The theme's colours as a canvas or a picture needs them: as plain values. */
export interface Palette {
  readonly bg: string
  readonly surface: string
  readonly line: string
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly accentWeak: string
  readonly plan: string
  /** Strokes. */
  readonly tone: Record<Tone, string>
  /** Words. */
  readonly word: Record<Tone, string>
  readonly flag: Record<Flag, string>
  readonly flagWeak: Record<Flag, string>
  readonly font: string
}

/** Reads them from the variables of the page as they are now. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const state = { ok: of('ok'), bad: of('bad'), run: of('accent'), plan: of('plan') }
  return {
    bg: of('bg'),
    surface: of('surface'),
    line: of('line'),
    text: of('text'),
    muted: of('text-3'),
    accent: of('accent'),
    accentWeak: of('accent-weak'),
    plan: of('plan'),
    tone: { ...state, warn: of('warn-line'), idle: of('line-strong') },
    word: { ...state, warn: of('warn'), idle: of('idle') },
    flag: { production: of('prod'), staging: of('stag'), test: of('test'), group: of('text-2') },
    flagWeak: {
      production: of('prod-weak'),
      staging: of('stag-weak'),
      test: of('test-weak'),
      group: of('hover')
    },
    font: of('font')
  }
}
