import { defineConfig } from '@playwright/test'
import { findChromium } from './test/support/chromium.ts'
import { useMemoryDisk } from './test/support/memory-disk.ts'

useMemoryDisk()

const executablePath = process.env['CHROMIUM_PATH'] ?? findChromium()

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: '{testDir}/look/baseline/{arg}{ext}',
  globalSetup: './test/support/build-first.ts',
  // Behind the window a real program works with real sites: a busy machine takes longer for that than a page does.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  // A browser on a busy machine may be late once; what is late twice has failed. The list names what was repeated.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_REPORT'] ?? 'test-results/playwright.json' }]
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
    },
    screenshot: 'only-on-failure',
    // Recording every test would cost each of them a fifth of its time.
    trace: 'on-first-retry'
  }
})
