import { describe, expect, it } from 'vitest'
import { contrast } from '@/app/theme/contrast.ts'
import { cssVariables } from '@/app/theme/css-variables.ts'
import { naiveTheme } from '@/app/theme/naive-theme.ts'
import { colour, colours, type ColourName, type ThemeName } from '@/app/theme/tokens.ts'

const themes: ThemeName[] = ['light', 'dark']
const surfaces: ColourName[] = ['bg', 'surface', 'sunken', 'hover']
const onSurfaces: ColourName[] = ['text', 'text-2', 'text-3', 'accent', 'plan', 'ok', 'warn', 'bad', 'idle']
const tinted: [ColourName, ColourName][] = [
  ['accent', 'accent-weak'],
  ['plan', 'plan-weak'],
  ['ok', 'ok-weak'],
  ['warn', 'warn-weak'],
  ['bad', 'bad-weak'],
  ['idle', 'idle-weak'],
  ['prod', 'prod-weak'],
  ['stag', 'stag-weak'],
  ['test', 'test-weak']
]

describe.each(themes)('the %s theme', theme => {
  const ratio = (one: ColourName, other: ColourName): number =>
    contrast(colour(one, theme), colour(other, theme))

  it('has AA text on every surface where it may stand', () => {
    for (const text of onSurfaces) {
      for (const surface of surfaces)
        expect(ratio(text, surface), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5)
    }
    for (const [text, tint] of tinted)
      expect(ratio(text, tint), `${text} on ${tint}`).toBeGreaterThanOrEqual(4.5)
    for (const tint of tinted.map(pair => pair[1]))
      expect(ratio('text', tint), tint).toBeGreaterThanOrEqual(4.5)
  })

  it('has AA text on buttons', () => {
    for (const button of ['accent', 'plan', 'bad', 'warn'] as const) {
      expect(ratio('on-accent', button), button).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('has strokes and borders that can be seen', () => {
    for (const line of ['warn-line', 'line-strong', 'ok', 'bad', 'accent', 'plan'] as const) {
      expect(ratio(line, 'bg'), line).toBeGreaterThanOrEqual(3)
      expect(ratio(line, 'surface'), line).toBeGreaterThanOrEqual(3)
    }
  })

  it('keeps production apart from errors, and from what is planned', () => {
    expect(colour('prod', theme)).not.toBe(colour('bad', theme))
    expect(colour('prod', theme)).not.toBe(colour('plan', theme))
  })

  it('gives Naive UI plain colours, since it calculates with them', () => {
    const common = naiveTheme(theme).common!
    expect(common.primaryColor).toBe(colour('accent', theme))
    expect(common.errorColor).toBe(colour('bad', theme))
    expect(JSON.stringify(common)).not.toContain('var(')
  })
})

it('gives the style sheet a variable for every token, in both themes', () => {
  const sheet = cssVariables()
  for (const [name, [light, dark]] of Object.entries(colours)) {
    expect(sheet).toContain(`--${name}: ${light};`)
    expect(sheet).toContain(`--${name}: ${dark};`)
  }
})
