import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { ItemRecord, RunRecord } from '../../../src-main/core/sync/records.ts'
import { apply, linkUp, openFleet, sync, type TestFleet } from '../../support/fleet.ts'

const day = 24 * 60 * 60_000
let fleet: TestFleet
let linkId: string
let path: string

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 5 }, { name: 'Town' }])
  await fleet.program.call('sites.update', { siteId: fleet.sites[1]!.id, name: 'Town & Co' })
  linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  path = join(fleet.dataDirectory, 'out')
})
afterEach(() => fleet.close())

const refusal = async (name: 'runs.export' | 'report.write', input: object) => {
  const answer = await fleet.program.invoke(name, input)
  return answer.ok ? null : answer.error.code
}

describe('the items of a run', () => {
  it('go to a file as CSV and as JSON, whole', async () => {
    const run = await sync(fleet.program, linkId)
    const csv = await fleet.program.call('runs.export', { runId: run.id, path, format: 'csv' })
    expect(csv).toEqual({ path, items: 5 })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const lines = (await readFile(path, 'utf8')).split('\r\n')
    expect(lines[0]).toContain('run,position,model,foreignId')
    expect(lines).toHaveLength(7)
    expect(lines[1]).toContain(`${run.id},0,Cx\\Core\\Routing\\Model\\Entity\\RewriteRule,1,1,create,done,`)
    expect(await refusal('runs.export', { runId: run.id, path, format: 'json' })).toBe('file-unusable')
    await fleet.program.call('runs.export', { runId: run.id, path, format: 'csv' })
    const json = `${path}.json`
    await fleet.program.call('runs.export', { runId: run.id, path: json, format: 'json' })
    const document = JSON.parse(await readFile(json, 'utf8')) as { items: ItemRecord[]; run: RunRecord }
    expect(document).toMatchObject({
      format: 'rexxfleet-run',
      run: { id: run.id, state: 'done', requests: run.requests, bytes: run.bytes },
      link: { primary: 'Portal', replica: 'Town & Co' }
    })
    const answered = fleet.sites.flatMap(({ double }) => double.log.requests)
    expect(run.bytes).toBeGreaterThan(1_000)
    expect(run.bytes).toBeLessThanOrEqual(answered.reduce((sum, { bytes }) => sum + bytes, 0))
    expect(document.items.map(item => item.foreignId)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('go to a page for people, and into the data directory unless somebody says where', async () => {
    fleet.sites[0]!.double.admin.sql({
      update: 'core_rewrite_rule',
      set: { regular_expression: '#^<script>alert(1)</script>$#' },
      where: { id: 2 }
    })
    const run = await sync(fleet.program, linkId)
    const wish = { runId: run.id, format: 'html', language: 'de' } as const
    const written = await fleet.program.call('runs.export', wish)
    expect(written.path).toMatch(/exports[\\/]portal-town-co-\w{8}\.html$/)
    const page = await readFile(written.path, 'utf8')
    expect(page).toContain('<h1>Portal → Town &amp; Co</h1>')
    expect(page).toContain('erledigt')
    for (const figure of ['Anfragen', 'MB empfangen', 'Sekunden', 'Datensätze je Sekunde gesendet'])
      expect(page).toContain(figure)
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script>')
    expect(page.match(/<tr>/g)).toHaveLength(6)
    expect((await fleet.program.call('runs.export', wish)).path).toBe(written.path)
  })

  it('still know what their sites were called when the link is gone', async () => {
    const run = await sync(fleet.program, linkId)
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await apply(fleet.program, plan.id, 'Town & Co')
    await fleet.program.call('sites.update', { siteId: fleet.sites[0]!.id, name: 'Renamed' })
    expect(await fleet.program.call('runs.show', { runId: run.id })).toMatchObject({
      primaryName: 'Portal',
      replicaName: 'Town & Co'
    })
    const { items } = await fleet.program.call('runs.items', { runId: run.id, offset: 3 })
    expect(items.map(({ position }) => position)).toEqual([3, 4])
    const rule = fleet.sites[0]!.double.admin.rows('core_rewrite_rule')[3]!
    expect(items[0]).toMatchObject({ title: rule['regular_expression'] })
    expect(await fleet.program.call('runs.models', { runId: run.id })).toEqual([
      expect.objectContaining({ shortName: 'RewriteRule', toSend: 5, sent: 5, failed: 0, heldBack: 0 })
    ])
  })

  it('are refused with a code where they cannot go', async () => {
    const run = await sync(fleet.program, linkId)
    const wish = { runId: run.id, path, format: 'csv' }
    expect(await refusal('runs.export', { ...wish, runId: 'nobody' })).toBe('unknown-run')
    expect(await refusal('runs.export', { ...wish, format: 'xml' })).toBe('invalid-input')
    expect(await refusal('runs.export', { ...wish, path: fleet.dataDirectory })).toBe('file-unusable')
    await writeFile(path, 'a letter')
    expect(await refusal('runs.export', wish)).toBe('file-unusable')
    expect(await readFile(path, 'utf8')).toBe('a letter')
  })
})

describe('a report', () => {
  it('tells of a site, a tag or all of them, from the runs and findings of a period', async () => {
    const { program, sites } = fleet
    await sync(program, linkId)
    await program.call('sites.check', {})
    await program.call('sites.update', { siteId: sites[1]!.id, tags: ['Customer'] })
    const period = { from: Date.now() - day, to: Date.now() + day }
    const written = await program.call('report.write', {
      path,
      ...period,
      language: 'de',
      zone: 'Europe/Zurich',
      about: { tag: 'customer' }
    })
    expect(written).toEqual({ path, sites: 1, links: 1, runs: 1 })
    const html = await readFile(path, 'utf8')
    expect(html).toContain('Portal → Town &amp; Co')
    expect(html).toContain('<strong>5</strong>Neu')
    expect(html).toContain('100%')
    for (const { key } of sites) expect(html).not.toContain(key)
    const again = await program.call('report.write', {
      path,
      ...period,
      title: 'Monatsbericht',
      about: { siteId: sites[0]!.id }
    })
    expect(again.sites).toBe(1)
    expect(await readFile(path, 'utf8')).toContain('<h1>Monatsbericht</h1>')
    const before = { from: 0, to: Date.now() - day }
    expect(await program.call('report.write', { path, ...before })).toMatchObject({ sites: 2, runs: 0 })
  })

  it('counts what arrived, and not what was only planned', async () => {
    const { program, sites } = fleet
    sites[1]!.double.faults.add({ kind: 'status', status: 403, match: { method: 'PUT', nth: 2 } })
    expect(await sync(program, linkId)).toMatchObject({ state: 'stopped', sent: 4 })
    const period = { from: Date.now() - day, to: Date.now() + day }
    await program.call('report.write', { path, ...period, language: 'de' })
    const html = await readFile(path, 'utf8')
    expect(html).toContain('<strong>4</strong>Neu')
  })

  it('is refused with a code, and writes nothing', async () => {
    const period = { from: 0, to: 1 }
    for (const [more, code] of [
      [{ about: { siteId: 'nobody' } }, 'unknown-site'],
      [{ from: 5, to: 5 }, 'invalid-input'],
      [{ from: -1 }, 'invalid-input'],
      [{ language: 'fr' }, 'invalid-input'],
      [{ zone: 'Mars' }, 'invalid-input'],
      [{ about: { siteId: 'a', tag: 'b' } }, 'invalid-input'],
      [{ path: '' }, 'invalid-input'],
      [{ path: join(path, 'no', 'folder') }, 'file-unusable']
    ] as const)
      expect(await refusal('report.write', { path, ...period, ...more }), JSON.stringify(more)).toBe(code)
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })
})

describe('history', () => {
  const count = { create: 1, update: 0, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 }
  const run = (id: string, age: number, state: RunRecord['state'] = 'done'): RunRecord => ({
    primaryName: 'A',
    replicaName: 'B',
    ...{
      id,
      linkId,
      state,
      counts: count,
      sent: 1,
      requests: 1,
      arrived: null,
      bytes: 1,
      planOnly: false,
      lastIds: {},
      startedBy: 'schedule'
    },
    startedAt: Date.now() - age * day,
    endedAt: Date.now() - age * day + 1,
    reason: null
  })
  const item = (runId: string): ItemRecord => ({
    runId,
    position: 0,
    model: 'M',
    foreignId: '1',
    localId: null,
    title: null,
    action: 'create',
    state: 'done',
    why: null,
    differences: [],
    failure: null,
    tries: 1,
    changedAt: 1
  })

  it('is kept as long as somebody wants, and never forgets what can still be taken up', async () => {
    const { program } = fleet
    expect(await program.call('history.get', {})).toEqual({ itemsDays: 90, runsDays: 730, activityDays: 365 })
    await program.call('history.set', { itemsDays: 10, runsDays: 20, activityDays: 30 })
    for (const bad of [
      { itemsDays: 30, runsDays: 20, activityDays: 30 },
      { itemsDays: 0, runsDays: 20, activityDays: 30 },
      { itemsDays: 1.5, runsDays: 20, activityDays: 30 }
    ])
      expect(await program.invoke('history.set', bad)).toMatchObject({ error: { code: 'invalid-input' } })
    await program.close()

    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    const runs = [
      run('young', 5),
      run('middle', 15),
      run('old', 25),
      run('stopped', 15, 'stopped'),
      run('cut-off', 25, 'interrupted'),
      run('asks', 25, 'waiting')
    ]
    for (const one of runs) store.runs.insert(one)
    store.runs.addItems(runs.map(({ id }) => item(id)))
    const entry = {
      siteId: 's',
      actor: { kind: 'run', id: 'r', step: null } as const,
      outcome: 'done' as const
    }
    for (const [id, age] of [
      ['a', 40],
      ['b', 5]
    ] as const) {
      const request = { method: 'PUT', path: '/', body: null }
      const answer = { status: 200, answer: null, durationMs: 1 }
      store.activity.sent({ ...entry, ...answer, id, at: Date.now() - age * day, request })
    }
    store.close()

    const reopened = await fleet.reopen()
    expect(await reopened.call('history.tidy', {})).toEqual({ forgotten: 4 })
    const left = (await reopened.call('runs.list', {})).map(({ id }) => id)
    expect(left.sort()).toEqual(['asks', 'cut-off', 'middle', 'stopped', 'young'])
    const items = async (runId: string) => (await reopened.call('runs.items', { runId })).total
    expect(await Promise.all(['young', 'middle', 'stopped', 'cut-off', 'asks'].map(items))).toEqual([
      1, 0, 1, 1, 1
    ])
    const activity = await reopened.call('activity.list', { limit: 1000 })
    expect(activity.map(({ id }) => id)).not.toContain('a')
    expect(activity.map(({ id }) => id)).toContain('b')
    expect(await reopened.call('history.tidy', {})).toEqual({ forgotten: 0 })
  })

  it('keeps the newest run of each link, however old', async () => {
    await fleet.program.close()
    const store = openStore(fleet.dataDirectory, { clock: { now: Date.now } })
    for (const age of [2000, 1900, 1800]) store.runs.insert(run(`r${age}`, age))
    store.close()
    const reopened = await fleet.reopen()
    await reopened.call('history.tidy', {})
    expect((await reopened.call('runs.list', {})).map(({ id }) => id)).toEqual(['r1800'])
  })
})
