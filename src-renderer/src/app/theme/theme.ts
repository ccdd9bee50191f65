import { computed, ref, type ComputedRef } from 'vue'
import { cssVariables } from './css-variables.ts'
import type { ThemeName } from './tokens.ts'

export type ThemeChoice = ThemeName | 'system'

/** Remembered in the window too, so that the first paint has the right theme. */
const memory = 'rexxfleet.theme'
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
const systemTheme = ref<ThemeName>(systemDark.matches ? 'dark' : 'light')
const choice = ref<ThemeChoice>('system')

export const themeChoice = choice
export const theme: ComputedRef<ThemeName> = computed(() =>
  choice.value === 'system' ? systemTheme.value : choice.value
)

function show(): void {
  document.documentElement.dataset['theme'] = theme.value
}

export function chooseTheme(next: ThemeChoice): void {
  choice.value = next
  localStorage.setItem(memory, next)
  show()
}

export function isThemeChoice(value: unknown): value is ThemeChoice {
  return value === 'light' || value === 'dark' || value === 'system'
}

/** Before the first paint. */
export function installTheme(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(cssVariables())
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const remembered = localStorage.getItem(memory)
  if (isThemeChoice(remembered)) choice.value = remembered
  systemDark.addEventListener('change', event => {
    systemTheme.value = event.matches ? 'dark' : 'light'
    show()
  })
  show()
}
