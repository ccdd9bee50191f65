/** Finds a Chromium or Chrome for the browser tests; installs one where there is none. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge'
]

const macPlaces = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  name => `/Applications/${name}.app/Contents/MacOS/${name}`
)

function windowsPlaces(env: Environment): string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .flatMap(name => env[name] ?? [])
    .map(folder => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'))
}

/** Every place where one may be, the most wanted first. */
export function candidates(env: Environment, platform: NodeJS.Platform): string[] {
  const given = env['CHROMIUM_PATH'] ? [env['CHROMIUM_PATH']] : []
  if (platform === 'win32') return [...given, ...windowsPlaces(env)]
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  const places = platform === 'darwin' ? macPlaces : ['/usr/bin/chromium', '/snap/bin/chromium']
  return [...given, ...onPath, ...places]
}

/** Some systems have a script of that name that only says how to install it. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

/** Playwright's own Chromium, if it was installed. */
function playwrightChromium(): string | null {
  const script = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))"
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    cwd: import.meta.dirname
  })
  const path = stdout.trim()
  return path && existsSync(path) ? path : null
}

export function findChromium(env: Environment = process.env): string | null {
  const found = candidates(env, process.platform).find(runs)
  if (found) return found
  const own = playwrightChromium()
  return own && runs(own) ? own : null
}

function attempt(command: string, given: string[]): void {
  process.stdout.write(`No Chromium was found: ${command} ${given.join(' ')}\n`)
  spawnSync(command, given, { stdio: 'inherit', timeout: 300_000 })
}

/** Finds one, or gets one: from Playwright, else from Debian's package where this runs as root. */
export function obtainChromium(env: Environment = process.env): string | null {
  const found = findChromium(env)
  if (found) return found
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli')
  attempt(process.execPath, [playwright, 'install', 'chromium'])
  const installed = findChromium(env)
  if (installed || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return installed
  attempt('apt-get', ['update'])
  attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  return findChromium(env)
}
