import { readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sync } from '../../support/fleet.ts'
import { openBenchProgram } from './bench-fleet.ts'

/**
 * Runs one link in a process of its own, whose memory is nobody else's: `run-process.ts DATA_DIRECTORY LINK_ID`. Prints the run and the
 * resident memory before it and at its peak, as one line of JSON.
 */
const [dataDirectory, linkId] = process.argv.slice(2)
const program = await openBenchProgram(dataDirectory!)

// What opening has left behind must not hide what the run takes.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
collect()
const start = process.memoryUsage.rss()
const peakOf = startPeak()
const run = await sync(program, linkId!)
const peak = peakOf()
await program.close()
process.stdout.write(`${JSON.stringify({ run, start, peak })}\n`)

/** The peak of the resident memory from now on: the kernel's own where it tells, else the largest of many looks. */
function startPeak(): () => number {
  if (process.platform === 'linux') {
    writeFileSync('/proc/self/clear_refs', '5')
    return () =>
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) * 1_024
  }
  let largest = start
  const timer = setInterval(() => (largest = Math.max(largest, process.memoryUsage.rss())), 10)
  return () => {
    clearInterval(timer)
    return largest
  }
}
