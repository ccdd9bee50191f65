import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { useMemoryDisk } from './test/support/memory-disk.ts'

const root = import.meta.dirname
const mocked = ['test/faults/this-computer.test.ts']

useMemoryDisk()

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes late on a busy machine, not never.
    expect: { poll: { timeout: 30_000 } },
    // Most of the time a test waits for a site's answer: one worker would leave a small machine idle.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      // What is imported once need not be again: files share a worker, each with what it opens itself. Half the time, or less.
      { test: { name: 'core', environment: 'node', isolate: false, include: ['test/unit/**/*.test.ts'] } },
      {
        plugins: [vue()],
        resolve: {
          alias: {
            '@contract': resolve(root, 'src-main/contract'),
            '@': resolve(root, 'src-renderer/src')
          }
        },
        test: {
          name: 'window',
          environment: 'happy-dom',
          isolate: false,
          include: ['test/window/**/*.test.ts']
        }
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          pool: 'forks',
          isolate: false,
          include: ['test/{integration,conformance,faults}/**/*.test.ts'],
          exclude: [...mocked]
        }
      },
      // A mocked module is only taken by those who import it first.
      { test: { name: 'mocked', environment: 'node', pool: 'forks', include: [...mocked] } }
    ]
  }
})
