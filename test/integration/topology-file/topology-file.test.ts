import { hash } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import { linkUp, openFleet, rewriteRule, sync, type TestFleet } from '../../support/fleet.ts'

let home: TestFleet
let away: TestFleet
let path: string

beforeEach(async () => {
  home = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  away = await openFleet([])
  path = join(away.dataDirectory, 'topology.json')
})
afterEach(async () => {
  await home.close()
  await away.close()
})

const take = async (program: Program, more: object = {}) => {
  const plan = await program.call('topology.planImport', { path })
  return program.call('topology.import', { path, digest: plan.digest, ...more })
}

/** Everything that an import could have written. */
const everything = async (program: Program) => ({
  topology: await program.call('topology.get', {}),
  notes: await program.call('topology.notedLinks', {})
})

interface Document {
  sites: Record<string, unknown>[]
  links: Record<string, unknown>[]
  keys: Record<string, unknown> | null
  [name: string]: unknown
}

/** Changes a file and makes it look honest again. */
async function craft(change: (document: Document) => void): Promise<void> {
  const { sum: _sum, ...document } = JSON.parse(await readFile(path, 'utf8')) as Document
  change(document)
  const text = JSON.stringify(document)
  await writeFile(path, `${text.slice(0, -1)},"sum":"${hash('sha256', text, 'hex')}"}`)
}

