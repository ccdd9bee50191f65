import { cpSync, mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { openSeal, unsealed } from '../../src-main/adapters/keychain/vault/sealing.ts'
import { parsedVault } from '../../src-main/adapters/keychain/vault/vault-file.ts'
import { openKeyStore } from '../../src-main/adapters/keychain/open-key-store.ts'
import { openStore } from '../../src-main/adapters/sqlite/open-store.ts'
import { systemClock, timeSortedIds } from '../../src-main/app/identity.ts'
import { openProgram } from '../../src-main/app/program.ts'
import { importTopology, lookAtTopology } from '../../src-main/app/topology-file/import-topology.ts'
import type { TopologyFileDeps } from '../../src-main/app/topology-file/topology-file-deps.ts'
import type { Program } from '../../src-main/contract/door.ts'
import { linkUp, openFleet, passphrase, testOptions, type TestFleet } from '../support/fleet.ts'
import { extent, scenario } from './extent.ts'
import { Workers } from './kill.ts'

const fileWord = 'sesame'
const names = ['Portal', 'Town', 'Village']

let home: TestFleet
let path: string
/** A data directory with a vault and nothing in it. */
let empty: string
const directories: string[] = []
const workers = new Workers()

function fresh(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rexxfleet-fault-'))
  directories.push(directory)
  return directory
}

function copied(from: string): string {
  const to = fresh()
  cpSync(from, to, { recursive: true, filter: one => !/rexxfleet\.(lock|pid|log)$|-shm$/.test(one) })
  return to
}

beforeAll(async () => {
  home = await openFleet(names.map(name => ({ name })))
  const [portal, town, village] = home.sites
  await linkUp(home.program, portal!.id, town!.id)
  await linkUp(home.program, portal!.id, village!.id)
  path = join(fresh(), 'topology.json')
  await home.program.call('topology.export', { path, passphrase: fileWord })
  const nobody = await openFleet([])
  await nobody.program.close()
  empty = copied(nobody.dataDirectory)
  await nobody.close()
})
afterAll(async () => {
  workers.close()
  await home.close()
  for (const directory of directories) await rm(directory, { recursive: true, force: true })
})

/** Names of all keys that the vault of a data directory holds. */
async function keysIn(directory: string): Promise<string[]> {
  const file = join(directory, 'keys.vault')
  const vault = parsedVault(await readFile(file, 'utf8'), file)
  return [...unsealed(vault, await openSeal(vault, passphrase, file), file).keys()].sort()
}

async function open(directory: string): Promise<Program> {
  return openProgram(testOptions(directory))
}

/** All of the import is there or nothing, and no key without its site; done again it is all there, once. */
async function expectWhole(directory: string): Promise<'all' | 'nothing'> {
  const program = await open(directory)
  const sites = await program.call('sites.list', {})
  const notes = await program.call('topology.notedLinks', {})
  expect([0, names.length]).toContain(sites.length)
  expect(notes).toHaveLength(sites.length === 0 ? 0 : 2)
  expect(await keysIn(directory)).toHaveLength(sites.length)

  const { digest } = await program.call('topology.planImport', { path })
  await program.call('topology.import', { path, digest, passphrase: fileWord })
  const all = await program.call('sites.list', {})
  expect(all.map(({ name }) => name).sort()).toEqual(names)
  expect(await program.call('topology.notedLinks', {})).toHaveLength(2)
  // The keys that came in are the sites' own.
  for (const { id } of all)
    expect(await program.call('sites.checkEnrolment', { siteId: id })).toMatchObject({ ready: true })
  await program.close()
  expect(await keysIn(directory)).toHaveLength(names.length)
  return sites.length === 0 ? 'nothing' : 'all'
}

describe('an import of a topology file in a program that is killed', () => {
  scenario(
    'leaves all or nothing, wherever it was: before and after each key, and around the rows',
    async () => {
      const directory = copied(empty)
      const store = openStore(directory, { clock: systemClock })
      const vault = await openKeyStore({
        dataDirectory: directory,
        passphrase: async () => passphrase,
        preferVault: true
      })
      const left: string[] = []
      const dies = (): void => void left.push(copied(directory))
      const deps: TopologyFileDeps = {
        ...store,
        clock: systemClock,
        ids: timeSortedIds(),
        version: 'test',
        keys: {
          ...vault,
          async put(ref, key) {
            dies()
            await vault.put(ref, key)
            dies()
          }
        },
        transactions: {
          run(work) {
            dies()
            const done = store.transactions.run(() => {
              const inside = work()
              dies()
              return inside
            })
            dies()
            return done
          }
        },
        siteChanged: () => undefined,
        recentChanged: () => undefined
      }
      const { digest } = await lookAtTopology(deps, path)
      await importTopology(deps, { path, digest, passphrase: fileWord, leaveKeys: false })
      store.close()
      expect(left).toHaveLength(2 * names.length + 3)
      const outcomes = []
      for (const one of left) outcomes.push(await expectWhole(one))
      expect(outcomes).toEqual([...left.slice(1).map(() => 'nothing'), 'all'])
    }
  )

  scenario('as a process of its own, at any moment', async chance => {
    const order = async (dataDirectory: string) =>
      workers.take({ dataDirectory, topology: { path, passphrase: fileWord } })
    const begun = Date.now()
    await ended(await order(copied(empty)))
    const wholeMs = Date.now() - begun
    for (let point = 0; point < extent(2, 20); point++) {
      const directory = copied(empty)
      const child = await order(directory)
      const timer = setTimeout(() => child.kill('SIGKILL'), chance.below(wholeMs))
      await ended(child)
      clearTimeout(timer)
      await expectWhole(directory)
    }
  })
})

async function ended(child: Awaited<ReturnType<Workers['take']>>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise(resolve => child.once('exit', resolve))
}
