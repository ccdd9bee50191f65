import { openBenchProgram } from './bench-fleet.ts'

/** Resumes the last run of a link in a process of its own, and goes on until it is killed: prints when it began. */
const [dataDirectory, linkId] = process.argv.slice(2)
const program = await openBenchProgram(dataDirectory!)
const [run] = await program.call('runs.list', { linkId: linkId! })
const start = Date.now()
await program.call('runs.resume', { runId: run!.id })
process.stdout.write(`${JSON.stringify({ start, done: run!.sent })}\n`)
