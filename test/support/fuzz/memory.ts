import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Heap in use after a collection, in megabytes. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}
