import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import { linkUp, openFleet, stateOf, sync, type TestFleet } from '../../support/fleet.ts'
import { type, type Typed } from '../../support/terminal.ts'

let fleet: TestFleet

beforeAll(async () => {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 4 },
    { name: 'Town' },
    { name: 'Village' },
    { name: 'City' }
  ])
  const [portal, town, village] = fleet.sites
  const all = await linkUp(fleet.program, portal!.id, town!.id, ['RewriteRule', 'calendar-category'])
  await sync(fleet.program, all)
  const wish = { primaryId: portal!.id, replicaId: village!.id, models: ['RewriteRule'], ids: ['1', '2'] }
  await typed([
    'link',
    'add',
    'Portal',
    'Village',
    '--model',
    'RewriteRule',
    '--id',
    '1',
    '--id',
    '2',
    '--yes'
  ])
  expect((await fleet.program.call('links.list', {})).map(({ replicaId }) => replicaId)).toContain(
    wish.replicaId
  )
})
afterAll(() => fleet.close())

/** The terminal over the real program, which stays open for the next command. */
function typed(argv: string[]): Promise<Typed> {
  const program = Object.create(fleet.program, {
    close: { value: async (): Promise<void> => undefined }
  }) as Program
  return type(argv, { world: { openProgram: async () => program } })
}

const workflows = async (): Promise<string[]> =>
  (await fleet.program.call('workflows.list', {})).map(({ id, state }) => `${id} ${state}`)

const usage = 2
const failed = 1

describe('a command about links that cannot be right', () => {
  it.each([
    // Who and what
    ['link edit nowhere --add-model RewriteRule', usage, /no link “nowhere”.*link list/],
    ['link edit Portal:Town --add-model Nonsense', usage, /no model called 'Nonsense'.*model list/],
    ['link edit Portal:Town --drop-model Nonsense', usage, /no model called 'Nonsense'/],
    ['link edit Portal:Town --add-model Node', usage, /Node is not replicated: the tree of pages/],
    ['link edit Portal:Town', usage, /Say what changes: --add-model/],
    ['link edit Portal:Town --flush', usage, /Say what changes/],
    // Models
    [
      'link edit Portal:Town --add-model calendar-mail --drop-model calendar-mail',
      usage,
      /calendar-mail cannot be added and dropped at once/
    ],
    ['link edit Portal:Town --drop-model calendar-mail', usage, /does not carry calendar-mail/],
    [
      'link edit Portal:Town --drop-model calendar-categoryname --keep-data',
      usage,
      /calendar-category is not whole without it\. Drop calendar-category instead/
    ],
    [
      'link edit Portal:Town --drop-model RewriteRule --drop-model calendar-category --keep-data',
      usage,
      /without models is none\. Deregister it instead/
    ],
    ['link edit Portal:Town --drop-model RewriteRule', usage, /flush them, or keep them/],
    ['link edit Portal:Town --drop-model RewriteRule --flush --keep-data', usage, /exclude each other/],
    // Delivery
    ['link edit Portal:Town --delivery fast', usage, /--delivery is one of compare, queue, live/],
    ['link edit Portal:Town --delivery live', failed, /push-drops-fields \(RewriteRule\)/],
    // Ids
    ['link edit Portal:Town --id 1', usage, /one model alone/],
    ['link edit Portal:Town --add-id 1', usage, /several models\. Say of which one/],
    ['link edit Portal:Town --add-id RewriteRule=1', usage, /carries all entities of RewriteRule/],
    ['link edit Portal:Town --id 1 --id RewriteRule=2', usage, /of which model each id is/],
    ['link edit Portal:Town --id =2', usage, /'=2' is none/],
    ['link edit Portal:Town --id calendar-mail=2', usage, /does not carry calendar-mail/],
    ['link edit Portal:Village --add-id abc', usage, /'abc' is no id of RewriteRule/],
    ['link edit Portal:Village --id 1/2 --keep-data', usage, /'1\/2' is no id of RewriteRule/],
    ['link edit Portal:Village --drop-id 7', usage, /does not carry 7/],
    ['link edit Portal:Village --drop-id 1 --drop-id 2 --keep-data', usage, /carries no entity is none/],
    ['link edit Portal:Village --id 1 --all-ids', usage, /exclude each other/],
    ['link edit Portal:Village --drop-id 1', usage, /flush them, or keep them/],
    ['link edit Portal:Village --add-model calendar-mail --id 1', usage, /one model alone/],
    ['link add Portal City --model RewriteRule --id abc', usage, /'abc' is no id of RewriteRule/],
    ['link add Portal City --model calendar-event --id 1', usage, /one model alone/],
    ['link add Portal City --model RewriteRule --both-ways --id 1', usage, /carries all entities/],
    // Languages
    ['link edit Portal:Town --language de=3', usage, /'de=3' is none/],
    ['link edit Portal:Town --language 1=3 --language 2=3', usage, /Two languages.*language 3/],
    ['link edit Portal:Town --language 1=3 --same-languages', usage, /exclude each other/],
    // Preflight, set-up and discovery
    ['link preflight Portal Portal --model RewriteRule', usage, /cannot be linked with itself/],
    ['link preflight Portal Nowhere --model RewriteRule', usage, /no site named “Nowhere”.*site list/],
    ['link preflight Portal City', usage, /at least one model with --model.*model list/],
    ['link preflight Portal City --model Nonsense', usage, /no model called 'Nonsense'/],
    ['link preflight Portal City --model RewriteRule --delivery nope', usage, /--delivery is one of/],
    ['link preflight Portal City --model RewriteRule --delivery live', failed, /^$/],
    ['link add Portal Portal --model RewriteRule', usage, /cannot be linked with itself/],
    ['link add Portal Town --model RewriteRule', failed, /replicates to Town already\. Change that link/],
    ['link edit Portal:Town --delivery queue --acknowledge nonsense', usage, /no notice 'nonsense'/],
    ['link discover now', usage, /too many arguments/]
  ])('%s', async (line, exitCode, says) => {
    const before = fleet.sites.map(stateOf)
    const plans = await workflows()
    const done = await typed([...line.split(' '), '--yes'])
    expect({ exitCode: done.exitCode, stderr: done.stderr.trim() }).toEqual({
      exitCode,
      stderr: expect.stringMatching(says) as string
    })
    // Nothing is written, and no plan is left lying about.
    expect(fleet.sites.map(stateOf)).toEqual(before)
    expect(await workflows()).toEqual(plans)
  })

  it('may name a model twice, or one that is carried already: it is the same', async () => {
    const twice = await typed(
      'link edit Portal:Town --add-model calendar-mail --add-model calendar-mail --plan'.split(' ')
    )
    expect(twice.exitCode).toBe(0)
    expect(twice.stdout.match(/Town: make grant calendar-mail, write/g)).toHaveLength(1)
    const before = fleet.sites.map(stateOf)
    const known = await typed('link edit Portal:Town --add-model RewriteRule --yes'.split(' '))
    expect(known.exitCode).toBe(0)
    expect(fleet.sites.map(stateOf)).toEqual(before)
  })
})
