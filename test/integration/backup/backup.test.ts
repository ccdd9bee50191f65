import { hash } from 'node:crypto'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { finishCutOff, lookAtBackup, restoreBackup } from '../../../src-main/app/backup/restore-backup.ts'
import { swapIn } from '../../../src-main/app/backup/swap.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import { linkUp, openFleet, passphrase, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
let linkId: string
let place: string
let backup: string
let other: string

beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }])
  linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  await sync(fleet.program, linkId)
  place = await mkdtemp(join(tmpdir(), 'rexxfleet-backup-'))
  backup = join(place, 'backup')
  other = join(place, 'other')
})
afterEach(async () => {
  await fleet.close()
  await rm(place, { recursive: true, force: true })
})

const openOn = (dataDirectory: string): Promise<Program> =>
  openProgram({
    dataDirectory,
    startedBy: 'terminal',
    preferVault: true,
    quietMs: 300,
    passphrase: async () => passphrase
  })
const names = async (program: Program) => (await program.call('sites.list', {})).map(({ name }) => name)
const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (thrown: { code?: string }) => thrown.code ?? String(thrown)
  )

/** Every file of a folder with its text, but for locks and logs. */
async function contents(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(lock|pid|log|db-shm|db-wal)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    found[path.slice(folder.length)] = hash('sha256', await readFile(path))
  }
  return found
}

