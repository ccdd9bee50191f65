/** Builds the product for tests that run what users run, unless it is built already. Several test files may ask at once. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const root = resolve(import.meta.dirname, '../..')
const stamp = join(root, 'out', '.built')
const lock = join(root, 'node_modules', '.rexxfleet-building')

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

function isBuilt(): boolean {
  if (!existsSync(stamp)) return false
  const settings = ['electron.vite.config.ts', 'packaging', 'package.json', 'package-lock.json']
  const sources = ['src-main', 'src-renderer', ...settings]
  return sources.every(name => newest(join(root, name)) < statSync(stamp).mtimeMs)
}

/** What `npm run build` does, with the Node that runs the tests. */
const parts = [
  ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
  ['packaging/write-licence-texts.ts']
]

function build(): void {
  const startedAt = new Date()
  for (const part of parts) {
    const { status, stdout, stderr } = spawnSync(process.execPath, part, { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(`The build failed:\n${stdout}\n${stderr}`)
  }
  writeFileSync(stamp, startedAt.toISOString())
}

/** Builds whatever is there. */
export async function rebuild(): Promise<void> {
  rmSync(stamp, { force: true })
  await ensureBuilt()
}

/** Makes sure that out/ holds what the sources say. */
export async function ensureBuilt(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (isBuilt()) return
    try {
      mkdirSync(lock)
    } catch {
      // Another test file builds; one that died left its lock behind.
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > 120_000) rmSync(lock, { recursive: true, force: true })
      await pause(200)
      continue
    }
    try {
      if (!isBuilt()) build()
    } finally {
      rmSync(lock, { recursive: true, force: true })
    }
    return
  }
  throw new Error('The build did not end.')
}

export const launcher = join(root, 'out', 'main', 'rexxfleet.js')
export const desktopBundle = join(root, 'out', 'main', 'desktop.js')
export const preloadBundle = join(root, 'out', 'preload', 'preload.cjs')
export const windowFiles = join(root, 'out', 'renderer')
