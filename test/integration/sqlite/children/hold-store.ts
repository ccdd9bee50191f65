import { openStore } from '../../../../src-main/adapters/sqlite/open-store.ts'

/** Opens the store of the given directory, forgets it, says so, and lives until it is killed. */
openStore(process.argv[2]!, { clock: { now: Date.now } })
// The lock must not hang on somebody keeping the store: the garbage collector closes connections.
setTimeout(() => {
  globalThis.gc?.()
  process.stdout.write(`open ${process.pid}\n`)
}, 10)
setInterval(() => undefined, 1_000)
