/**
 * Every colour of the window, once: the style sheet's variables and Naive UI's theme are both made from this table.
 * A `-weak` tint is a background for its own colour only. Contrast is tested in test/window/theme/contrast.test.ts.
 */
export type ThemeName = 'light' | 'dark'

/** Name → [light, dark]. */
export const colours = {
  // surfaces
  bg: ['#f5f6f8', '#0f1218'],
  surface: ['#ffffff', '#181c24'],
  sunken: ['#eff1f4', '#12161d'],
  hover: ['#e8ebf0', '#232935'],
  line: ['#dadfe6', '#2c3340'],
  'line-strong': ['#7c8798', '#6f7b8e'],
  dot: ['#d3d9e1', '#252c37'],
  // text
  text: ['#171b24', '#e8ebf1'],
  'text-2': ['#465062', '#b4bdcb'],
  'text-3': ['#5c6778', '#909bac'],
  // act, select, focus, running
  accent: ['#2a57cf', '#85a6ff'],
  'accent-weak': ['#e7edfc', '#1b2747'],
  'accent-line': ['#a9bdf0', '#3d5599'],
  'on-accent': ['#ffffff', '#0b1226'],
  // staged: in a plan, written nowhere
  plan: ['#6d3fc0', '#bb9bf6'],
  'plan-weak': ['#f2ecfc', '#271f3d'],
  'plan-line': ['#c5aeee', '#5b478a'],
  // state
  ok: ['#1a7541', '#5fc98c'],
  'ok-weak': ['#e4f4ea', '#15291e'],
  warn: ['#8a5300', '#e3ae50'],
  'warn-weak': ['#fcf0da', '#2d2413'],
  'warn-line': ['#b87400', '#c9922f'],
  bad: ['#b92929', '#ff8d83'],
  'bad-weak': ['#fce9e8', '#371b1c'],
  idle: ['#5c6778', '#909bac'],
  'idle-weak': ['#eceef2', '#222833'],
  // environment, always with its word; production leans to magenta so that it is not taken for an error
  prod: ['#8f2475', '#ee97d6'],
  'prod-weak': ['#f9e7f5', '#351c32'],
  stag: ['#0a656e', '#62c8d0'],
  'stag-weak': ['#dff2f3', '#112a2d'],
  test: ['#525b6a', '#abb5c4'],
  'test-weak': ['#e9ecf0', '#262c37']
} as const satisfies Record<string, readonly [string, string]>

export type ColourName = keyof typeof colours

/** What is no plain colour. */
export const effects = {
  scrim: ['rgba(22, 27, 38, 0.42)', 'rgba(4, 6, 10, 0.62)'],
  e1: ['0 1px 2px rgba(20, 26, 40, 0.07)', '0 1px 2px rgba(0, 0, 0, 0.4)'],
  e2: ['0 2px 6px rgba(20, 26, 40, 0.09), 0 0 0 1px rgba(20, 26, 40, 0.03)', '0 2px 8px rgba(0, 0, 0, 0.45)'],
  e3: ['0 12px 36px rgba(20, 26, 40, 0.2)', '0 16px 44px rgba(0, 0, 0, 0.6)']
} as const satisfies Record<string, readonly [string, string]>

/** The same in both themes. The font is the system's own: nothing is fetched. */
export const constants = {
  font: '"Segoe UI Variable Text", "Segoe UI", -apple-system, "SF Pro Text", Inter, Ubuntu, Cantarell, "Noto Sans", Roboto, "DejaVu Sans Condensed", system-ui, sans-serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
  't-xs': '11px',
  't-sm': '12px',
  't-md': '13px',
  't-lg': '15px',
  't-xl': '20px',
  s1: '4px',
  s2: '8px',
  s3: '12px',
  s4: '16px',
  s5: '24px',
  s6: '32px',
  r1: '4px',
  r2: '6px',
  r3: '10px',
  'h-row': '36px',
  'h-bar': '48px',
  'w-rail': '76px',
  ease: 'cubic-bezier(0.2, 0, 0, 1)'
} as const

export function colour(name: ColourName, theme: ThemeName): string {
  return colours[name][theme === 'light' ? 0 : 1]
}
