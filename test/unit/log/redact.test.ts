import { describe, expect, test } from 'vitest'
import { redact } from '../../../src-main/adapters/log/redact.ts'
import { redactText } from '../../../src-main/adapters/log/redact-text.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'

const key = 'k3y0abcdefghijklmnopqrstuvwx9876'

describe('texts', () => {
  test.each([
    `https://a.ch/api/v1/json/x?apikey=${key}&limit=5`,
    `GET /api/v1/json/x?limit=5&apikey=${key}`,
    `apikey=short&x=1`,
    `redirect=https%3A%2F%2Fa.ch%3Fapikey%3Dshort&x=1`,
    `{"apiKey":"short","x":1}`,
    `{\\"api_key\\": \\"short\\"}`,
    `Authorization: Bearer short`,
    `x-api-key: short`,
    `a:1:{s:6:"apiKey";s:5:"short";}`,
    `REXXFLEET_PASSPHRASE=short`,
    `password: "short"`,
    `"set-cookie": [\n  "a=short; Path=/",\n  "b=short"\n]`,
    `https://somebody:short@a.ch/latest.yml`,
    `Duplicate entry '${key}' for key 'api_key'`,
    `site_${key}_x`,
    key
  ])('%s', text => {
    const clean = redactText(text)
    expect(clean).toContain('[redacted]')
    expect(clean).not.toContain(key)
    expect(clean).not.toContain('short')
  })

  test.each([
    `commit da39a3ee5e6b4b0d3255bfef95601890afd80709`,
    `sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`,
    `0190c2a4-7d1e-7c3a-9f00-0123456789ab`,
    `Cx\\Core\\Routing\\Model\\Entity\\RewriteRule`,
    `the token was refused`,
    `key-missing: The key 'site/1' is not there`,
    `keys: 3 sites`
  ])('leaves alone: %s', text => {
    expect(redactText(text)).toBe(text)
  })

  test('keeps what stands around a key', () => {
    expect(redactText(`?apikey=${key}&limit=5`)).toBe('?apikey=[redacted]&limit=5')
  })
})

describe('facts', () => {
  test('hides what is named like a secret, and keeps what only sounds like one', () => {
    const facts = {
      apiKey: 'short',
      API_KEY: 'short',
      'X-Api-Key': 'short',
      key: 'short',
      passphrase: 'short',
      password: 'short',
      token: 'short',
      launchToken: 'short',
      headers: { authorization: 'short', Cookie: 'short' },
      list: [{ key: 'short' }],
      map: new Map([['key', 'short']]),
      keyRef: 'site/1',
      tokenCount: 3,
      monkey: 'see'
    }
    const clean = redact(facts)
    expect(JSON.stringify(clean)).not.toContain('short')
    expect(clean).toMatchObject({ keyRef: 'site/1', tokenCount: 3, monkey: 'see' })
  })

  test('hides keys in values and in names', () => {
    expect(JSON.stringify(redact({ [key]: [`a ${key} b`], set: new Set([key]) }))).not.toContain(key)
  })

  test('shows an error without what hangs on it', () => {
    const cause = Object.assign(new Error(`GET /x?apikey=${key}`), {
      code: 'ECONNRESET',
      config: { params: { apikey: 'short' }, url: 'https://a.ch' },
      request: { path: `/x?apikey=${key}` },
      response: { data: 'short' }
    })
    const error = new AppError('site-unreachable', `No answer to ${key}`, { key: 'short' }, { cause })
    const clean = redact({ error })
    const text = JSON.stringify(clean)
    for (const secret of [key, 'short', 'config', 'response']) expect(text).not.toContain(secret)
    expect(clean).toMatchObject({
      error: { code: 'site-unreachable', name: 'AppError', cause: { code: 'ECONNRESET' } }
    })
  })

  test('ends at rings and depths, and copes with everything JSON does not know', () => {
    const ring: Record<string, unknown> = { big: 5n, at: new Date(0), bytes: Buffer.from(key), nothing: null }
    ring['self'] = ring
    let deep: unknown = 'bottom'
    for (let level = 0; level < 50; level += 1) deep = { deep }
    ring['deep'] = deep
    ring['url'] = new URL(`https://a.ch/?apikey=${key}`)
    ring['call'] = () => key
    const text = JSON.stringify(redact(ring))
    expect(text).toContain('[circular]')
    expect(text).toContain('[deeper]')
    expect(text).toContain('1970-01-01')
    expect(text).not.toContain(key)
    expect(text).not.toContain('bottom')
  })

  test('leaves the given facts as they are', () => {
    const facts = { apiKey: 'short', inner: { key: 'short' } }
    redact(facts)
    expect(facts).toEqual({ apiKey: 'short', inner: { key: 'short' } })
  })
})
