/** A web door over a fake program and a made-up window, and a client that may send whatever header it likes. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Handlers } from '../../../src-main/contract/calls.ts'
import { openWebDoor, type WebDoor, type WebDoorOptions } from '../../../src-main/faces/web/open-web-door.ts'
import { fakeProgram, type FakeProgram } from '../../support/fake-program.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
  json(): unknown
}

export interface OpenDoor {
  door: WebDoor
  program: FakeProgram
  /** Sends exactly these headers (Host is the door's own unless given) and follows no redirect. */
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string }
  ): Promise<Answer>
  /** Redeems the link and gives the Cookie header. */
  enter(): Promise<string>
  close(): Promise<void>
}

export function makeWindowFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rexxfleet-window-'))
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true })
  writeFileSync(
    join(folder, 'window', 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__REXXFLEET_NONCE__"><title>Window</title>'
  )
  writeFileSync(join(folder, 'window', 'assets', 'index-Ab12_cd3.js'), 'export {}')
  writeFileSync(join(folder, 'window', '.hidden'), 'hidden')
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  return join(folder, 'window')
}

export async function openDoor(
  handlers: Partial<Handlers> = {},
  options: Omit<WebDoorOptions, 'windowFiles'> = {}
): Promise<OpenDoor> {
  const program = fakeProgram(handlers)
  const windowFiles = makeWindowFiles()
  const door = await openWebDoor(program, { windowFiles, ...options })
  const ask: OpenDoor['ask'] = (path, options = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: door.port,
          path,
          method: options.method ?? 'GET',
          headers: options.headers ?? {}
        },
        response => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const body = Buffer.concat(parts).toString()
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body,
              json: () => JSON.parse(body) as unknown
            })
          })
        }
      )
      sent.on('error', reject)
      sent.end(options.body)
    })
  return {
    door,
    program,
    ask,
    async enter() {
      const answer = await ask(new URL(door.url ?? '').pathname + new URL(door.url ?? '').search)
      return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    },
    async close() {
      await door.close()
      rmSync(join(windowFiles, '..'), { recursive: true })
    }
  }
}
