/** The desktop window as a user opens it, where Electron's binary and a display are there. */
import { _electron } from '@playwright/test'
import { electronBinary, hasDisplay } from '../../../src-main/faces/cli/electron-binary.ts'
import { desktopBundle, root } from '../../support/build.ts'
import { passphrase } from '../../support/fleet.ts'

/** Electron's binary; null where it is not installed, or where nothing can be shown. */
export function findElectron(): string | null {
  return hasDisplay(process.env) ? electronBinary(process.env, desktopBundle) : null
}

/** From the start of Electron until its window shows the first of the sites, in milliseconds. */
export async function untilShownInElectron(binary: string, dataDirectory: string): Promise<number> {
  const start = performance.now()
  const electron = await _electron.launch({
    executablePath: binary,
    args: [root, `--data-dir=${dataDirectory}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), REXXFLEET_PASSPHRASE: passphrase }
  })
  const window = await electron.firstWindow()
  await window.getByText('Site 0', { exact: true }).first().waitFor()
  const took = performance.now() - start
  await electron.close()
  return took
}
