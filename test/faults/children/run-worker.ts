/**
 * A program of its own that starts or resumes a run, or brings a workflow to its end or back, to be killed in the middle. Says `ready` once it is loaded, then waits for a line of
 * JSON: where the data are, and what to do. So that a kill need not wait for a program to load, the next one can be started beforehand.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../../src-main/app/program.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import { testOptions } from '../../support/fleet.ts'

/** `runId`: to be resumed. `linkId`: a run of it is started. `workflow`: what is to become of one. */
export interface Order {
  readonly dataDirectory: string
  readonly linkId?: string
  readonly runId?: string
  readonly workflow?: WorkflowOrder
  /** A file that is taken in, with the word that opens its keys. */
  readonly topology?: { readonly path: string; readonly passphrase: string }
}

/** Whatever another program left of it: it comes to its end, or back to where it began. */
export interface WorkflowOrder {
  readonly id: string
  readonly confirm: string | null
  readonly acknowledge: readonly string[]
  readonly way: 'on' | 'back'
}

process.stdout.write('ready\n')
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string]
const { dataDirectory, linkId, runId, workflow, topology } = JSON.parse(line) as Order
const program = await openProgram(testOptions(dataDirectory))
if (workflow) await lead(program, workflow)
else if (topology) await takeIn(program, topology)
else await run(program)
await program.close()
process.exit(0)

async function takeIn(program: Program, { path, passphrase }: NonNullable<Order['topology']>): Promise<void> {
  const { digest } = await program.call('topology.planImport', { path })
  await program.call('topology.import', { path, digest, passphrase })
}

async function run(program: Program): Promise<void> {
  const runs =
    runId === undefined
      ? await program.call('runs.start', { linkIds: [linkId!] })
      : [await program.call('runs.resume', { runId })]
  await Promise.all(runs.map(one => runEnded(program, one.id)))
}

async function lead(program: Program, order: WorkflowOrder): Promise<void> {
  const { state } = await program.call('workflows.show', { workflowId: order.id })
  if (order.way === 'on') {
    if (state === 'planned') await apply(program, order.id, order)
    else if (state !== 'applied') await follow(program, order.id, 'workflows.resume')
  } else if (!['planned', 'undone'].includes(state)) {
    const undo = await program.call('workflows.undo', { workflowId: order.id })
    await apply(program, undo.id, { confirm: undo.confirmation.expected, acknowledge: [] })
  }
}

async function apply(
  program: Program,
  workflowId: string,
  { confirm, acknowledge }: Pick<WorkflowOrder, 'confirm' | 'acknowledge'>
): Promise<void> {
  await follow(program, workflowId, 'workflows.apply', {
    ...(confirm === null ? {} : { confirm }),
    ...(acknowledge.length > 0 ? { acknowledge: [...acknowledge] as never } : {})
  })
}

async function follow(
  program: Program,
  workflowId: string,
  call: 'workflows.apply' | 'workflows.resume',
  wish: object = {}
): Promise<void> {
  const ended = workflowEnded(program, workflowId)
  await program.call(call, { workflowId, ...wish })
  const { state, failure } = await ended
  if (state !== 'applied') throw new Error(`${state}: ${failure?.code} ${failure?.message}`)
}
