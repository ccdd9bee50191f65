#!/usr/bin/env node
/**
 * Runs the terminal with a Node that can: better-sqlite3 crashes on older ones without a word. Written for Node 16, which has to get
 * as far as saying so; nothing else of the program may be imported before the version is known.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
const here = dirname(fileURLToPath(import.meta.url))

const canRun = (version: string): boolean => Number(version.split('.')[0]) >= needed

/** Of the package `node`, beside this or further up; one that somebody else put there may be too old as well. */
function ownNode(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', 'node', 'bin', name)
    if (existsSync(candidate) && canRun(versionBeside(candidate))) return candidate
    if (dirname(folder) === folder) return null
  }
}

function versionBeside(binary: string): string {
  try {
    const path = join(dirname(binary), '..', 'package.json')
    return String((JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown }).version)
  } catch {
    return ''
  }
}

function refuse(): void {
  const message = `Rexxfleet needs Node ${needed} or newer, and this is ${process.versions.node}. Run npm ci in its folder, or install Node ${needed}.`
  const details = { needed: String(needed), found: process.versions.node }
  if (process.argv.includes('--json'))
    process.stdout.write(
      `${JSON.stringify({ ok: false, error: { code: 'node-too-old', message, details } })}\n`
    )
  else process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

/** What V8 made of the program is kept for the next start, where that can be written: beside the program, since it is run as well. */
const compiled = join(here, 'compiled')

/** The other Node stands in for this process: same terminal, same signals, same end. */
function runWith(node: string): void {
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env }
  const child = spawn(node, [join(here, 'cli.js'), ...process.argv.slice(2)], { stdio: 'inherit', env })
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of signals) process.on(signal, passOn)
  child.on('error', refuse)
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, passOn)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code === null ? 1 : code
  })
}

if (canRun(process.versions.node)) {
  nodeModule.enableCompileCache?.(compiled)
  // Not a name that the bundler could follow: it must stay a file of its own.
  const cli = './cli.js'
  import(/* @vite-ignore */ cli).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 1
  })
} else {
  const node = ownNode()
  if (node) runWith(node)
  else refuse()
}
