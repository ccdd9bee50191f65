import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'

export type KeyTask =
  | { do: 'open'; directory: string; passphrase?: string; preferVault?: boolean }
  | { do: 'has' | 'create' | 'read' | 'remove'; ref: string }
  | { do: 'put'; ref: string; key: string }
  | { do: 'putSecret'; ref: string; secret: string }
  | { do: 'lock' }

export type KeyAnswer = { value: unknown } | { code: string; message: string }

export interface Session {
  /** `unlocked` and `locked` (another password): gnome-keyring. `empty`: a bus on which nobody made a keyring. `none`: no bus at all. */
  readonly keyring: 'unlocked' | 'locked' | 'empty' | 'none'
  /** Where the keyring's own files stay between sessions. */
  readonly home: string
}

const script = join(import.meta.dirname, 'children', 'keys.ts')
const withKeyring = join(import.meta.dirname, '..', '..', 'support', 'with-keyring.sh')

/** Carries the tasks out in a process of its own, in such a session. */
export function inSession({ keyring, home }: Session, tasks: readonly KeyTask[]): KeyAnswer[] {
  const child = [process.execPath, script, JSON.stringify(tasks)]
  const [command, ...given] =
    keyring === 'none'
      ? child
      : keyring === 'empty'
        ? ['dbus-run-session', '--', ...child]
        : [withKeyring, ...child]
  const {
    DBUS_SESSION_BUS_ADDRESS: _,
    XDG_RUNTIME_DIR: __,
    DISPLAY: ___,
    WAYLAND_DISPLAY: ____,
    ...bare
  } = process.env
  const environment = {
    ...bare,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    REXXFLEET_KEYRING_HOME: home,
    REXXFLEET_KEYRING_PASSWORD: keyring === 'locked' ? 'another' : 'pw'
  }
  const ended = spawnSync(command!, given, { env: environment, encoding: 'utf8', timeout: 60_000 })
  try {
    return JSON.parse(ended.stdout) as KeyAnswer[]
  } catch {
    throw new Error(`the session ended with ${ended.status}: ${ended.stderr}`)
  }
}

/** Whether gnome-keyring can be had here. Installs it where that takes nobody's leave: on Debian as root. */
export function keyringHere(): boolean {
  const there = (): boolean =>
    ['gnome-keyring-daemon', 'dbus-run-session', 'dbus-send'].every(
      program => spawnSync('which', [program]).status === 0
    )
  if (process.platform !== 'linux') return false
  if (there()) return true
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return false
  try {
    const quiet = {
      stdio: 'ignore',
      timeout: 180_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    } as const
    execFileSync('apt-get', ['update'], quiet)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'dbus', 'gnome-keyring'], quiet)
  } catch {
    return false
  }
  return there()
}
