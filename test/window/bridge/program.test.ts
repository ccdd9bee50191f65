import { afterEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { CallError, errorOf } from '@/bridge/call-error.ts'
import { coalesced } from '@/bridge/coalesced.ts'
import { askAhead, call, on, useProgram } from '@/bridge/program.ts'
import { webClient } from '@/bridge/web-client.ts'
import { fakeProgram } from '../fake-program.ts'

afterEach(() => vi.unstubAllGlobals())

describe('a call', () => {
  it('gives the data, or fails with the code', async () => {
    useProgram(fakeProgram({ failing: { 'runs.list': 'disk-full' } }))
    expect(await call('sites.list', {})).toHaveLength(12)
    await expect(call('runs.list', {})).rejects.toMatchObject({ code: 'disk-full' })
    expect(errorOf(await call('runs.list', {}).catch((thrown: unknown) => thrown)).code).toBe('disk-full')
    expect(errorOf(new Error('x')).code).toBe('internal')
    expect(new CallError({ code: 'cancelled', message: 'm', details: {} }).view().code).toBe('cancelled')
  })

  it('sends plain copies, since the desktop cannot send proxies', async () => {
    const program = fakeProgram()
    useProgram(program)
    await call('runs.start', reactive({ linkIds: ['thun-koeniz'] }))
    expect(() => structuredClone(program.calls.at(-1)?.input)).not.toThrow()
  })

  it('takes an answer that was asked for ahead, once, and not when something has changed since', async () => {
    const program = fakeProgram()
    useProgram(program)
    const asked = (): number => program.calls.filter(({ name }) => name === 'sites.list').length
    askAhead('sites.list', {})
    expect(await call('sites.list', {})).toHaveLength(12)
    expect(asked()).toBe(1)
    await call('sites.list', {})
    expect(asked()).toBe(2)
    askAhead('sites.list', {})
    program.emit({ name: 'site.changed', data: { siteId: 'a' } })
    await call('sites.list', {})
    expect(asked()).toBe(4)
  })

  it('takes an answer that was asked for ahead only for the same question', async () => {
    const program = fakeProgram()
    useProgram(program)
    askAhead('runs.list', { limit: 500 })
    await call('runs.list', { limit: 20 })
    expect(program.calls.map(({ input }) => input)).toEqual([{ limit: 500 }, { limit: 20 }])
  })

  it('hears the events it asked for', async () => {
    const program = fakeProgram()
    useProgram(program)
    const heard: string[] = []
    const stop = on('site.changed', ({ siteId }) => heard.push(siteId))
    program.emit({ name: 'site.changed', data: { siteId: 'a' } })
    program.emit({ name: 'link.changed', data: { linkId: 'b' } })
    stop()
    program.emit({ name: 'site.changed', data: { siteId: 'c' } })
    expect(heard).toEqual(['a'])
  })
})

describe('the web client', () => {
  const answer = (status: number, body: string): void => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))
  }

  it('passes the envelope through', async () => {
    answer(200, '{"ok":true,"data":[1]}')
    expect(await webClient().invoke('sites.list', {})).toEqual({ ok: true, data: [1] })
  })

  it('turns what is no envelope into an error with a code', async () => {
    answer(403, 'Forbidden')
    expect(await webClient().invoke('sites.list', {})).toMatchObject({ error: { code: 'door-refused' } })
    answer(502, '<html>')
    expect(await webClient().invoke('sites.list', {})).toMatchObject({ error: { code: 'internal' } })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
    expect(await webClient().invoke('sites.list', {})).toMatchObject({ error: { code: 'door-refused' } })
  })
})

it('makes one of many calls in a burst, and one more after work that was under way', async () => {
  let count = 0
  const go = coalesced(async () => {
    count += 1
    await new Promise(resolve => setTimeout(resolve, 20))
  }, 5)
  go()
  go()
  await new Promise(resolve => setTimeout(resolve, 12))
  expect(count).toBe(1)
  go()
  go()
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(count).toBe(2)
})
