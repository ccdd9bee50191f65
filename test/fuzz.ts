/** `npm run fuzz [-- MESSAGES [SEED]]`: the fuzz runs in their full length. The seed makes a run come out the same again. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

const [count = '10000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2)
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
process.stdout.write(`${count} messages, seed ${seed}\n`)
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'integration', 'test/integration/hostile/fuzz', '--testTimeout=600000'],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, FUZZ_MESSAGES: count, FUZZ_SEED: seed }
  }
)
process.exitCode = status ?? 1
