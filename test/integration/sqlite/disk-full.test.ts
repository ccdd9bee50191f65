import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { mountSmallDisk, releaseSmallDisk, resizeSmallDisk } from '../../support/small-disk.ts'
import { atTheEnd, clock, item, run, storeIn, thrownBy } from './fixtures.ts'

const probe = mountSmallDisk('4m')
if (probe !== null) releaseSmallDisk(probe)

describe.skipIf(probe === null)('a full disk (needs root, to mount a small one)', () => {
  test('loses nothing that was durable, and goes on when there is room', () => {
    const disk = mounted('4m')
    const store = storeIn(disk)
    store.runs.insert(run('r1'))
    let position = 0
    const more = (): void => {
      const items = Array.from({ length: 500 }, (_, index) => item('r1', position + index))
      store.runs.addItems(items)
      position += 500
    }
    const failed = thrownBy(() => {
      for (;;) more()
    })
    expect(failed).toMatchObject({
      name: 'AppError',
      code: 'disk-full',
      message: expect.stringContaining('make room') as string
    })
    expect(store.runs.countItems('r1')).toBe(position)
    const durable = position
    resizeSmallDisk(disk, '16m')
    more()
    expect(store.runs.countItems('r1')).toBe(durable + 500)
  })

  test('keeps a store from being opened, with a reason', () => {
    const disk = mounted('256k')
    thrownBy(() => {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(2 ** 20))
    })
    expect(thrownBy(() => openStore(disk, { clock }))).toMatchObject({ code: 'disk-full' })
    rmSync(join(disk, 'ballast'))
  })
})

function mounted(size: string): string {
  const disk = mountSmallDisk(size)!
  atTheEnd(() => releaseSmallDisk(disk))
  return disk
}
