/** All that the terminal touches outside itself, so that tests can hold every bit of it. */
import type { ProgramOptions } from '../../app/program.ts'
import type { Program } from '../../contract/door.ts'

export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string, done?: () => void): unknown
}

export interface DoorWish {
  readonly port?: number
  readonly headless?: boolean
  readonly metricsTokenFile?: string
}

export interface OpenedDoor {
  /** The link with the one-time token; null where there is no window. */
  readonly url: string | null
  readonly origin: string
  close(): Promise<void>
}

/** The demo's story, told while it happens; the fleet that it leaves can be looked at until it is closed. */
export interface DemoRun {
  readonly program: Program
  /** Every count was as it should be. */
  readonly ok: boolean
  close(): Promise<void>
}

/** What the operating system offers for showing a window. */
export interface Screen {
  /** The Electron binary; null where it is not installed. */
  electronBinary(): string | null
  hasDisplay(): boolean
  /** Runs the desktop door until its window is closed; gives its exit code. */
  runDesktop(binary: string, options: { dataDirectory: string; stop: AbortSignal }): Promise<number>
  /** Shows an address in the user's browser; never fails. */
  openBrowser(url: string): void
}

export interface World {
  readonly env: Record<string, string | undefined>
  readonly stdin: NodeJS.ReadStream
  readonly stdout: Output
  readonly stderr: Output
  readonly version: string
  /** Aborts when somebody asks the program to end; its reason is the signal's name. */
  readonly stop: AbortSignal
  readonly screen: Screen
  /** How often what is waited for is asked after, in case an event was missed. */
  readonly askEveryMs: number
  /** Behaves as Ctrl-C would: prompts read keys as they come, and the terminal makes no signal of it then. */
  interrupt(): void
  openProgram(options: ProgramOptions): Promise<Program>
  openWebDoor(program: Program, options: DoorWish): Promise<OpenedDoor>
  runDemo(options: { say: (line: string) => void }): Promise<DemoRun>
}
