import { describe, expect, it } from 'vitest'
import { redact, rememberKey } from '../../../src-main/adapters/cloudrexx/errors/redactor.ts'
import { keyPrint } from '../../../src-main/adapters/cloudrexx/rows/key-print.ts'

describe('redaction', () => {
  it.each([
    'GET /api/v1/json/x?apikey=abc&limit=2',
    'https%3A%2F%2Fx%3Fapikey%3Dabc%26limit',
    `{"apiKey":"abc"}`,
    `{\\"apiKey\\":\\"abc\\"}`,
    `['api_key' => 'abc']`,
    'apiKey=abc'
  ])('takes the key out of %s', text => {
    expect(redact(text)).not.toContain('abc')
    expect(redact(text)).toContain('[redacted]')
  })

  it('takes every lone word of 32 letters and digits out', () => {
    const text = 'with params ["127.0.0.1", "1", "replica0key0replica0key0replica0", "1"]'
    expect(redact(text)).toBe('with params ["127.0.0.1", "1", "[redacted]", "1"]')
  })

  it('leaves the rest of an exception alone', () => {
    const text =
      "Doctrine\\DBAL\\Exception\\UniqueConstraintViolationException SQLSTATE[23000]: 1062 Duplicate entry 'Cx\\Core' for key 'name'"
    expect(redact(text)).toBe(text)
  })

  it('takes keys with unusual letters out once they are known', () => {
    const key = 'a+key/with="quotes" and spaces!!'
    rememberKey(key)
    expect(redact(`x ${key} y ${encodeURIComponent(key)} z ${JSON.stringify(key)}`)).toBe(
      'x [redacted] y [redacted] z "[redacted]"'
    )
  })
})

describe('prints of keys', () => {
  it('are equal for equal keys, and tell nothing', () => {
    const [one, other] = ['onekeyonekeyonekeyonekeyonekeyon', 'otherkeyotherkeyotherkeyotherkey']
    expect(keyPrint(one)).toBe(keyPrint(one))
    expect(keyPrint(one)).not.toBe(keyPrint(other))
    expect(keyPrint(one)).not.toContain('onekey')
    expect(redact(`the key ${one}`)).toBe('the key [redacted]')
  })
})
