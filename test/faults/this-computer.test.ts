import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, vi } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import type * as OpenKeyStore from '../../src-main/adapters/keychain/open-key-store.ts'
import { systemClock } from '../../src-main/app/identity.ts'
import { openProgram } from '../../src-main/app/program.ts'
import { AppError } from '../../src-main/core/shared/app-error.ts'
import { testOptions, type TestSite } from '../support/fleet.ts'
import { mountSmallDisk, releaseSmallDisk, resizeSmallDisk } from '../support/small-disk.ts'
import { rulesToSync } from './beds.ts'
import { extent, scenario } from './extent.ts'
import { isPush, spoil } from './spoil.ts'

const keys = vi.hoisted(() => ({ locked: false }))
vi.mock('../../src-main/adapters/keychain/open-key-store.ts', async original => {
  const module = await original<typeof OpenKeyStore>()
  return {
    ...module,
    async openKeyStore(options: Parameters<typeof module.openKeyStore>[0]) {
      const store = await module.openKeyStore(options)
      const read = async (ref: string): Promise<string> => {
        if (keys.locked)
          throw new AppError('keychain-locked', 'The keychain is locked. Unlock it, and resume.')
        return store.read(ref)
      }
      return { ...store, read }
    }
  }
})

const toSync = rulesToSync()
const day = 24 * 60 * 60_000

afterEach(() => {
  keys.locked = false
  vi.restoreAllMocks()
})

/** Does something when the replica is sent its n-th push. */
function atPush(bed: Awaited<ReturnType<typeof toSync>>, nth: number, what: () => void): void {
  let seen = 0
  const match = (method: string, path: string): boolean => {
    if (isPush(method, path) && ++seen === nth) what()
    return false
  }
  bed.replica.double.faults.add({ kind: 'cut', match, times: Infinity })
}

/** Until a site has heard nothing for so long: whoever sent it something has stopped, however slow this computer is. */
async function silent({ double: { log } }: TestSite, ms: number): Promise<void> {
  let heard = -1
  while (heard < log.requests.length) {
    heard = log.requests.length
    await pause(ms)
  }
}

