import { describe, expect, it } from 'vitest'
import type { LeaseRow } from '../../../src-main/core/fleet/management.ts'
import type { SiteWriter } from '../../../src-main/core/fleet/site-access.ts'
import { Leases } from '../../../src-main/core/lease/leases.ts'
import { takeLease } from '../../../src-main/core/lease/take-lease.ts'
import { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { Clock } from '../../../src-main/core/shared/ports.ts'

const whole = 300_000
const sender = 'portal.example'

/** A site with leases under unique names, and a clock that is an hour ahead of every computer's. */
class LeaseSite {
  now = 1_000_000
  /** How far somebody has put the wall clock back. */
  putBack = 0
  rows: LeaseRow[] = []
  #lastId = 0
  /** What comes between a look and the write that follows from it. */
  beforeWrite: (() => void) | null = null

  readonly clock: Clock & { wake(): void } = this.#clock()

  #clock(): Clock & { wake(): void } {
    let waiting: (() => void)[] = []
    return {
      now: () => this.now - this.putBack,
      steady: () => this.now,
      sleep: (_ms, signal) =>
        new Promise((resolve, reject) => {
          waiting.push(resolve)
          signal?.addEventListener('abort', () => reject(new Error('aborted')))
        }),
      wake() {
        const woken = waiting
        waiting = []
        for (const resolve of woken) resolve()
      }
    }
  }

  readonly writer = {
    site: { id: 'town', name: 'Town' },
    time: async () => this.now + 3_600_000,
    rows: async () => [...this.rows],
    createRow: async (_kind: string, row: Omit<LeaseRow, 'id'>) => {
      if (this.rows.some(other => other.sender === row.sender)) throw new AppError('name-taken', 'There.')
      this.rows.push({ ...row, id: ++this.#lastId })
      return String(this.#lastId)
    },
    updateRow: async (_kind: string, id: number, patch: Partial<LeaseRow>) => {
      const at = this.rows.findIndex(row => row.id === id)
      if (at === -1) throw new AppError('entity-not-found', 'Entry not found!')
      this.rows[at] = { ...this.rows[at]!, ...patch }
    },
    removeRow: async (_kind: string, id: number) => {
      this.beforeWrite?.()
      this.rows = this.rows.filter(row => row.id !== id)
    }
  } as unknown as SiteWriter

  of(holder: string): { holder: { id: string; computer: string }; clock: Clock; whole: number } {
    return { holder: { id: holder, computer: `${holder}'s` }, clock: this.clock, whole }
  }
}

const settled = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))

describe('a lease', () => {
  it('is one program’s at a time, and says whose and until when by the site’s clock', async () => {
    const site = new LeaseSite()
    await takeLease(site.writer, sender, site.of('anna'))
    const refused = takeLease(site.writer, sender, site.of('bruno'))
    await expect(refused).rejects.toMatchObject({
      code: 'link-leased',
      details: { computer: "anna's", until: new Date(site.now + 3_600_000 + whole).toISOString() }
    })
    await takeLease(site.writer, 'other.example', site.of('bruno'))
    expect(site.rows).toHaveLength(2)
  })

  it('that was left by a killed program is taken over when it is over, and at once by its own', async () => {
    const site = new LeaseSite()
    await takeLease(site.writer, sender, site.of('anna'))
    site.now += 1_000
    await takeLease(site.writer, sender, site.of('anna'))
    expect(site.rows).toMatchObject([{ id: 2, holder: 'anna' }])
    site.now += whole + 1
    await expect(takeLease(site.writer, sender, site.of('bruno'))).rejects.toMatchObject({
      code: 'link-leased'
    })
    site.now += whole / 10
    await takeLease(site.writer, sender, site.of('bruno'))
    expect(site.rows).toMatchObject([{ id: 3, holder: 'bruno' }])
  })

  it('goes to one of two who find the same old one', async () => {
    const site = new LeaseSite()
    await takeLease(site.writer, sender, site.of('anna'))
    site.now += 2 * whole
    site.beforeWrite = () => {
      site.beforeWrite = null
      site.rows = [
        { id: 9, sender, holder: 'clara', computer: "clara's", until: site.now + 3_600_000 + whole }
      ]
    }
    await expect(takeLease(site.writer, sender, site.of('bruno'))).rejects.toMatchObject({
      code: 'link-leased'
    })
    expect(site.rows).toMatchObject([{ id: 9, holder: 'clara' }])
  })
})

describe('the leases of a program', () => {
  it('are shared by all who work on the same, and given back with the last', async () => {
    const site = new LeaseSite()
    const leases = new Leases(site.of('anna'))
    const [run, workflow] = await Promise.all([
      leases.hold(site.writer, sender),
      leases.hold(site.writer, sender)
    ])
    await run.giveBack()
    await run.giveBack()
    expect(site.rows).toHaveLength(1)
    await workflow.giveBack()
    expect(site.rows).toEqual([])
  })

  it.each([
    ['was carried out all the same', true],
    ['never arrived', false]
  ])('leave no row where the removal got no answer and %s', async (_case, carriedOut) => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    let lost = 0
    site.beforeWrite = () => {
      if (lost++ > 0) return
      if (carriedOut) site.rows = []
      throw new AppError('site-unreachable', 'No answer.', { unknownOutcome: true })
    }
    await lease.giveBack()
    expect(lost).toBe(2)
    expect(site.rows).toEqual([])
  })

  it('are given up on after a while where the site never answers', async () => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    let tries = 0
    site.beforeWrite = () => {
      tries += 1
      throw new AppError('site-timeout', 'No answer.')
    }
    await lease.giveBack()
    expect(tries).toBe(3)
  })

  it('are renewed while they are held', async () => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    for (let minute = 0; minute < 20; minute++) {
      site.now += 60_000
      site.clock.wake()
      await settled()
      lease.requireHeld()
    }
    expect(site.rows[0]!.until).toBe(site.now + 3_600_000 + whole)
    await lease.giveBack()
  })

  it('are lost where a computer slept: nothing is sent, and the row is not touched any more', async () => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    const [before] = site.rows
    site.now += whole
    expect(() => lease.requireHeld()).toThrow(expect.objectContaining({ code: 'lease-lost' }))
    expect(lease.lost.reason).toMatchObject({ code: 'lease-lost' })
    site.clock.wake()
    await settled()
    expect(site.rows).toEqual([before])
  })

  it('are lost in time although the clock was put back', async () => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    site.putBack = 24 * 60 * 60_000
    site.now += whole
    expect(() => lease.requireHeld()).toThrow('could not be renewed')
  })

  it('are lost where another has taken them over, whose row stays', async () => {
    const site = new LeaseSite()
    const lease = await new Leases(site.of('anna')).hold(site.writer, sender)
    const others = { id: 9, sender, holder: 'bruno', computer: "bruno's", until: site.now + 4_000_000 }
    site.rows = [others]
    site.clock.wake()
    await settled()
    expect(lease.lost.aborted).toBe(true)
    await lease.giveBack()
    expect(site.rows).toEqual([others])
  })
})
