import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { SiteSnapshot } from '../../../src-main/demo/site-double.ts'
import type { WorkflowOrder } from '../children/run-worker.ts'
import { extent, scenario } from '../extent.ts'
import { killAt, Workers, type KillPoint } from '../kill.ts'
import { makeBed, openHurried, type Bed } from './bed.ts'
import { journeys } from './journeys/all.ts'
import { differences } from './likeness.ts'

/** Answers take so long that a kill meets requests on their way. */
const latencyMs = 6
const points = extent(2, 40)

const killedJourneys = [
  'a both-ways pair with queues',
  'a link that loses a model',
  'a pair that is flushed',
  'a site that is purged with what it delivered',
  'a site that gets another main domain'
]

const workers = new Workers()
afterAll(() => workers.close())

describe.each(killedJourneys)('%s, in a process that is killed', name => {
  let bed: Bed
  let after: SiteSnapshot[]
  let length: number
  beforeAll(async () => {
    bed = await makeBed(journeys.find(one => one.name === name)!)
    const { program } = await bed.restored()
    expect(await bed.begun.start(program)).toMatchObject({ done: true })
    await program.close()
    after = bed.state()
    length = bed.sites.reduce((sum, { double }) => sum + double.log.requests.length, 0)
  })
  afterAll(() => bed.close())

  for (let number = 1; number <= points; number++) {
    const way = number % 2 === 0 ? 'on' : 'back'
    const end = way === 'on' ? 'goes on to its end' : 'leaves no row once it is undone'
    scenario(`${name}, killed at point ${number}: ${end}, in a new process`, async chance => {
      const dataDirectory = await bed.restoredFiles()
      const doubles = bed.sites.map(({ double }) => double)
      for (const { faults } of doubles) faults.latency(latencyMs)
      const { workflowId, asked } = bed.begun
      const order = (wish: WorkflowOrder['way']) =>
        workers.take({ dataDirectory, workflow: { id: workflowId!, ...asked, way: wish } })
      const point = (): KillPoint => ({
        request: 1 + chance.below(length + 2),
        delayMs: chance.below(3) * latencyMs
      })
      await killAt(await order('on'), doubles, point())
      // A process that goes on where another was killed may be killed as well.
      if (chance.chance(0.4)) await killAt(await order(way), doubles, point())
      for (const { faults } of doubles) faults.latency(0)
      await killAt(await order(way), doubles, { request: Infinity, delayMs: 0 })

      expect(differences(bed.state(), way === 'on' ? after : bed.before)).toEqual({})
      const program = await openHurried(dataDirectory)
      const { state } = await program.call('workflows.show', { workflowId: workflowId! })
      await program.close()
      expect(way === 'on' ? ['applied'] : ['undone', 'planned']).toContain(state)
    })
  }
})