describe('a backup', () => {
  it('is made while the program works, and brings everything back, keys included', async () => {
    const made = await fleet.program.call('backup.write', { path: backup })
    expect(made).toMatchObject({ path: backup, files: 2, keys: 'vault' })
    expect((await stat(backup)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(backup))
      expect((await stat(join(backup, name))).mode & 0o777).toBe(0o600)
    const text = await readFile(join(backup, 'rexxfleet.db'), 'latin1')
    for (const { key } of fleet.sites) expect(text).not.toContain(key)
    expect(await names(fleet.program)).toEqual(['Portal', 'Town'])

    expect(await lookAtBackup(other, backup)).toMatchObject({ replaces: false, manifest: { keys: 'vault' } })
    const restored = await restoreBackup(other, backup)
    expect(restored).toMatchObject({ sites: 2, links: 1, keys: 'vault', aside: null })
    expect((await stat(join(other, 'keys.vault'))).mode & 0o777).toBe(0o600)
    await fleet.program.close()
    const program = await openOn(other)
    expect(await sync(program, linkId)).toMatchObject({ state: 'done', counts: { unchanged: 4 } })
    await program.close()
    await fleet.reopen()
  })

  it('is consistent although somebody writes meanwhile', async () => {
    const writing = (async () => {
      for (let at = 0; at < 60; at += 1)
        await fleet.program.call('settings.set', { key: `note-${at}`, value: at })
    })()
    await fleet.program.call('backup.write', { path: backup })
    await writing
    expect(await restoreBackup(other, backup)).toMatchObject({ sites: 2 })
  })

  it('is never written over anything', async () => {
    await fleet.program.call('backup.write', { path: backup })
    const before = await contents(place)
    for (const path of [backup, place, join(backup, 'manifest.json'), join(place, 'no', 'folder')])
      expect(await fleet.program.invoke('backup.write', { path })).toMatchObject({
        error: { code: 'file-unusable' }
      })
    expect(await contents(place)).toEqual(before)
    expect(await readdir(place)).toEqual(['backup'])
  })

  it('takes the demo along as it is now', async () => {
    const { program } = fleet
    await program.call('demo.start', {})
    const made = await program.call('backup.write', { path: backup })
    expect(made.files).toBe(5)
    await program.call('demo.remove', {})
    await program.close()
    await restoreBackup(fleet.dataDirectory, backup)
    const reopened = await fleet.reopen()
    expect(await names(reopened)).toContain('Stadt Brugg')
    const checks = await reopened.call('sites.check', {})
    expect(checks.map(({ health }) => health.state)).toEqual(Array(5).fill('ok'))
    await reopened.call('demo.remove', {})
  }, 60_000)
})

describe('a restore', () => {
  beforeEach(async () => {
    await fleet.program.call('backup.write', { path: backup })
  })

  it('keeps what was there aside, and only when nobody uses it', async () => {
    await fleet.program.call('sites.update', { siteId: fleet.sites[0]!.id, name: 'Renamed' })
    expect(await codeOf(restoreBackup(fleet.dataDirectory, backup))).toBe('data-directory-in-use')
    expect(await names(fleet.program)).toEqual(['Renamed', 'Town'])
    await fleet.program.close()
    expect(await lookAtBackup(fleet.dataDirectory, backup)).toMatchObject({ replaces: true })
    const { aside } = await restoreBackup(fleet.dataDirectory, backup)
    const program = await fleet.reopen()
    expect(await names(program)).toEqual(['Portal', 'Town'])
    expect(await codeOf(restoreBackup(other, aside!))).toBe('file-foreign')
    await program.close()
    await mkdir(other)
    await cp(aside!, other, { recursive: true })
    const former = await openOn(other)
    expect(await names(former)).toEqual(['Renamed', 'Town'])
    await former.close()
    await fleet.reopen()
  })

  it('refuses what is damaged, newer or foreign, and changes nothing', async () => {
    await fleet.program.close()
    const before = await contents(fleet.dataDirectory)
    const manifest = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >
    const craft = async (change: Record<string, unknown>): Promise<void> => {
      const { sum: _sum, ...body } = { ...manifest, ...change }
      const sum = hash('sha256', JSON.stringify(body), 'hex')
      await writeFile(join(backup, 'manifest.json'), JSON.stringify({ ...body, sum }))
    }
    const files = manifest['files'] as { name: string }[]
    const refused: [code: string, spoil: () => Promise<unknown>][] = [
      ['file-newer', () => craft({ version: 2 })],
      ['file-newer', () => craft({ schema: 999 })],
      ['file-foreign', () => craft({ format: 'something-else' })],
      ['file-foreign', () => rm(join(backup, 'manifest.json'))],
      ['file-foreign', async () => void (backup = join(backup, 'rexxfleet.db'))],
      ['file-unusable', async () => void (backup = join(backup, 'nowhere'))],
      ['file-damaged', () => writeFile(join(backup, 'manifest.json'), '{')],
      [
        'file-damaged',
        () => writeFile(join(backup, 'manifest.json'), JSON.stringify({ ...manifest, madeAt: 1 }))
      ],
      ['file-damaged', () => craft({ files: [{ ...files[0]!, name: '../../evil' }] })],
      ['file-damaged', () => craft({ files: [...files, files[0]!] })],
      ['file-damaged', () => craft({ files: files.filter(({ name }) => name === 'keys.vault') })],
      ['file-damaged', () => craft({ schema: 1 })],
      ['file-damaged', () => rm(join(backup, 'keys.vault'))],
      ['file-damaged', () => writeFile(join(backup, 'keys.vault'), 'x')],
      [
        'file-damaged',
        async () => {
          await rm(join(backup, 'keys.vault'))
          await symlink('/etc/passwd', join(backup, 'keys.vault'))
        }
      ],
      [
        'file-damaged',
        async () => {
          const text = await readFile(join(backup, 'rexxfleet.db'))
          text[8_000] = text[8_000]! ^ 255
          await writeFile(join(backup, 'rexxfleet.db'), text)
        }
      ]
    ]
    const honest = backup
    for (const [code, spoil] of refused) {
      backup = `${honest}-spoilt`
      await cp(honest, backup, { recursive: true })
      await spoil()
      expect(await codeOf(restoreBackup(fleet.dataDirectory, backup)), spoil.toString()).toBe(code)
      expect(await contents(fleet.dataDirectory)).toEqual(before)
      expect(await codeOf(restoreBackup(other, backup)), spoil.toString()).toBe(code)
      await rm(`${honest}-spoilt`, { recursive: true })
    }
    expect(await names(await fleet.reopen())).toEqual(['Portal', 'Town'])
  })

  it('takes back a state that cannot be opened in its place', async () => {
    await fleet.program.call('sites.update', { siteId: fleet.sites[0]!.id, name: 'Renamed' })
    await fleet.program.close()
    // A backup that is whole and honest, of a database that is not: as if the disk had lied when it was made.
    const database = join(backup, 'rexxfleet.db')
    const bytes = await readFile(database)
    bytes.fill(0x5a, 4096, 12_288)
    await writeFile(database, bytes)
    const manifest = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8')) as {
      files: { name: string; sha256: string }[]
      sum?: string
    }
    manifest.files.find(({ name }) => name === 'rexxfleet.db')!.sha256 = hash('sha256', bytes)
    const { sum: _sum, ...body } = manifest
    const sum = hash('sha256', JSON.stringify(body))
    await writeFile(join(backup, 'manifest.json'), JSON.stringify({ ...body, sum }))
    const before = await contents(fleet.dataDirectory)
    expect(await codeOf(restoreBackup(fleet.dataDirectory, backup))).toBe('database-damaged')
    expect(await contents(fleet.dataDirectory)).toEqual(before)
    expect(await names(await fleet.reopen())).toEqual(['Renamed', 'Town'])
  })

  it('is taken back by the next program when it was killed between any two moves', async () => {
    await fleet.program.call('sites.update', { siteId: fleet.sites[0]!.id, name: 'Renamed' })
    await fleet.program.close()
    const directory = fleet.dataDirectory
    const before = await contents(directory)
    const had = ['rexxfleet.db', 'keys.vault']
    const aside = 'before-restore-20260101T000000000Z'
    const moves: (() => Promise<void>)[] = [
      () => mkdir(join(directory, aside)),
      ...had.map(name => () => rename(join(directory, name), join(directory, aside, name))),
      ...had.map(name => () => cp(join(backup, name), join(directory, name)))
    ]
    for (let done = 0; done <= moves.length; done += 1) {
      await writeFile(join(directory, 'restore.note'), JSON.stringify({ aside, had }))
      for (const move of moves.slice(0, done)) await move()
      finishCutOff(directory)
      expect(await contents(directory), `after ${done} moves`).toEqual(before)
    }
    const staged = join(directory, 'staged')
    await cp(backup, staged, { recursive: true })
    swapIn(directory, staged, Date.now())
    await rm(staged, { recursive: true })
    expect(await names(await fleet.reopen())).toEqual(['Renamed', 'Town'])
    expect((await readdir(directory)).filter(name => name.startsWith('before-'))).toEqual([])
  })

  it('says what it cannot read', async () => {
    if (process.getuid?.() === 0) return
    await chmod(join(backup, 'rexxfleet.db'), 0)
    expect(await codeOf(restoreBackup(other, backup))).toBe('file-unusable')
  })
})
