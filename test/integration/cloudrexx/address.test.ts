import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAddressProber } from '../../../src-main/adapters/cloudrexx/probe/address-prober.ts'
import type { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { PlainSite } from './support/plain-site.ts'
import { refuse, startPlainSite } from './support/plain-site.ts'
import { selfSigned } from './support/certificate.ts'

let site: PlainSite
beforeEach(async () => {
  site = await startPlainSite((_, response) => refuse(response, 403, 'Access denied'))
})
afterEach(() => site.close())

const look = (address = site.url) =>
  createAddressProber({ budgetMs: 1_000 }).probe(address, { allowHttp: false })
const failure = (address?: string): Promise<AppError> =>
  look(address).then(
    () => Promise.reject(new Error('this should have failed')),
    (error: unknown) => error as AppError
  )

it('finds the names that a site calls itself', async () => {
  site.answer((seen, response) => {
    if (seen.path.startsWith('/api/')) return refuse(response, 403, 'Access denied')
    if (seen.path === '/') return void response.writeHead(302, { Location: '/de/' }).end()
    response.end('<html><head><link rel="canonical" href="https://www.main.ch/de/"></head>')
  })
  expect((await look()).mainDomainHints).toEqual(['www.main.ch', '127.0.0.1'])
  site.answer((seen, response) => {
    if (seen.path.startsWith('/api/')) return refuse(response, 403, 'Access denied')
    response.writeHead(301, { Location: 'https://other.ch/' }).end()
  })
  expect((await look()).mainDomainHints).toEqual(['other.ch', '127.0.0.1'])
  site.answer((seen, response) => {
    if (seen.path.startsWith('/api/')) refuse(response, 403, 'Access denied')
    else response.destroy()
  })
  expect((await look()).mainDomainHints).toEqual(['127.0.0.1'])
})

it('keeps the folder in which a site lives', async () => {
  site.answer((seen, response) => {
    if (seen.path === '/sub/api/v1/json/rexxfleet-host') refuse(response, 403, 'Access denied')
    else response.writeHead(404).end()
  })
  expect(await look(`${site.url}/sub/`)).toMatchObject({ baseUrl: `${site.url}/sub` })
  expect((await failure()).code).toBe('address-not-a-site')
})

it('knows a site before it is enrolled, too', async () => {
  const message = 'Exception of type "Exception" with message "No such DataSource: rexxfleet-host"'
  site.answer((_, response) => refuse(response, 400, message))
  expect(await look()).toMatchObject({ baseUrl: site.url })
})

it.each([
  [200, '<html>Welcome'],
  [200, '{"status":"ok","data":{}}'],
  [403, '<html>Forbidden'],
  [403, '{"error":"forbidden"}'],
  [404, '<html>'],
  [500, 'oops']
])('%i %s is no site', async (status, body) => {
  site.answer((_, response) => void response.writeHead(status).end(body))
  expect(await failure()).toMatchObject({ code: 'address-not-a-site', details: { address: site.url } })
})

it('says where an address leads to, and does not go there', async () => {
  const other = await startPlainSite()
  site.answer((seen, response) => void response.writeHead(301, { Location: other.url + seen.url }).end())
  expect(await failure()).toMatchObject({ code: 'address-redirects', details: { to: other.url } })
  site.answer((_, response) => void response.writeHead(302, { Location: 'https://www.x.ch/login?a=b' }).end())
  expect(await failure()).toMatchObject({
    code: 'address-redirects',
    details: { to: 'https://www.x.ch/login' }
  })
  site.answer((_, response) => void response.writeHead(302, { Location: 'javascript:1' }).end())
  expect(await failure()).toMatchObject({ code: 'address-not-a-site' })
  expect(other.seen).toEqual([])
  await other.close()
})

it('knows who is not there, hangs, or sends too much', async () => {
  site.answer(() => undefined)
  expect((await failure()).code).toBe('site-timeout')
  site.answer((_, response) => void response.end(Buffer.alloc(3 * 1024 * 1024, 32)))
  expect((await failure()).code).toBe('site-answered-badly')
  await site.close()
  expect((await failure()).code).toBe('site-unreachable')
  expect((await failure('https://rexxfleet.invalid')).code).toBe('site-unreachable')
  expect((await failure('no url')).code).toBe('address-invalid')
  expect((await failure('http://example.ch')).code).toBe('address-needs-https')
})

it('does not trust a certificate that nobody vouches for', async () => {
  const server = createServer(selfSigned, (_, response) => response.end())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const error = await failure(`https://127.0.0.1:${port}`)
  expect(error).toMatchObject({
    code: 'certificate-invalid',
    details: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
  })
  await new Promise(resolve => server.close(resolve))
})

it('can be told to stop', async () => {
  site.answer(() => undefined)
  const stop = new AbortController()
  const looking = createAddressProber().probe(site.url, { allowHttp: false, signal: stop.signal })
  setTimeout(() => stop.abort(), 20)
  await expect(looking).rejects.toMatchObject({ code: 'cancelled' })
})
