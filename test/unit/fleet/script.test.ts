import { describe, expect, it } from 'vitest'
import { enrolmentScript } from '../../../src-main/core/fleet/enrolment/enrolment-script.ts'
import { managementSources } from '../../../src-main/core/fleet/enrolment/management-sources.ts'
import { removalScript } from '../../../src-main/core/fleet/enrolment/removal-script.ts'
import {
  keyPlaceholder,
  scriptParts,
  scriptText,
  withKey
} from '../../../src-main/core/fleet/enrolment/script-line.ts'

const lines = enrolmentScript({ tablePrefix: 'contrexx_', readOnly: false })

describe('the scripts', () => {
  it('serialize the options as PHP does', () => {
    expect(managementSources.find(({ kind }) => kind === 'hostentity')!.options).toBe(
      'a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:12:"host.changes";}}'
    )
  })

  it('tag each line with a part that can be explained, and are plain ASCII without delimiters', () => {
    for (const all of [lines, removalScript({ tablePrefix: '', apiKeyId: 1 })]) {
      for (const { part, text } of all) {
        expect(scriptParts).toContain(part)
        expect(text).not.toContain('\n')
      }
      const text = scriptText(all)
      // eslint-disable-next-line no-control-regex -- the point of the test
      expect(text).toMatch(/^[\x00-\x7f]*$/)
      expect(text).not.toMatch(/DELIMITER|PROCEDURE|@/)
    }
    expect(new Set(lines.map(({ part }) => part)).size).toBeGreaterThan(14)
  })

  it('take a key for the dots', () => {
    const key = '0123456789abcdef0123456789ABC-_z'
    const text = scriptText(withKey(lines, key))
    expect(text).not.toContain(keyPlaceholder)
    expect(text.split(key)).toHaveLength(scriptText(lines).split(keyPlaceholder).length)
  })

  it.each([
    '',
    'short',
    `${'x'.repeat(31)}'`,
    `'; DROP TABLE contrexx_users; --`,
    `${'x'.repeat(31)}\\`,
    `${'x'.repeat(31)}\n`,
    `${'x'.repeat(31)}ü`,
    keyPlaceholder,
    'x'.repeat(33)
  ])('take no key that is none: %j', key => {
    expect(() => withKey(lines, key)).toThrow(expect.objectContaining({ code: 'key-length' }))
  })

  it.each(['a b', 'a`b', "a'", 'a;', 'ä', 'a-b', 'x'.repeat(24)])(
    'take no prefix that no table can have: %j',
    tablePrefix => {
      const error = expect.objectContaining({ code: 'invalid-input' }) as Error
      expect(() => enrolmentScript({ tablePrefix, readOnly: false })).toThrow(error)
      expect(() => removalScript({ tablePrefix, apiKeyId: 1 })).toThrow(error)
    }
  )
})
