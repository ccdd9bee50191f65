/** A data directory with a hundred enrolled sites, all of which are one double behind a hundred paths. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeyStore } from '../../../src-main/adapters/keychain/open-key-store.ts'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import { passphrase, plantedKey } from '../../support/fleet.ts'

export const siteCount = 100

export interface HundredSites {
  readonly dataDirectory: string
  /** Requests that the sites have answered. */
  answered(): number
  close(): Promise<void>
}

export async function openHundredSites(): Promise<HundredSites> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-hundred-'))
  const double = await createSiteDouble({ mainDomain: 'hundred.example', seed: 1 })
  const key = plantedKey('z')
  double.admin.enrol(key)
  let answered = 0
  const front = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/site-\d+/, '')
    void fetch(double.url + path, { method: request.method ?? 'GET' }).then(async answer => {
      answered += 1
      const allow = answer.headers.get('allow')
      const type = answer.headers.get('content-type') ?? ''
      response.writeHead(answer.status, { 'content-type': type, ...(allow === null ? {} : { allow }) })
      response.end(Buffer.from(await answer.arrayBuffer()))
    })
  })
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve))
  const { port } = front.address() as AddressInfo
  const store = openStore(dataDirectory, { clock: { now: () => Date.now() } })
  const keys = await openKeyStore({ dataDirectory, passphrase: async () => passphrase, preferVault: true })
  for (let at = 0; at < siteCount; at += 1) {
    const id = `site${String(at).padStart(4, '0')}`
    await keys.put(`key-${id}`, key)
    store.sites.insert({
      id,
      name: `Site ${at}`,
      baseUrl: `http://127.0.0.1:${port}/site-${at}`,
      mainDomain: `site-${at}.example`,
      tablePrefix: 'contrexx_',
      tags: ['bench'],
      environment: 'production',
      readOnly: false,
      allowHttp: true,
      state: 'enrolled',
      marker: null,
      keyRef: `key-${id}`,
      demo: false,
      addedAt: at
    })
  }
  store.close()
  return {
    dataDirectory,
    answered: () => answered,
    async close() {
      front.closeAllConnections()
      front.close()
      await double.close()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  }
}