describe('a topology file', () => {
  it('carries sites, tags, layout and links to another computer, and links nothing there', async () => {
    const { program, sites } = home
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    await program.call('sites.update', { siteId: sites[0]!.id, tags: ['canton'] })
    await program.call('topology.place', { siteId: sites[0]!.id, position: { x: 12, y: -3.5 } })
    const written = await program.call('topology.export', { path })
    expect(written).toMatchObject({ sites: 2, links: 1, keys: 0, agreedStates: 0, withoutKey: [] })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const text = await readFile(path, 'utf8')
    for (const { key } of sites) expect(text).not.toContain(key)
    expect(text).not.toContain('link/')

    const plan = await away.program.call('topology.planImport', { path })
    expect(plan.sites.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Portal', 'new'],
      ['Town', 'new']
    ])
    expect(plan.links).toMatchObject([
      { primary: 'Portal', replica: 'Town', models: ['RewriteRule'], outcome: 'noted' }
    ])
    expect((await everything(away.program)).topology.sites).toEqual([])
    const requests = sites.map(site => site.double.log.requests.length)
    await take(away.program)
    expect(sites.map(site => site.double.log.requests.length)).toEqual(requests)

    const { topology, notes } = await everything(away.program)
    expect(topology.links).toEqual([])
    expect(topology.sites).toMatchObject([
      { name: 'Portal', state: 'pending', tags: ['canton'], mainDomain: 'portal.example' },
      { name: 'Town', state: 'pending', tags: [] }
    ])
    expect(topology.positions[topology.sites[0]!.id]).toEqual({ x: 12, y: -3.5 })
    expect(notes).toMatchObject([{ models: [{ model: rewriteRule, ids: null }], delivery: 'compare' }])
    const enrol = await away.program.invoke('sites.enrol', { siteId: topology.sites[0]!.id })
    expect(enrol).toMatchObject({ ok: false, error: { code: 'key-missing' } })
    await away.program.call('topology.dropNote', { noteId: notes[0]!.id })
    expect(await away.program.call('topology.notedLinks', {})).toEqual([])
  })

  it('takes the keys along with a passphrase, and the agreed states into the link that is made again', async () => {
    const linkId = await linkUp(home.program, home.sites[0]!.id, home.sites[1]!.id)
    await sync(home.program, linkId)
    const written = await home.program.call('topology.export', { path, agreed: true, passphrase: 'sesame' })
    expect(written).toMatchObject({ keys: 2, agreedStates: 3 })
    const text = await readFile(path, 'utf8')
    for (const { key } of home.sites) expect(text).not.toContain(key)
    expect(text).not.toContain('sesame')

    const { digest, keys } = await away.program.call('topology.planImport', { path })
    expect(keys).toBe(2)
    const nothing = await everything(away.program)
    for (const [more, code] of [
      [{}, 'file-passphrase-needed'],
      [{ passphrase: 'Sesame' }, 'file-passphrase-wrong']
    ] as const) {
      const answer = await away.program.invoke('topology.import', { path, digest, ...more })
      expect(answer).toMatchObject({ ok: false, error: { code } })
      expect(await everything(away.program)).toEqual(nothing)
    }
    await away.program.call('topology.import', { path, digest, passphrase: 'sesame' })
    const { sites } = (await everything(away.program)).topology
    for (const { id } of sites)
      expect(await away.program.call('sites.enrol', { siteId: id })).toMatchObject({ state: 'enrolled' })
    const again = await linkUp(away.program, sites[0]!.id, sites[1]!.id)
    expect(await away.program.call('topology.notedLinks', {})).toEqual([])
    home.sites[1]!.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 99 }, where: { id: 2 } })
    const run = await sync(away.program, again)
    expect(run).toMatchObject({ state: 'partly', counts: { conflict: 1, unchanged: 2, create: 0 } })
  })

  it('changes nothing about sites that are known, and does only what was looked at', async () => {
    await home.program.call('topology.export', { path })
    const before = await everything(home.program)
    const plan = await home.program.call('topology.planImport', { path })
    expect(plan.sites.map(({ outcome }) => outcome)).toEqual(['known', 'known'])
    await take(home.program)
    expect(await everything(home.program)).toEqual(before)

    const { digest } = await away.program.call('topology.planImport', { path })
    await craft(document => (document.sites[0]!['name'] = 'Portal 2'))
    expect(await away.program.invoke('topology.import', { path, digest })).toMatchObject({
      ok: false,
      error: { code: 'plan-outdated' }
    })
    await take(away.program)
    const taken = await everything(away.program)
    expect(taken.topology.sites).toHaveLength(2)
    await take(away.program)
    expect(await everything(away.program)).toEqual(taken)
  })

  it('holds nothing that could not be imported again: what a file refuses is no site, name or place here either', async () => {
    const { program, sites } = home
    const { double } = sites[0]!
    // A development site calls itself by a name with underscores, and nobody said another one.
    const other = await createSiteDouble({ mainDomain: 'my_site.example', seed: 9 })
    try {
      const added = await program.call('sites.add', { name: 'Dev', address: other.url, key: 'new' })
      expect(added.mainDomain).toBe('my_site.example')
      for (const [call, wish] of [
        ['sites.update', { siteId: added.id, name: 'Por\u001b[2Jtal' }],
        ['sites.update', { siteId: added.id, tags: ['two\nlines'] }],
        ['sites.add', { name: 'a\u0000b', address: double.url, key: 'new' }],
        ['topology.place', { siteId: added.id, position: { x: 1e9, y: 0 } }]
      ] as const)
        expect(await program.invoke(call, wish as never)).toMatchObject({
          ok: false,
          error: { code: 'invalid-input' }
        })
      await program.call('sites.update', {
        siteId: added.id,
        mainDomain: 'my_site.example',
        tags: ['Zürich']
      })
      await program.call('topology.place', { siteId: added.id, position: { x: -9_999_999, y: 0.5 } })
      await program.call('topology.export', { path })
      const taken = await take(away.program)
      expect(taken.sites.map(({ name, outcome }) => [name, outcome])).toEqual([
        ['Dev', 'new'],
        ['Portal', 'new'],
        ['Town', 'new']
      ])
    } finally {
      await other.close()
    }
  })

  it('replaces an earlier topology file, and no other', async () => {
    await home.program.call('topology.export', { path })
    await home.program.call('topology.export', { path })
    await writeFile(path, 'a letter')
    expect(await home.program.invoke('topology.export', { path })).toMatchObject({
      ok: false,
      error: { code: 'file-unusable' }
    })
    expect(await readFile(path, 'utf8')).toBe('a letter')
    for (const elsewhere of [join(away.dataDirectory, 'no', 'folder.json'), away.dataDirectory]) {
      expect(await home.program.invoke('topology.export', { path: elsewhere })).toMatchObject({
        ok: false,
        error: { code: 'file-unusable' }
      })
    }
  })
})

