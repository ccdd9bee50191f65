import { Agent, request } from 'node:http'
import type { BenchSite } from './bench-fleet.ts'

const keys = 'core_module_data_access_apikey'

/**
 * Sends entities as Cloudrexx does it itself: one request at a time, each over a connection of its own (F27). Gives the entities a second.
 */
export async function pushCloudrexxWay(replica: BenchSite, count: number): Promise<number> {
  const rows = await replica.double.rows(keys)
  const key = String(rows.find(row => row['api_key'] !== replica.key)?.['api_key'])
  const start = performance.now()
  for (let id = 1; id <= count; id++) await put(replica.double.url, key, id)
  return (count / (performance.now() - start)) * 1_000
}

function put(base: string, key: string, id: number): Promise<void> {
  const body = new URLSearchParams({
    id: String(id),
    regularExpression: `/^own-way-${id}$/`,
    orderNo: String(id),
    rewriteStatusCode: '301',
    continueOnMatch: '0'
  }).toString()
  return new Promise((resolve, reject) => {
    const sent = request(
      `${base}/api/sync/v1/json/RewriteRule/${id}?apikey=${key}`,
      {
        method: 'PUT',
        agent: new Agent({ keepAlive: false }),
        headers: {
          Referrer: 'http://own-way.example/cadmin/',
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
