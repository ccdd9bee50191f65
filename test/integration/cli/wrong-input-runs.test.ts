import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import { linkUp, openFleet, stateOf, sync, type TestFleet } from '../../support/fleet.ts'
import { type, type Typed } from '../../support/terminal.ts'

let fleet: TestFleet
let runId: string

beforeAll(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }])
  const linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  runId = (await sync(fleet.program, linkId)).id
})
afterAll(() => fleet.close())

/** The terminal over the real program, which stays open for the next command. */
function typed(argv: string[]): Promise<Typed> {
  const program = Object.create(fleet.program, {
    close: { value: async (): Promise<void> => undefined }
  }) as Program
  return type(argv, { world: { openProgram: async () => program } })
}

/** All that such a command could leave behind. */
async function kept(): Promise<unknown> {
  const { program, sites } = fleet
  const decided = [await program.call('schedules.list', {}), await program.call('exclusions.list', {})]
  const runs = await program.call('runs.list', {})
  return [sites.map(stateOf), decided, runs.map(({ id, state, counts }) => ({ id, state, counts }))]
}

const usage = 2
const failed = 1

describe('a command about runs and what is decided of them that cannot be right', () => {
  it.each([
    ['run pause nonsense', usage, /There is no run nonsense.*run list/],
    ['run pause RUN', failed, /is 'done': nothing of it is at work/],
    ['run cancel', usage, /missing required argument 'id'/],
    ['run resume RUN', failed, /nothing to resume/],
    ['run retry RUN', failed, /No failed item is left/],
    ['conflict show nonsense 1', usage, /There is no run nonsense/],
    ['conflict show RUN 99', usage, /no conflict 99 in this run.*conflict list/],
    ['conflict show RUN x', usage, /A whole number is needed/],
    ['conflict resolve RUN 0', usage, /'--winner <side>' not specified/],
    ['queue show nowhere', usage, /no link “nowhere”.*link list/],
    ['queue show Portal:Town', failed, /nothing is queued for it\. Sync it instead/],
    ['queue deliver Portal:Town', failed, /Sync it instead/],
    ['queue unjam Portal:Town', failed, /Sync it instead/],
    ['schedule add --every 30', usage, /either --link or --tag/],
    ['schedule add --link Portal:Town', usage, /either --every or --cron/],
    ['schedule add --link nowhere --every 30', usage, /no link “nowhere”/],
    ['schedule add --link Portal:Town --every 0', usage, /between 1 and 44640 whole minutes/],
    ['schedule add --link Portal:Town --every 1.5', usage, /A whole number is needed/],
    [
      'schedule add --link Portal:Town --cron nonsense',
      usage,
      /'nonsense' is no cron expression.*five fields/
    ],
    ['schedule add --link Portal:Town --every 30 --zone Mars/Olympus', usage, /no time zone 'Mars\/Olympus'/],
    [
      'schedule add --link Portal:Town --every 30 --quiet 25:00-26:00',
      usage,
      /'25:00-26:00' are no quiet hours/
    ],
    ['schedule add --link Portal:Town --every 30 --quiet 22-6', usage, /given like 22:00-06:00/],
    ['schedule remove nonsense', usage, /There is no schedule nonsense.*schedule list/],
    ['exclude add nowhere RewriteRule 1', usage, /no link “nowhere”/],
    ['exclude add Portal:Town Nonsense 1', usage, /no model called 'Nonsense'/],
    ['exclude add Portal:Town calendar-event 1', usage, /does not carry calendar-event/],
    ['exclude add Portal:Town RewriteRule x', usage, /'x' is no id of RewriteRule\. Its ids look like 12/],
    ['exclude add Portal:Town RewriteRule 1/2', usage, /no id of RewriteRule/],
    ['report', usage, /missing required argument 'file'/],
    ['report /nowhere/report.html', failed, /nowhere/],
    ['drift nowhere', usage, /no link “nowhere”/],
    ['sync', usage, /Either name links, or give --all/],
    ['sync --all Portal:Town', usage, /Either name links, or give --all/]
  ])('%s', async (line, exitCode, says) => {
    const before = await kept()
    const done = await typed(line.replace('RUN', runId).split(' '))
    expect({ exitCode: done.exitCode, stderr: done.stderr.trim() }).toEqual({
      exitCode,
      stderr: expect.stringMatching(says) as string
    })
    expect(await kept()).toEqual(before)
  })
})