describe('a file that is not as it should be', () => {
  beforeEach(async () => {
    await linkUp(home.program, home.sites[0]!.id, home.sites[1]!.id)
    await home.program.call('topology.export', { path, passphrase: 'sesame' })
  })

  async function refusal(program = away.program): Promise<string | null> {
    const before = await everything(program)
    const plan = await program.invoke('topology.planImport', { path })
    expect(await everything(program)).toEqual(before)
    return plan.ok ? null : plan.error.code
  }

  it('is refused whole when it was written by a newer Rexxfleet, or by something else', async () => {
    await craft(document => (document['version'] = 2))
    expect(await refusal()).toBe('file-newer')
    for (const text of ['', 'hello', '[]', '{}', '{"format":"rexxfleet-vault","version":1}', 'null']) {
      await writeFile(path, text)
      expect(await refusal()).toBe('file-foreign')
    }
  })

  it('is refused whole when it is damaged', async () => {
    const text = await readFile(path, 'utf8')
    for (const damaged of [
      text.slice(0, -40),
      text.replace('portal.example', 'portaf.example'),
      text.replace('"links"', '"lonks"')
    ]) {
      await writeFile(path, damaged)
      expect(await refusal()).toBe('file-damaged')
    }
    await writeFile(path, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))
    expect(await refusal()).toBe('file-damaged')
  })

  it.each<[string, (document: Document) => void]>([
    ['a script for an address', ({ sites }) => (sites[0]!['baseUrl'] = 'javascript:alert(1)')],
    ['an id twice', ({ sites }) => (sites[0]!['id'] = sites[1]!['id'])],
    ['a name twice', ({ sites }) => (sites[0]!['name'] = 'TOWN')],
    ['an empty name', ({ sites }) => (sites[0]!['name'] = ' ')],
    ['a name that steers a terminal', ({ sites }) => (sites[0]!['name'] = 'a\u001b[2J')],
    ['a link that leads nowhere', ({ links }) => (links[0]!['replica'] = 'nobody')],
    ['a field nobody knows', ({ sites }) => (sites[0]!['extra'] = 1)],
    ['a table prefix with SQL', ({ sites }) => (sites[0]!['tablePrefix'] = 'a; DROP')],
    ['too deep a nesting', ({ links }) => (links[0]!['models'] = nested(40))],
    ['a seal that costs all memory', ({ keys }) => ((keys!['kdf'] as { N: number }).N = 2 ** 20)]
  ])('is refused whole with %s', async (_what, change) => {
    await craft(change)
    expect(await refusal()).toBe('file-refused')
  })

  it('is refused whole with names of prototypes, or where it is huge', async () => {
    const honest = await readFile(path, 'utf8')
    await writeFile(path, honest.replace('"tags":[]', '"__proto__":{"readOnly":true},"tags":[]'))
    expect(await refusal()).toBe('file-refused')
    expect(({} as Record<string, unknown>)['readOnly']).toBeUndefined()
    await writeFile(path, Buffer.alloc(101 * 1024 * 1024, 32))
    expect(await refusal()).toBe('file-refused')
    path = away.dataDirectory
    expect(await refusal()).toBe('file-unusable')
    path = join(away.dataDirectory, 'nowhere.json')
    expect(await refusal()).toBe('file-unusable')
  })

  it('gives no key to another address than the one it was exported with', async () => {
    await craft(({ sites }) => (sites[0]!['baseUrl'] = 'https://attacker.example'))
    const { digest } = await away.program.call('topology.planImport', { path })
    const before = await everything(away.program)
    const answer = await away.program.invoke('topology.import', { path, digest, passphrase: 'sesame' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'file-refused' } })
    expect(await everything(away.program)).toEqual(before)
    await away.program.call('topology.import', { path, digest, leaveKeys: true })
    expect((await everything(away.program)).topology.sites).toHaveLength(2)
  })
})

function nested(depth: number): unknown[] {
  return depth === 0 ? [] : [nested(depth - 1)]
}

describe('the list of recent topology files', () => {
  const recent = () => home.program.call('topology.recent', {})

  it('has what was written and taken in, each file once, the newest first', async () => {
    const other = join(away.dataDirectory, 'other.json')
    await home.program.call('topology.export', { path })
    await home.program.call('topology.export', { path: other })
    await take(home.program)
    expect(await recent()).toMatchObject([
      { path, act: 'imported', there: true },
      { path: other, act: 'exported', there: true }
    ])
    await rm(other)
    expect(await recent()).toMatchObject([{ path }, { path: other, there: false }])
    await home.program.call('topology.forgetRecent', { path: other })
    expect(await recent()).toMatchObject([{ path }])
  })

  it('has nothing of a look alone, or of an import that was refused', async () => {
    await home.program.call('topology.export', { path })
    await away.program.call('topology.planImport', { path })
    await away.program.invoke('topology.import', { path, digest: 'of another plan' })
    expect(await away.program.call('topology.recent', {})).toEqual([])
  })

  it('keeps the ten newest', async () => {
    const paths = Array.from({ length: 12 }, (_, n) => join(away.dataDirectory, `${n}.json`))
    for (const one of paths) await home.program.call('topology.export', { path: one })
    expect((await recent()).map(one => one.path)).toEqual(paths.slice(2).reverse())
  })
})
