import { request as httpRequest } from 'node:http'
import { createSiteDouble } from '../../src-main/demo/site-double.ts'
import type { AdminEdit, Row, SiteDouble, SqlStatement } from '../../src-main/demo/site-double.ts'
import { differences } from './compare.ts'
import type { Answered } from './compare.ts'
import { freshTables, isAction } from './recording.ts'
import type { Action, Exchange, SiteName, Step } from './recording.ts'

const MANAGEMENT_KEY = '0123456789abcdef0123456789abcdef'
/** What both recorded sites had configured as their main domain (seq 228). */
const MAIN_DOMAIN = 'localhost'
/** Ports of the recorded sites; addresses in bodies and answers are moved to those of the doubles, and back. */
const RECORDED_PORTS: Readonly<Record<SiteName, number>> = { primary: 8101, replica: 8102 }

export interface Mismatch {
  readonly seq: number
  readonly name: string
  readonly differences: readonly string[]
}

/** What a replay found. */
export interface Replayed {
  /** Exchanges that were answered as recorded. */
  readonly passed: number
  readonly mismatches: readonly Mismatch[]
  /** Actions that were carried out. */
  readonly actions: number
}

/** Replays a recording, or any part of it in order, on two doubles that start as the recorded sites did. */
export async function replay(steps: readonly Step[]): Promise<Replayed> {
  const tables = freshTables()
  const sites: Record<SiteName, SiteDouble> = {
    primary: await createSiteDouble({ mainDomain: MAIN_DOMAIN, tables }),
    replica: await createSiteDouble({ mainDomain: MAIN_DOMAIN, tables })
  }
  sites.primary.admin.enrol(MANAGEMENT_KEY)
  sites.replica.admin.enrol(MANAGEMENT_KEY)
  const mismatches: Mismatch[] = []
  let passed = 0
  let actions = 0
  try {
    for (const step of steps) {
      const found = isAction(step) ? await carryOut(sites, step) : await exchange(sites, step)
      if (found.length > 0) {
        mismatches.push({
          seq: step.seq,
          name: isAction(step) ? `action ${step.action}` : step.name,
          differences: found
        })
      } else if (isAction(step)) actions++
      else passed++
    }
  } finally {
    await Promise.all([sites.primary.close(), sites.replica.close()])
  }
  return { passed, mismatches, actions }
}

async function exchange(sites: Record<SiteName, SiteDouble>, step: Exchange): Promise<string[]> {
  const move = (text: string): string =>
    eachSite((name, result) => result.replace(ported(RECORDED_PORTS[name]), `$1${sites[name].port}$2`), text)
  const back = (text: string): string =>
    eachSite((name, result) => result.replace(ported(sites[name].port), `$1${RECORDED_PORTS[name]}$2`), text)
  const { request } = step
  const answered = await send(
    sites[step.site].port,
    request.method,
    move(request.path),
    request.headers,
    request.body === null ? null : move(request.body)
  )
  return differences(step, { ...answered, text: back(answered.text) })
}

function eachSite(change: (name: SiteName, text: string) => string, text: string): string {
  return change('replica', change('primary', text))
}

/** A port behind a colon, plain or encoded, and the slash that follows. */
function ported(port: number): RegExp {
  return new RegExp(`(:|%3A)${port}(/|\\\\/|%2F)`, 'gi')
}

function send(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | null
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const options = { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } }
    const sent = httpRequest(options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}

/** Does on a double what the recording says was done; answers what went wrong. */
async function carryOut(sites: Record<SiteName, SiteDouble>, step: Action): Promise<string[]> {
  const { admin } = sites[step.site]
  try {
    switch (step.action) {
      case 'edit':
        await admin.edit(step as unknown as AdminEdit)
        return []
      case 'push':
        await admin.push()
        return []
      case 'sql':
        admin.sql(statementOf(step))
        return []
      case 'database-down':
        admin.database('down')
        return []
      case 'database-up':
        admin.database('up')
        return []
      case 'cache-folder-read-only':
        admin.cacheFolder('read-only')
        return []
      case 'cache-folder-writable':
        admin.cacheFolder('writable')
        return []
      default:
        return [`unknown action ${step.action}`]
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function statementOf(step: Action): SqlStatement {
  const where = (step['where'] ?? {}) as Row
  if (step['update'] !== undefined)
    return { update: String(step['update']), set: (step['set'] ?? {}) as Row, where }
  if (step['delete'] !== undefined) return { delete: String(step['delete']), where }
  return { insert: String(step['insert']), row: step['row'] as Row }
}
