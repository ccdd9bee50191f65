/** Where Rexxfleet keeps its things unless told otherwise. */
import { homedir } from 'node:os'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** `REXXFLEET_DATA_DIR`, else the place that the operating system has for it. */
export function defaultDataDirectory(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir()
): string {
  if (env['REXXFLEET_DATA_DIR']) return env['REXXFLEET_DATA_DIR']
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Rexxfleet')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Rexxfleet')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'rexxfleet')
}
