/** `npm run test:faults [-- SEED [NAME]]`: the fault suite in full, or the scenarios whose name holds NAME. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

const [seed = String(Date.now() % 1_000_000), name] = process.argv.slice(2)
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const projects = ['--project=integration', '--project=mocked']
const chosen = name === undefined ? [] : ['-t', name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')]
process.stdout.write(`The fault suite in full, seed ${seed}\n`)
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', ...projects, 'test/faults', '--testTimeout=900000', ...chosen],
  {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: 'inherit',
    env: { ...process.env, FAULTS: 'full', FAULTS_SEED: seed }
  }
)
process.exitCode = status ?? 1
