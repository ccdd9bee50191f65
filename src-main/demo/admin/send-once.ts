import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'

const MOST_REDIRECTS = 5

/**
 * One request as Cloudrexx's push sends it: on a connection of its own (F27), named by `Referrer` with two r (F16), following
 * redirects with the same method. An address without a scheme, or a site that is not there, ends the process.
 */
export async function sendOnce(
  method: string,
  address: string,
  body: string,
  referrer: string
): Promise<number> {
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    const { status, location } = await send(method, url, body, referrer)
    if (location === undefined || redirects === MOST_REDIRECTS) return status
    url = new URL(location, url)
  }
}

function send(
  method: string,
  url: URL,
  body: string,
  referrer: string
): Promise<{ status: number; location: string | undefined }> {
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  const headers = {
    Referrer: referrer,
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {})
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, response => {
      const status = response.statusCode ?? 0
      const moved = status >= 300 && status < 400 ? response.headers.location : undefined
      response.resume()
      response.on('end', () => resolve({ status, location: moved }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
