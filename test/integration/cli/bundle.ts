/** The built terminal as its users run it: a process of its own. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { launcher } from '../../support/build.ts'

export interface Ended {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

export interface Started {
  child: ChildProcessWithoutNullStreams
  ended: Promise<Ended>
  /** Resolves with the first line of standard output that fits. */
  line(pattern: RegExp): Promise<string>
}

export interface Way {
  node?: string
  file?: string
  env?: Record<string, string>
  input?: string
}

/** Nothing of the tester's own environment that the product would look at. */
function environment(more: Record<string, string> = {}): Record<string, string | undefined> {
  const { PATH, HOME } = process.env
  return { PATH, HOME, REXXFLEET_PASSPHRASE: 'a passphrase for tests', ...more }
}

export function start(given: string[], way: Way = {}): Started {
  const child = spawn(way.node ?? process.execPath, [way.file ?? launcher, ...given], {
    env: environment(way.env)
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => (stdout += String(chunk)))
  child.stderr.on('data', chunk => (stderr += String(chunk)))
  child.stdin.end(way.input ?? '')
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = stdout.split('\n').find(text => pattern.test(text))
        if (found !== undefined) resolve(found)
      }
      child.stdout.on('data', look)
      look()
      void ended.then(({ stderr: said }) =>
        reject(new Error(`It ended without the line ${pattern}: ${said}`))
      )
    })
  return { child, ended, line }
}

export function run(given: string[], way: Way = {}): Promise<Ended> {
  return start(given, way).ended
}

const folders: string[] = []

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rexxfleet-cli-'))
  folders.push(folder)
  return folder
}

export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A Node on this computer that is too old for the product, if there is one. */
export function oldNode(): string | null {
  const candidates = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
    .map(folder => join(folder, 'node'))
    .filter(path => existsSync(path))
  return (
    candidates.find(path => {
      const { stdout } = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' })
      return Number(stdout.split('.')[0]) < 24
    }) ?? null
  )
}
