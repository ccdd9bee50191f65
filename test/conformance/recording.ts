import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TableState } from '../../src-main/demo/site-double.ts'

export type SiteName = 'primary' | 'replica'

/** One HTTP exchange as it was made on a real site. */
export interface Exchange {
  readonly seq: number
  readonly name: string
  readonly site: SiteName
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly json?: unknown
    readonly text?: string
  }
  /** The line itself: the order of keys is only there. */
  readonly line: string
}

/** Something that happened beside HTTP. */
export interface Action {
  readonly seq: number
  readonly action: string
  readonly site: SiteName
  readonly [detail: string]: unknown
}

export type Step = Exchange | Action

export const PROJECT = resolve(import.meta.dirname, '../..')

/** The folder with the recordings: `REXXFLEET_RECORDINGS`, or beside the project. */
export const RECORDINGS = resolve(PROJECT, process.env['REXXFLEET_RECORDINGS'] ?? '../shared/cloudrexx')

export function hasRecordings(): boolean {
  return (
    existsSync(resolve(RECORDINGS, 'exchanges.jsonl')) && existsSync(resolve(RECORDINGS, 'fresh-site.json'))
  )
}

export function readSteps(file: string): Step[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter(line => line.trim() !== '')
    .map(line => ({ ...(JSON.parse(line) as Step), line }) as Step)
}

export function freshTables(): Record<string, TableState> {
  return JSON.parse(readFileSync(resolve(RECORDINGS, 'fresh-site.json'), 'utf8')) as Record<
    string,
    TableState
  >
}

export function isAction(step: Step): step is Action {
  return 'action' in step
}
