import { Agent, get } from 'node:http'
import type { LoggedRequest } from '../../../src-main/demo/site-double.ts'
import type { BenchSite } from './bench-fleet.ts'

/** Pages that are asked for one after the other. */
export interface Chain {
  readonly site: BenchSite
  readonly paths: readonly string[]
}

/** The list requests of a run on one site, in the order in which it made them. */
export async function pagesOf(site: BenchSite): Promise<LoggedRequest[]> {
  const { requests } = await site.double.log()
  return requests.filter(({ method, path }) => method === 'GET' && path.includes('limit='))
}

/** A list without what changes from page to page. */
function listOf({ path }: LoggedRequest): URL {
  const url = new URL(path, 'http://list')
  for (const name of [...url.searchParams.keys()])
    if (name === 'limit' || name.endsWith('[gt]')) url.searchParams.delete(name)
  return url
}

async function listsOf(site: BenchSite): Promise<LoggedRequest[][]> {
  return [...Map.groupBy(await pagesOf(site), request => listOf(request).href).values()]
}

/** The pages of a run on one site as it asked for them: those of one list one after the other, the lists at the same time. */
export async function chainsOf(site: BenchSite): Promise<Chain[]> {
  return (await listsOf(site)).map(pages => ({ site, paths: pages.map(({ path }) => path) }))
}

/** The first pages of the same lists for a plain program: with `size` rows (F39), and one request at a time on a site. */
export async function plainChain(site: BenchSite, size: number): Promise<Chain> {
  const paths = (await listsOf(site)).map(([first]) => {
    const { pathname, searchParams } = listOf(first!)
    searchParams.set('limit', String(size))
    return `${pathname}?${searchParams.toString()}`
  })
  return { site, paths }
}

/** The least that reading can take: all chains at the same time, each parsed and forgotten. Gives milliseconds. */
export async function bareLoop(chains: readonly Chain[]): Promise<number> {
  const start = performance.now()
  await Promise.all(
    chains.map(async ({ site, paths }) => {
      const agent = new Agent({ keepAlive: true })
      for (const path of paths) JSON.parse(await fetchText(site.double.url + path, agent))
      agent.destroy()
    })
  )
  return performance.now() - start
}

/** Reads the lists of a chain to their end by their ids, as F11 says: each page after the last id of the one before. Gives milliseconds. */
export async function plainLoop(chains: readonly Chain[]): Promise<{ milliseconds: number; pages: number }> {
  const start = performance.now()
  let pages = 0
  await Promise.all(
    chains.map(async ({ site, paths }) => {
      const agent = new Agent({ keepAlive: true })
      for (const first of paths) {
        for (let after = 0; ;) {
          const path = after === 0 ? first : `${first}&filter[id][gt]=${after}`
          const { data } = JSON.parse(await fetchText(site.double.url + path, agent)) as { data: object }
          pages += 1
          const ids = Object.keys(data)
          if (ids.length === 0) break
          after = Number(ids.at(-1))
        }
      }
      agent.destroy()
    })
  )
  return { milliseconds: performance.now() - start, pages }
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
