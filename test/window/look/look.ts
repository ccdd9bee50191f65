/**
 * Takes pictures of the window with the made-up program, for looking at: `node test/window/look/look.ts [scene…]`.
 * Options by environment: AXE=1 SIZES=1280,1920 THEMES=light,dark LANGUAGES=en,de OUT=/tmp/look
 */
import { createServer } from 'node:http'
import { mkdirSync, readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build } from 'vite'
import { scenes } from './scenes.ts'

const root = resolve(import.meta.dirname, '../../..')
const built = process.env['LOOK_OUT'] ?? resolve(root, 'out/look')
const out = process.env['OUT'] ?? '/tmp/look'
const list = (name: string, standard: string): string[] => (process.env[name] ?? standard).split(',')

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml'
}

async function fakeScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@contract': resolve(root, 'src-main/contract') } },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: resolve(import.meta.dirname, '../fake-program.ts'),
        formats: ['iife'],
        name: 'fake'
      }
    }
  })
  const first = Array.isArray(result) ? result[0] : result
  if (!first || !('output' in first)) throw new Error('the fake program could not be built')
  return first.output[0].code
}

function serve(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const file = join(built, path === '/' ? 'index.html' : path)
    try {
      const body = readFileSync(file)
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
        .end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise(done =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      done({ url: `http://127.0.0.1:${port}/`, close: () => void server.close() })
    })
  )
}

async function open(browser: Browser, url: string, script: string, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: look.width === 1280 ? { width: 1280, height: 800 } : { width: look.width, height: 1080 },
    locale: look.language === 'de' ? 'de-CH' : 'en-GB',
    timezoneId: 'Europe/Zurich',
    colorScheme: look.theme as 'light' | 'dark'
  })
  const page = await context.newPage()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      process.stderr.write(`  ${message.text()}\n`)
  })
  page.on('pageerror', error => process.stderr.write(`  ${error.stack ?? error.message}\n`))
  const options = JSON.stringify(look.options)
  await page.addInitScript({
    content: `${script}; window.rexxfleet = (fake.fakeProgram ?? fake)(${options})`
  })
  await page.goto(`${url}#${look.path}`)
  return page
}

/** What axe finds serious or critical on the page as it stands. */
async function reportBarriers(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const { id, impact, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue
    process.stderr.write(
      `  ${name}: ${impact} ${id} ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}\n`
    )
  }
}

interface Look {
  readonly width: number
  readonly theme: string
  readonly language: string
  readonly path: string
  readonly options: object
}

const wanted = process.argv.slice(2)
const script = await fakeScript()
const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
})
mkdirSync(out, { recursive: true })
for (const scene of scenes.filter(
  scene => wanted.length === 0 || wanted.some(name => scene.name.startsWith(name))
)) {
  for (const width of list('SIZES', '1280').map(Number)) {
    for (const theme of list('THEMES', 'light')) {
      for (const language of list('LANGUAGES', 'en')) {
        const name = `${scene.name}-${width}-${theme}-${language}`
        const page = await open(browser, server.url, script, {
          width,
          theme,
          language,
          path: scene.path,
          options: { pace: 20, ...scene.options }
        })
        try {
          await page.waitForTimeout(500)
          await scene.act?.(page)
          await page.waitForTimeout(350)
        } catch (thrown) {
          process.stderr.write(`  ${name}: ${String(thrown).slice(0, 400)}\n`)
        }
        if (process.env['AXE']) await reportBarriers(page, name)
        await page.screenshot({ path: join(out, `${name}.png`) })
        process.stdout.write(`${name}\n`)
        await page.context().close()
      }
    }
  }
}
await browser.close()
server.close()
