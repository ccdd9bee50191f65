import { colours, constants, effects, type ThemeName } from './tokens.ts'

function themed(theme: ThemeName): string {
  const column = theme === 'light' ? 0 : 1
  return [...Object.entries(colours), ...Object.entries(effects)]
    .map(([name, values]) => `--${name}: ${values[column]};`)
    .join(' ')
}

/** The style sheet that every component's `var(--…)` hangs on. */
export function cssVariables(): string {
  const fixed = Object.entries(constants).map(([name, value]) => `--${name}: ${value};`)
  return [
    `:root { ${fixed.join(' ')} --w-panel: 344px; --fast: 120ms; --mid: 200ms; --focus: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent); }`,
    `:root, [data-theme='light'] { color-scheme: light; ${themed('light')} }`,
    `[data-theme='dark'] { color-scheme: dark; ${themed('dark')} }`,
    '@media (min-width: 1600px) { :root { --w-panel: 400px; } }',
    '@media (prefers-reduced-motion: reduce) { :root { --fast: 0ms; --mid: 0ms; } }'
  ].join('\n')
}
