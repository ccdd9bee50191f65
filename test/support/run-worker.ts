/** A program of its own that runs one link, to be killed in the middle: `run-worker.ts DATA_DIRECTORY LINK_ID`. */
import { openProgram } from '../../src-main/app/program.ts'
import { passphrase } from './fleet.ts'

const [dataDirectory, linkId] = process.argv.slice(2)
const program = await openProgram({
  dataDirectory: dataDirectory!,
  startedBy: 'terminal',
  passphrase: async () => passphrase,
  quietMs: 300
})
const [run] = await program.call('runs.start', { linkIds: [linkId!] })
process.stdout.write(`${run!.id}\n`)
