/** The built program with its web door, as a user starts it, and a client that has been let in. */
import { spawn } from 'node:child_process'
import { launcher } from '../../support/build.ts'
import { passphrase } from '../../support/fleet.ts'

export interface WebDoorProcess {
  readonly origin: string
  readonly url: string
  enter(): Promise<void>
  call<T>(name: string, input: unknown): Promise<T>
  /** One of the numbers of /metrics. */
  metric(name: string): Promise<number>
  end(): Promise<void>
}

/** Longer than any start on a machine that can do anything at all. */
const patienceMs = 60_000

export async function startWebDoor(dataDirectory: string): Promise<WebDoorProcess> {
  const { PATH, HOME } = process.env
  const given = [launcher, 'serve', '--no-open', '--json', `--data-dir=${dataDirectory}`]
  const child = spawn(process.execPath, given, { env: { PATH, HOME, REXXFLEET_PASSPHRASE: passphrase } })
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()))
  let complained = ''
  child.stderr.on('data', chunk => (complained += String(chunk)))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The web door did not open within ${patienceMs / 1_000} s.\n${complained}`))
    }, patienceMs)
    child.on('exit', code => {
      clearTimeout(late)
      reject(new Error(`The web door ended with ${code} before it opened.\n${complained}`))
    })
    child.stdout.on('data', chunk => {
      said += String(chunk)
      if (!said.includes('\n')) return
      clearTimeout(late)
      resolve((JSON.parse(said) as { data: { url: string } }).data.url)
    })
  })
  const { origin } = new URL(url)
  let cookie = ''
  return {
    origin,
    url,
    async enter() {
      const launched = await fetch(url, { redirect: 'manual' })
      cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
    async call<T>(name: string, input: unknown) {
      const answer = await fetch(`${origin}/api/call/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input)
      })
      return ((await answer.json()) as { data: T }).data
    },
    async metric(name) {
      const text = await (await fetch(`${origin}/metrics`, { headers: { cookie } })).text()
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
    },
    async end() {
      child.kill('SIGTERM')
      await ended
    }
  }
}