describe('this computer', () => {
  for (const [name, jump] of [
    ['forward', day],
    ['back', -day]
  ] as const) {
    scenario(`a clock that jumps ${name} holds up nothing and doubles nothing`, async chance => {
      const bed = await toSync()
      const real = systemClock.now.bind(systemClock)
      let offset = 0
      vi.spyOn(systemClock, 'now').mockImplementation(() => real() + offset)
      atPush(bed, 1 + chance.below(20), () => (offset = jump))
      spoil(bed.replica, { kind: 'lost-answer' }, chance, { share: 0.3, most: 3, fits: isPush })
      spoil(bed.replica, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }, chance, {
        share: 0.3,
        most: 3,
        fits: isPush
      })
      const run = await bed.run()
      offset = 0
      bed.replica.double.faults.clear()
      expect((await bed.finish(run)).state).toBe('done')
      await bed.expectAllIsWell()
    })
  }

  scenario(
    'a keychain that is locked in the middle stops the run, which goes on when it is open',
    async chance => {
      const bed = await toSync()
      atPush(bed, 1 + chance.below(20), () => (keys.locked = true))
      const run = await bed.run()
      expect(run).toMatchObject({ state: 'stopped', reason: { code: 'keychain-locked' } })
      keys.locked = false
      expect((await bed.finish(run)).state).toBe('done')
      await bed.expectAllIsWell()
    }
  )

  scenario(
    'a database that another program holds stops the run as soon as that can be written',
    async chance => {
      const bed = await toSync()
      const other = new Database(join(bed.fleet.dataDirectory, 'rexxfleet.db'), { timeout: 0 })
      atPush(bed, 1 + chance.below(20), () => {
        other.exec('begin immediate')
        // Longer than SQLite is patient.
        setTimeout(() => other.exec('rollback'), 6_000)
      })
      const run = await bed.run()
      expect(run).toMatchObject({ state: 'stopped', reason: { code: 'data-directory-in-use' } })
      other.close()
      expect((await bed.finish(run)).state).toBe('done')
      await bed.expectAllIsWell()
    }
  )

  scenario('a computer that slept through eight scheduled runs makes up for them with one', async () => {
    const bed = await toSync()
    await bed.program.call('schedules.add', {
      target: { linkId: bed.linkId },
      rhythm: { minutes: 60 },
      missed: 'once'
    })
    await bed.program.close()
    const real = systemClock.now.bind(systemClock)
    vi.spyOn(systemClock, 'now').mockImplementation(() => real() + 8.5 * 60 * 60_000)
    const awake = await openProgram({ ...testOptions(bed.fleet.dataDirectory), schedules: true })
    const scheduled = async (): Promise<string[]> => {
      const runs = await awake.call('runs.list', { linkId: bed.linkId })
      return runs.filter(({ startedBy }) => startedBy === 'schedule').map(({ state }) => state)
    }
    await expect.poll(scheduled, { timeout: 120_000 }).toEqual(['done'])
    await awake.close()
    await bed.fleet.reopen()
    await bed.expectAllIsWell()
  })

  scenario('the same run twice at once: a second program is refused, and so is a second start', async () => {
    const bed = await toSync()
    bed.replica.double.faults.latency(30)
    const [run] = await bed.program.call('runs.start', { linkIds: [bed.linkId] })
    expect(await bed.program.invoke('runs.start', { linkIds: [bed.linkId] })).toMatchObject({
      ok: false,
      error: { code: 'link-busy' }
    })
    expect(await bed.program.invoke('runs.resume', { runId: run!.id })).toMatchObject({ ok: false })
    await expect(openProgram(testOptions(bed.fleet.dataDirectory))).rejects.toMatchObject({
      code: 'data-directory-in-use'
    })
    expect((await runEnded(bed.program, run!.id)).state).toBe('done')
    await bed.expectAllIsWell()
  })

  const disk = mountSmallDisk('8m')
  if (disk) releaseSmallDisk(disk)
  if (disk)
    scenario(
      'a disk that is full of something else ends the run, which goes on when there is room',
      async chance => {
        for (let round = 0; round < extent(1, 4); round++) {
          const bed = await toSync()
          await bed.program.close()
          const small = mountSmallDisk('8m')!
          try {
            cpSync(bed.fleet.dataDirectory, small, { recursive: true })
            const fill = (): void => {
              try {
                writeFileSync(join(small, 'ballast'), Buffer.alloc(16 * 2 ** 20))
              } catch {
                // It took all there was.
              }
              void silent(bed.replica, 2_000).then(() => resizeSmallDisk(small, '32m'))
            }
            atPush(bed, 1 + chance.below(24), fill)
            const cramped = await openProgram(testOptions(small))
            const [run] = await cramped.call('runs.start', { linkIds: [bed.linkId] })
            const ended = await runEnded(cramped, run!.id)
            expect(ended).toMatchObject({ state: 'stopped', reason: { code: 'disk-full' } })
            bed.replica.double.faults.clear()
            await cramped.call('runs.resume', { runId: run!.id })
            expect((await runEnded(cramped, run!.id)).state).toBe('done')
            await cramped.close()
            rmSync(join(small, 'ballast'))
            rmSync(bed.fleet.dataDirectory, { recursive: true })
            cpSync(small, bed.fleet.dataDirectory, { recursive: true })
            await bed.fleet.reopen()
            await bed.expectAllIsWell()
          } finally {
            releaseSmallDisk(small)
          }
        }
      }
    )

  scenario('two computers that run one link at once send nothing twice', async () => {
    const bed = await toSync()
    await bed.program.close()
    const other = mkdtempSync(join(tmpdir(), 'rexxfleet-other-'))
    cpSync(bed.fleet.dataDirectory, other, { recursive: true })
    const second = await openProgram(testOptions(other))
    try {
      await bed.fleet.reopen()
      bed.replica.double.faults.latency(20)
      const [there] = await second.call('runs.start', { linkIds: [bed.linkId] })
      const here = await bed.run()
      const ended = await runEnded(second, there!.id)
      expect([here.state, ended.state].sort()).toEqual(['done', 'stopped'])
      bed.replica.double.faults.latency(0)
      if (here.state !== 'done') {
        // The other one has done it; what it agreed to is found by looking.
        await bed.finish(here)
        await bed.untilInStep()
      }
      await bed.expectAllIsWell()
    } finally {
      await second.close()
      rmSync(other, { recursive: true, force: true })
    }
  })
})
