import { describe, expect, it } from 'vitest'
import type { SiteReader } from '../../../src-main/core/fleet/site-access.ts'
import { localeModel } from '../../../src-main/core/languages/read-languages.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { checkLanguages } from '../../../src-main/core/replication/steps/check-languages.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'
import type { Writers } from '../../../src-main/core/workflow/step.ts'

interface Languages {
  /** Those of its templates. */
  readonly used: readonly string[]
  /** Those that are set up; absent where the site lets nobody read them, null where it has no such class. */
  readonly known?: Readonly<Record<string, string>> | null
}

/** A site that holds a template in each of its languages. */
function site({ used, known }: Languages): SiteReader {
  const empty = { fieldList: {}, accessCondition: {}, allowedOutputMethods: {} }
  const endpoints = [
    { id: 1, name: 'mails', dataSource: { id: 1, identifier: modelMeant('calendar-mail').name }, ...empty },
    { id: 2, name: 'locales', dataSource: { id: 2, identifier: localeModel }, ...empty }
  ]
  const grants = [1, ...(known === undefined ? [] : [2])].map(id => ({
    id,
    readOnly: true,
    apiKeyId: 7,
    endpoint: { id, name: '' }
  }))
  const rows: Record<string, unknown[]> = { endpoint: endpoints, grant: grants, apikey: [{ id: 7 }] }
  const entity = (id: string, fields: object): object => ({ id, fields, toOne: {}, toMany: {} })
  return {
    site: { keyRef: 'site/x' },
    rows: async (kind: string) => rows[kind],
    async *entityPages({ endpoint }: { endpoint: string }) {
      if (endpoint === 'mails') yield used.map((langId, at) => entity(String(at), { langId }))
      else if (!known) throw new AppError('site-answered-badly', 'No such class.')
      else yield Object.entries(known).map(([id, label]) => entity(id, { label }))
    }
  } as unknown as SiteReader
}

function check(primary: Languages, replica: Languages, languages?: Link['languages']): Promise<unknown> {
  const [step] = checkLanguages({
    id: 'l1',
    primaryId: 'one',
    replicaId: 'two',
    twinId: null,
    delivery: 'compare',
    state: 'setting-up',
    keyRef: 'link/l1',
    createdAt: 0,
    ...(languages ? { languages } : {}),
    models: [
      {
        model: modelMeant('calendar-mail').name,
        ids: null,
        primaryEndpoint: 'mails',
        replicaEndpoint: 'mails'
      }
    ]
  })
  const sites: Record<string, SiteReader> = { one: site(primary), two: site(replica) }
  const readers = { reader: (id: string) => sites[id]! } as unknown as Writers
  return step!.act(readers).then(
    () => null,
    (thrown: AppError) => [thrown.code, thrown.details]
  )
}

const differs = (languages: string[], onReplica: string[]): unknown => [
  'language-differs',
  { languages, onReplica }
]

describe('languages, once a set-up can read both sides', () => {
  it('are those of what is written, where neither site tells what is set up', async () => {
    expect(await check({ used: ['1', '2'] }, { used: ['1', '2', '4'] })).toBeNull()
    expect(await check({ used: ['1', '3'] }, { used: ['1'] })).toEqual(differs(['3'], ['1']))
    expect(await check({ used: ['1', '3'] }, { used: ['1'], known: null })).toEqual(differs(['3'], ['1']))
    // A replica that holds nothing yet tells nothing: the preflight has said so.
    expect(await check({ used: ['1', '3'] }, { used: [] })).toBeNull()
  })

  it('count where they are set up, also where nothing is written in them yet', async () => {
    const known = { '1': 'Deutsch', '3': 'English' }
    expect(await check({ used: ['1', '3'] }, { used: ['1'], known })).toBeNull()
    expect(await check({ used: ['1', '3'] }, { used: [], known })).toBeNull()
    expect(await check({ used: ['1', '4'] }, { used: [], known })).toEqual(differs(['4'], ['1', '3']))
    const other = { used: ['1', '3'], known: { '1': 'Deutsch', '3': 'Français' } }
    expect(await check(other, { used: ['1', '3'], known })).toEqual(differs(['3'], ['1', '3']))
  })

  it('may be paired, with what is there', async () => {
    const known = { '1': 'Deutsch', '5': 'English' }
    expect(await check({ used: ['1', '3'] }, { used: ['1'], known }, { '3': '5' })).toBeNull()
    const stray = await check({ used: ['1', '3'] }, { used: ['1'], known }, { '3': '6' })
    expect(stray).toEqual(differs(['3'], ['1', '5']))
  })
})
