/** Sites that mean harm, behind the real program: nothing of them freezes it, fills its memory, or leads its keys elsewhere. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import { createSiteDouble, type SiteDouble } from '../../../src-main/demo/site-double.ts'
import { passphrase, plantedKey } from '../../support/fleet.ts'
import { heapInUse } from '../../support/fuzz/memory.ts'

const key = plantedKey('h')
const gigabyte = 2 ** 30

let folder: string
let program: Program
let double: SiteDouble
let siteId: string
let front: Server
let address: string
/** Null: what the double says goes through. */
let harm: ((response: ServerResponse, url: string) => void) | null = null
const asked: string[] = []

/** A front before an honest double: the site is enrolled, and turns bad afterwards. */
function startFront(): Promise<void> {
  front = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (harm) return harm(response, request.url ?? '')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !['host', 'connection', 'content-length'].includes(name)
        )
      ) as Record<string, string>
      const body = Buffer.concat(chunks)
      void fetch(double.url + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers,
        ...(body.length > 0 ? { body } : {})
      }).then(async answer => {
        for (const name of ['content-type', 'allow'])
          if (answer.headers.has(name)) response.setHeader(name, answer.headers.get(name) ?? '')
        response.statusCode = answer.status
        response.end(Buffer.from(await answer.arrayBuffer()))
      })
    })
  })
  return new Promise(resolve => front.listen(0, '127.0.0.1', resolve))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-hostile-'))
  double = await createSiteDouble({ mainDomain: 'hostile.example', seed: 7 })
  double.admin.enrol(key)
  await startFront()
  address = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  program = await openProgram({
    dataDirectory: folder,
    startedBy: 'terminal',
    passphrase: async () => passphrase,
    preferVault: true,
    quietMs: 300
  })
  const added = await program.call('sites.add', {
    name: 'Hostile',
    address,
    mainDomain: 'hostile.example',
    key: 'given'
  })
  siteId = added.id
  await program.call('sites.provideKey', { siteId, key })
  await program.call('sites.enrol', { siteId })
})
afterAll(async () => {
  await program.close()
  front.closeAllConnections()
  front.close()
  await double.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => void (asked.length = 0))
afterEach(() => {
  harm = null
  front.closeAllConnections()
})

/** Makes the harm, looks at the site in every way, and gives how long anything else had to wait for it. */
async function withstand(turned: typeof harm): Promise<{ heldUpMs: number; tookMs: number; state: string }> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  harm = turned
  const start = performance.now()
  const checked = program.call('sites.check', { siteIds: [siteId] })
  const probed = program.invoke('sites.probe', { address, allowHttp: true })
  // The rest of the program goes on meanwhile.
  const list = performance.now()
  await program.call('sites.list', {})
  expect(performance.now() - list).toBeLessThan(500)
  const [found] = await checked
  expect((await probed).ok).toBe(false)
  delay.disable()
  return { heldUpMs: delay.max / 1e6, tookMs: performance.now() - start, state: found?.health.state ?? '' }
}

describe('a site that turns bad', () => {
  test('with a body of a gigabyte costs neither memory nor time', async () => {
    let sent = 0
    const part = Buffer.alloc(1024 * 1024, 'x')
    const before = heapInUse()
    const rssBefore = process.memoryUsage().rss
    const seen = await withstand(response => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const push = (): void => {
        while (sent < gigabyte && !response.destroyed) {
          sent += part.length
          if (!response.write(part)) return void response.once('drain', push)
        }
        response.end()
      }
      push()
    })
    expect(seen.state).not.toBe('ok')
    expect(seen.tookMs).toBeLessThan(15_000)
    expect(sent).toBeLessThan(gigabyte)
    expect(heapInUse() - before).toBeLessThan(32)
    expect((process.memoryUsage().rss - rssBefore) / 2 ** 20).toBeLessThan(700)
  })

  test('that says it has a gigabyte is not waited for', async () => {
    const seen = await withstand(response => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(gigabyte) })
      response.write('{')
    })
    expect(seen.state).not.toBe('ok')
    expect(seen.tookMs).toBeLessThan(15_000)
  })

  test('that redirects without end is followed nowhere', async () => {
    const seen = await withstand((response, url) => {
      response.writeHead(302, { location: `${address}${url}&again=1` }).end()
    })
    expect(seen.state).not.toBe('ok')
    expect(asked.some(url => url.includes('again=1'))).toBe(false)
  })

  test('that drips is given up, and holds up nobody', async () => {
    const seen = await withstand(response => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drip = setInterval(() => response.write(' '), 50)
      response.once('close', () => clearInterval(drip))
    })
    expect(seen.state).not.toBe('ok')
    expect(seen.tookMs).toBeLessThan(20_000)
    expect(seen.heldUpMs).toBeLessThan(500)
  })

  test('with JSON without bottom is refused', async () => {
    const deep = `{"status":"ok","data":${'{"a":'.repeat(1_000_000)}`
    const seen = await withstand(response => void response.end(deep))
    expect(seen.state).not.toBe('ok')
    expect(seen.heldUpMs).toBeLessThan(1000)
  })

  test('with scripts in every text tells them as text, and never its key', async () => {
    const html = '<img src=x onerror="parent.pwned=1"><script>pwned=1</script>\u001b]0;owned\u0007'
    harm = response => {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ status: 'error', messages: { error: { 0: html + key } }, data: {} }))
    }
    const check = await program.call('sites.checkEnrolment', { siteId })
    const text = JSON.stringify(check)
    expect(check.ready).toBe(false)
    expect(text).not.toContain(key)
    expect(text).toContain('<script>')
  })
})

test('when it is good again, so is everything', async () => {
  expect((await program.call('sites.check', { siteIds: [siteId] }))[0]?.health.state).toMatch(/ok|slow/)
})
