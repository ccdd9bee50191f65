/** The terminal over a fake program, in one process: what it prints, and how it ends. */
import { PassThrough } from 'node:stream'
import type { Handlers } from '../../src-main/contract/calls.ts'
import { runTerminal } from '../../src-main/faces/cli/terminal.ts'
import type { OpenedDoor, Screen, World } from '../../src-main/faces/cli/world.ts'
import { fakeProgram, type FakeProgram } from './fake-program.ts'
import { checkDocument } from './cli-documents.ts'

export interface Typed {
  exitCode: number
  stdout: string
  stderr: string
  program: FakeProgram
  /** Whether a program was opened at all. */
  opened(): boolean
  json(): {
    ok: boolean
    data?: Record<string, unknown>
    error?: { code: string; message: string; details: Record<string, unknown> }
  }
}

export interface Around {
  handlers?: Partial<Handlers>
  /** Instead of one made of `handlers`. */
  program?: FakeProgram
  /** What somebody types or pipes in; typed where `tty` is set. */
  input?: string
  tty?: boolean
  /** Standard error is a terminal. */
  watched?: boolean
  /** What somebody answers to a question on standard error, line by line. */
  answer?: (question: string) => string | undefined
  env?: Record<string, string>
  screen?: Partial<Screen>
  world?: Partial<World>
  stop?: AbortSignal
}

const noScreen: Screen = {
  electronBinary: () => null,
  hasDisplay: () => false,
  runDesktop: () => Promise.reject(new Error('no desktop here')),
  openBrowser: () => undefined
}

function stdinWith(input: string, tty: boolean): NodeJS.ReadStream {
  const stream = new PassThrough()
  if (tty) stream.write(input)
  else stream.end(input)
  return Object.assign(stream, { isTTY: tty, setRawMode: () => stream }) as unknown as NodeJS.ReadStream
}

export async function type(argv: string[], around: Around = {}): Promise<Typed> {
  const program = around.program ?? fakeProgram(around.handlers)
  let stdout = ''
  let stderr = ''
  let opened = false
  const door: OpenedDoor = {
    url: 'http://127.0.0.1:1/launch?token=t',
    origin: 'http://127.0.0.1:1',
    close: async () => undefined
  }
  const stdin = stdinWith(around.input ?? '', around.tty ?? false)
  const world: World = {
    env: { XDG_DATA_HOME: '/data', ...around.env },
    stdin,
    stdout: {
      write: (text, done) => {
        stdout += text
        done?.()
      }
    },
    stderr: {
      isTTY: around.watched ?? false,
      write: text => {
        stderr += text
        const answer = around.answer?.(text)
        // Typed once the question is open.
        if (answer !== undefined) setTimeout(() => stdin.push(`${answer}\n`), 5)
      }
    },
    version: '1.2.3',
    stop: around.stop ?? new AbortController().signal,
    askEveryMs: 5,
    screen: { ...noScreen, ...around.screen },
    interrupt: () => undefined,
    openProgram: async () => {
      opened = true
      return program
    },
    openWebDoor: async () => door,
    runDemo: () => Promise.reject(new Error('no demo here')),
    ...around.world
  }
  const exitCode = await runTerminal(argv, world)
  if (argv.includes('--json') && stdout) checkDocument(argv, stdout)
  return {
    exitCode,
    stdout,
    stderr,
    program,
    opened: () => opened,
    json: () => JSON.parse(stdout) as ReturnType<Typed['json']>
  }
}
