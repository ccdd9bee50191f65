import { describe, expect, it } from 'vitest'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import { agreedEntry, agreedState } from '../../../src-main/core/topology-file/agreed-entries.ts'
import { checkTopology } from '../../../src-main/core/topology-file/check-topology.ts'
import { planImport } from '../../../src-main/core/topology-file/plan-import.ts'
import type { FileLink, FileSite } from '../../../src-main/core/topology-file/topology-file.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'

const told = (id: string, more: Partial<FileSite> = {}): FileSite => ({
  id,
  name: `Site ${id}`,
  baseUrl: `https://${id}.example`,
  mainDomain: `${id}.example`,
  tablePrefix: 'contrexx_',
  tags: [],
  environment: 'production',
  readOnly: false,
  allowHttp: false,
  marker: `marker-${id}`,
  position: null,
  key: false,
  ...more
})
const known = (id: string, more: Partial<Site> = {}): Site => {
  const { position: _position, key: _key, ...site } = told(id)
  return {
    ...site,
    id: `known-${id}`,
    state: 'enrolled',
    keyRef: `site/${id}`,
    demo: false,
    addedAt: 1,
    ...more
  }
}
const link = (primary: string, replica: string): FileLink => ({
  primary,
  replica,
  delivery: 'compare',
  twin: false,
  models: [{ model: 'A\\B', ids: null }]
})
const linked = (primaryId: string, replicaId: string): Link => ({
  id: 'l',
  primaryId,
  replicaId,
  twinId: null,
  models: [],
  delivery: 'compare',
  state: 'ready',
  keyRef: 'k',
  createdAt: 1
})

describe('the plan of an import', () => {
  it('takes in what is new, and leaves alone what is known', () => {
    const plan = planImport(
      { sites: [told('a'), told('b', { mainDomain: 'other.example' })], links: [link('a', 'b')] },
      { sites: [known('b')], links: [], models: [] }
    )
    expect(plan.sites.map(({ outcome, why, existing }) => [outcome, why, existing])).toEqual([
      ['new', null, null],
      ['known', 'other-main-domain', 'known-b']
    ])
    expect(plan.links.map(({ outcome }) => outcome)).toEqual(['noted'])
  })

  it('knows a site by its address however it is spelled, and never takes a copy or a stranger for it', () => {
    const fleet = {
      sites: [
        known('a', { baseUrl: 'http://a.example' }),
        known('b', { marker: 'marker-x' }),
        known('c', { baseUrl: 'https://elsewhere.example', name: 'C' }),
        known('d', { baseUrl: 'https://d2.example', marker: null, name: 'SITE D' })
      ],
      links: [],
      models: []
    }
    const { sites } = planImport({ sites: ['a', 'b', 'c', 'd'].map(id => told(id)), links: [] }, fleet)
    expect(sites.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['known', null],
      ['conflict', 'other-marker'],
      ['conflict', 'same-marker'],
      ['conflict', 'name-taken']
    ])
  })

  it('leaves links of sites in conflict out, and those that exist already', () => {
    const plan = planImport(
      { sites: ['a', 'b', 'c'].map(id => told(id)), links: [link('a', 'b'), link('b', 'a'), link('a', 'c')] },
      {
        sites: [known('a'), known('b'), known('c', { marker: 'x' })],
        links: [linked('known-a', 'known-b')],
        models: []
      }
    )
    expect(plan.links.map(({ outcome }) => outcome)).toEqual(['exists', 'noted', 'left-out'])
  })
})

describe('what a file may say', () => {
  const refused = (sites: FileSite[], links: FileLink[] = []): string | null => {
    try {
      checkTopology({ sites, links })
      return null
    } catch (thrown) {
      return (thrown as { code: string }).code
    }
  }

  it('is what Rexxfleet writes', () => {
    expect(refused([told('a'), told('b')], [link('a', 'b'), link('b', 'a')])).toBeNull()
    expect(refused([told('a', { baseUrl: 'http://127.0.0.1:8080' })])).toBeNull()
    expect(refused([told('a', { baseUrl: 'http://a.example', allowHttp: true })])).toBeNull()
  })

  it.each([
    'javascript:alert(1)',
    'javascript://a.example/%0aalert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://a.example',
    'http://a.example',
    'https://a.example/',
    'https://user:secret@a.example',
    'HTTPS://A.example',
    ''
  ])('is no address like %j', baseUrl => {
    expect(refused([told('a', { baseUrl })])).toBe('file-refused')
  })

  it('holds nothing twice, and no link that leads nowhere', () => {
    expect(refused([told('a'), told('a', { name: 'B', baseUrl: 'https://b.example', marker: 'b' })])).toBe(
      'file-refused'
    )
    expect(refused([told('a'), told('b', { name: 'SITE A' })])).toBe('file-refused')
    expect(refused([told('a'), told('b', { baseUrl: 'http://a.example', allowHttp: true })])).toBe(
      'file-refused'
    )
    expect(refused([told('a'), told('b', { marker: 'marker-a' })])).toBe('file-refused')
    expect(refused([told('a')], [link('a', 'b')])).toBe('file-refused')
    expect(refused([told('a')], [link('a', 'a')])).toBe('file-refused')
    expect(refused([told('a'), told('b')], [link('a', 'b'), link('a', 'b')])).toBe('file-refused')
    const [model] = link('a', 'b').models
    const twice = { ...link('a', 'b'), models: [model!, model!] }
    expect(refused([told('a'), told('b')], [twice])).toBe('file-refused')
    const entry = ['1', '2', 'h', null, 'found'] as const
    const states = { ...link('a', 'b'), models: [{ ...model!, agreed: [entry, entry] }] }
    expect(refused([told('a'), told('b')], [states])).toBe('file-refused')
  })
})

it('a class is described once in a file, whatever its capitals: the last description would win unseen', () => {
  const described = (name: string) => ({
    name,
    identifier: [{ name: 'id', relation: null }],
    relations: [],
    fields: []
  })
  const read = (...names: string[]) => checkTopology({ sites: [], links: [], models: names.map(described) })
  expect(() => read('Cx\\A\\B', 'Cx\\A\\C')).not.toThrow()
  expect(() => read('Cx\\A\\B', 'cx\\a\\b')).toThrow(
    expect.objectContaining({ code: 'file-refused' }) as Error
  )
})

describe('agreed states in a file', () => {
  it('come back, but for the claim that replication made an entity', () => {
    const state = { foreignId: '1', localId: '7', primaryHash: 'p', replicaHash: 'p' }
    for (const origin of ['found', 'original'] as const) {
      expect(agreedState(agreedEntry({ ...state, origin }))).toEqual({ ...state, origin })
    }
    const created = { ...state, replicaHash: 'r', origin: 'created' as const }
    expect(agreedEntry(created)).toEqual(['1', '7', 'p', 'r', 'created'])
    expect(agreedState(agreedEntry(created)).origin).toBe('found')
  })
})
