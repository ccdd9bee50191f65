/** A day on the terminal: the built program against two sites, from their enrolment to the last trace of their link. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createSiteDouble,
  seedContent,
  type Row,
  type SiteDouble
} from '../../../src-main/demo/site-double.ts'
import { ensureBuilt } from '../../support/build.ts'
import { removeTemporaryFolders, run, temporaryFolder, type Ended } from './bundle.ts'

const keys = { Bern: 'plantedkeybern'.padEnd(32, '0'), Chur: 'plantedkeychur'.padEnd(32, '0') }
let dataDirectory: string
let bern: SiteDouble
let chur: SiteDouble
const said: string[] = []

beforeAll(async () => {
  await ensureBuilt()
  dataDirectory = temporaryFolder()
  bern = await createSiteDouble({ mainDomain: 'bern.example', seed: 1 })
  chur = await createSiteDouble({ mainDomain: 'chur.example', seed: 2 })
  seedContent(bern, { seed: 1, rewriteRules: 30 })
  seedContent(chur, { seed: 2, rewriteRules: 3 })
  bern.admin.enrol(keys.Bern)
  chur.admin.enrol(keys.Chur)
}, 120_000)

afterAll(async () => {
  await bern.close()
  await chur.close()
  removeTemporaryFolders()
})

interface Answer {
  ok: boolean
  data: Record<string, unknown>
  error: { code: string; details: Record<string, unknown> }
}

async function type(given: string[], input = ''): Promise<Ended & { answer: Answer }> {
  const ended = await run(['--data-dir', dataDirectory, '--json', ...given], { input })
  said.push(ended.stdout, ended.stderr)
  return { ...ended, answer: JSON.parse(ended.stdout) as Answer }
}

const rules = (site: SiteDouble): Row[] => site.admin.rows('core_rewrite_rule')
const counts = (answer: Answer, list: 'runs' | 'links'): unknown =>
  (answer.data[list] as { counts: Record<string, number> }[])[0]?.counts

describe('a day on the terminal', () => {
  test('two sites are added with keys that exist', async () => {
    for (const [name, double, domain] of [
      ['Bern', bern, 'bern.example'],
      ['Chur', chur, 'chur.example']
    ] as const) {
      const added = await type(
        ['site', 'add', name, double.url, '--main-domain', domain, '--key-stdin'],
        `${keys[name]}\n`
      )
      expect([added.code, added.answer.data]).toMatchObject([0, { site: { name, state: 'enrolled' } }])
    }
    const checked = await type(['site', 'check'])
    expect([checked.code, (checked.answer.data['sites'] as unknown[]).length]).toEqual([0, 2])
  })

  test('the same site again is refused, and leaves nothing', async () => {
    const again = await type(['site', 'add', 'Again', bern.url, '--key-stdin'], keys.Bern)
    expect([again.code, again.answer.error.code]).toEqual([1, 'site-already-added'])
    expect(((await type(['site', 'list'])).answer.data['sites'] as unknown[]).length).toBe(2)
  })

  test('a site is not linked with itself, nor for a model that nobody knows', async () => {
    const itself = await type(['link', 'add', 'Bern', 'Bern', '--model', 'RewriteRule', '--yes'])
    expect([itself.code, itself.answer.error.code]).toEqual([2, 'link-same-site'])
    const unknown = await type(['link', 'add', 'Bern', 'Chur', '--model', 'Nothing', '--yes'])
    expect([unknown.code, unknown.answer.error.code]).toEqual([2, 'unknown-model'])
  })

  test('a link is planned, refused without a yes, and made with one', async () => {
    const add = ['link', 'add', 'bern', 'chur', '--model', 'RewriteRule']
    const planned = await type([...add, '--plan'])
    expect([planned.code, planned.answer.data]).toMatchObject([0, { workflow: { state: 'planned' } }])
    const refused = await type(add)
    expect([refused.code, refused.answer.error]).toMatchObject([
      4,
      { code: 'needs-confirmation', details: { plan: { kind: 'set-up-link' } } }
    ])
    expect((await type(['link', 'list'])).answer.data).toEqual({ links: [] })
    const made = await type([...add, '--yes'])
    expect([made.code, made.answer.data]).toMatchObject([0, { link: { state: 'ready' } }])
    const again = await type([...add, '--yes'])
    expect([again.code, again.answer.error.code]).toEqual([1, 'link-exists'])
  })

  test('it is synced: planned, then sent, then in step', async () => {
    const planned = await type(['sync', 'bern:chur', '--plan'])
    expect([planned.code, counts(planned.answer, 'runs')]).toMatchObject([0, { create: 30 }])
    expect(rules(chur)).toHaveLength(3)
    const drift = await type(['drift', '--all'])
    expect([drift.code, counts(drift.answer, 'links')]).toMatchObject([5, { create: 30 }])
    const synced = await type(['sync', '--all'])
    expect([synced.code, counts(synced.answer, 'runs')]).toMatchObject([0, { create: 30, failed: 0 }])
    expect(rules(chur)).toHaveLength(33)
    expect((await type(['drift', 'Bern→Chur'])).code).toBe(0)
  })

  test('a mass removal waits for its number', async () => {
    for (const row of rules(bern).slice(0, 15))
      bern.admin.sql({ delete: 'core_rewrite_rule', where: { id: row['id']! } })
    const refused = await type(['sync', '--all', '--yes'])
    expect([refused.code, refused.answer.error.code]).toEqual([4, 'removals-need-confirmation'])
    expect(refused.answer.error.details['runs']).toMatchObject([{ state: 'waiting', counts: { delete: 15 } }])
    expect(rules(chur)).toHaveLength(33)
    const synced = await type(['sync', '--all', '--yes', '--allow-removals', '15'])
    expect([synced.code, counts(synced.answer, 'runs')]).toMatchObject([0, { delete: 15 }])
    expect(rules(chur)).toHaveLength(18)
  })

  test('a site that is away is worth retrying', async () => {
    chur.admin.database('down')
    expect((await type(['sync', '--all'])).code).toBe(6)
    expect((await type(['drift', '--all'])).code).toBe(6)
    expect((await type(['site', 'check', 'Chur'])).code).toBe(6)
    chur.admin.database('up')
  })

  test('a site with links stays', async () => {
    const refused = await type(['site', 'remove', 'Bern'])
    expect([refused.code, refused.answer.error.code]).toEqual([1, 'site-has-links'])
  })

  test("the link is taken off: only with the replica's name", async () => {
    const refused = await type(['deregister', 'bern:chur', '--yes'])
    expect([refused.code, refused.answer.error.details['expected']]).toEqual([4, 'Chur'])
    const done = await type(['deregister', 'bern:chur', '--confirm', 'Chur'])
    expect([done.code, done.answer.data]).toMatchObject([0, { workflow: { state: 'applied' } }])
    expect(rules(chur)).toHaveLength(3)
    expect((await type(['link', 'list'])).answer.data).toEqual({ links: [] })
  })

  test('what was done can be read', async () => {
    const runs = (await type(['run', 'list'])).answer.data['runs'] as { id: string; state: string }[]
    expect(runs.map(one => one.state)).toContain('done')
    expect((await type(['run', 'show', runs[0]!.id])).code).toBe(0)
    expect((await type(['workflow', 'list'])).answer.data['workflows']).not.toEqual([])
    expect((await type(['activity', 'list', '--site', 'Chur'])).answer.data['activity']).not.toEqual([])
  })

  test('no key was on the terminal at any time', () => {
    expect(said.join('')).not.toContain('plantedkey')
  })
})
