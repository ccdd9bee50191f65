import { Agent, get } from 'node:http'
import type { LoggedRequest } from '../../../src-main/demo/site-double.ts'
import type { BenchSite } from './bench-fleet.ts'

/** The list requests of a run on one site, in the order in which it made them. */
export async function pagesOf(site: BenchSite): Promise<LoggedRequest[]> {
  const { requests } = await site.double.log()
  return requests.filter(({ method, path }) => method === 'GET' && path.includes('limit='))
}

/**
 * The least that reading can take: asks for the same pages again, site by site one after the other as the run did, both sites at the
 * same time, and parses what comes. Nothing is compared, hashed or kept. Gives milliseconds.
 */
export async function bareLoop(
  sites: readonly { readonly site: BenchSite; readonly pages: readonly LoggedRequest[] }[]
): Promise<number> {
  const start = performance.now()
  await Promise.all(
    sites.map(async ({ site, pages }) => {
      const agent = new Agent({ keepAlive: true })
      for (const { path } of pages) JSON.parse(await fetchText(site.double.url + path, agent))
      agent.destroy()
    })
  )
  return performance.now() - start
}

function fetchText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      answer.on('error', reject)
    }).on('error', reject)
  })
}
