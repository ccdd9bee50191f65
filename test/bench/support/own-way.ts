import { Agent, request } from 'node:http'
import { inWindow } from '../../../src-main/core/shared/in-window.ts'
import type { BenchSite } from './bench-fleet.ts'

const keys = 'core_module_data_access_apikey'

/**
 * Sends entities as Cloudrexx does it itself: one request at a time, each over a connection of its own (F27). Gives the entities a second.
 */
export async function pushCloudrexxWay(replica: BenchSite, count: number): Promise<number> {
  const key = await linkKey(replica)
  const start = performance.now()
  for (let id = 1; id <= count; id++) {
    await put(replica, { key, id, sender: 'own-way.example', agent: new Agent({ keepAlive: false }) })
  }
  return (count / (performance.now() - start)) * 1_000
}

/** Updates mapped entities over kept connections, so many at once, and nothing else. Gives milliseconds. */
export async function pushBarely(
  replica: BenchSite,
  sender: string,
  ids: readonly number[],
  atOnce: number
): Promise<number> {
  const key = await linkKey(replica)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const start = performance.now()
  await inWindow(ids, atOnce, id => put(replica, { key, id, sender, agent }))
  agent.destroy()
  return performance.now() - start
}

/** The key that setting up the link has made on the replica. */
async function linkKey(replica: BenchSite): Promise<string> {
  const rows = await replica.double.rows(keys)
  return String(rows.find(row => row['api_key'] !== replica.key)?.['api_key'])
}

interface Put {
  readonly key: string
  readonly id: number
  readonly sender: string
  readonly agent: Agent
}

function put(replica: BenchSite, { key, id, sender, agent }: Put): Promise<void> {
  const body = new URLSearchParams({
    id: String(id),
    regularExpression: `/^${sender}-${id}$/`,
    orderNo: String(id),
    rewriteStatusCode: '301',
    continueOnMatch: '0'
  }).toString()
  return new Promise((resolve, reject) => {
    const sent = request(
      `${replica.double.url}/api/sync/v1/json/RewriteRule/${id}?apikey=${key}`,
      {
        method: 'PUT',
        agent,
        headers: {
          Referrer: `http://${sender}/cadmin/`,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body)
        }
      },
      answer => {
        let text = ''
        answer.on('data', chunk => (text += String(chunk)))
        answer.on('end', () =>
          text.includes('"status":"ok"') ? resolve() : reject(new Error(`the double refused: ${text}`))
        )
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
