import { openStore } from '../../../../src-main/adapters/sqlite/open-store.ts'

/** Opens the store of the given directory, says so, and keeps it until it is killed. */
openStore(process.argv[2]!, { clock: { now: Date.now } })
process.stdout.write(`open ${process.pid}\n`)
setInterval(() => undefined, 1_000)
