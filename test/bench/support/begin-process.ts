import { openBenchProgram } from './bench-fleet.ts'

/** Starts a run of a link, or resumes its last one, in a process of its own that goes on until it is killed: prints when it began. */
const [way, dataDirectory, linkId] = process.argv.slice(2)
const program = await openBenchProgram(dataDirectory!)
const [last] = await program.call('runs.list', { linkId: linkId! })
const start = Date.now()
if (way === 'resume') await program.call('runs.resume', { runId: last!.id })
else await program.call('runs.start', { linkIds: [linkId!] })
process.stdout.write(`${JSON.stringify({ start })}\n`)
