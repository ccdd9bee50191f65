import { describe, expect, it } from 'vitest'
import { plainMapping } from '../../../src-main/adapters/cloudrexx/rows/plain-mapping.ts'
import { decodeRow, rowSchemas } from '../../../src-main/adapters/cloudrexx/rows/schema.ts'

const record = {
  id: 7,
  foreignHost: 'primary.local',
  entityType: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule',
  foreignId: 'a:1:{i:0;s:1:"1";}',
  localId: 'a:1:{s:2:"id";s:1:"2";}'
}

describe('a mapping row (F20)', () => {
  it.each([
    { what: 'one field', given: record },
    {
      what: 'two fields',
      given: {
        ...record,
        foreignId: 'a:2:{i:0;s:2:"88";i:1;s:1:"1";}',
        localId: 'a:2:{s:5:"event";s:2:"99";s:6:"langId";s:1:"1";}'
      }
    },
    { what: 'a field that nobody asked for', given: { ...record, more: { nested: true } } },
    { what: 'no sender', given: { ...record, foreignHost: '' } }
  ])('with $what is read without the schema as with it', ({ given }) => {
    expect(plainMapping(given)).toEqual(rowSchemas.idmapping.parse(given))
    expect(decodeRow('idmapping', given)).toEqual(plainMapping(given))
  })

  it.each([
    { what: 'an id as text', given: { ...record, id: '7' }, read: { id: 7 } },
    { what: 'NULL for its sender', given: { ...record, foreignHost: null }, read: { foreignHost: '' } }
  ])('with $what is left to the schema', ({ given, read }) => {
    expect(plainMapping(given)).toBeNull()
    expect(decodeRow('idmapping', given)).toMatchObject(read)
  })

  it.each([
    { what: 'no class', given: { ...record, entityType: null }, message: '(entityType)' },
    { what: 'an id that is none', given: { ...record, id: 'x' }, message: '(id)' },
    { what: 'half a PHP array', given: { ...record, foreignId: 'a:1:{i:0' }, message: 'a PHP array' }
  ])('with $what is refused by its name', ({ given, message }) => {
    expect(() => decodeRow('idmapping', given)).toThrow(message)
  })
})
