import { spawn } from 'node:child_process'
import type { Environment } from '../data-directory.ts'
import type { Installation } from '../installation.ts'
import { electronBinary, hasDisplay } from './electron-binary.ts'
import type { Screen } from './world.ts'

function browserCommand(url: string): [string, string[]] {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
}

/** The real screen of this computer. */
export function realScreen(env: Environment, installation: Installation): Screen {
  return {
    electronBinary: () => electronBinary(env, installation.desktopBundle),
    hasDisplay: () => hasDisplay(env),
    runDesktop: (binary, { dataDirectory, stop }) =>
      new Promise((resolve, reject) => {
        const child = spawn(binary, [installation.root, `--data-dir=${dataDirectory}`], { stdio: 'inherit' })
        stop.addEventListener('abort', () => void child.kill('SIGTERM'), { once: true })
        child.on('error', reject)
        child.on('exit', code => resolve(code ?? 1))
      }),
    openBrowser: url => {
      const [command, given] = browserCommand(url)
      const child = spawn(command, given, { stdio: 'ignore', detached: true })
      child.on('error', () => undefined)
      child.unref()
    }
  }
}
