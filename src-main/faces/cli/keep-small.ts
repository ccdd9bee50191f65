import { setFlagsFromString } from 'node:v8'

/**
 * For a program that stays open: V8 lets its heap grow for bursts of work, and keeps what it once had. Told to be small, a hundred sites
 * looked at each minute cost some 130 MB instead of some 250; see docs/benchmarks.md.
 */
export function keepSmall(): void {
  for (const flag of [
    '--max-semi-space-size=1',
    '--semi-space-growth-factor=1',
    '--optimize-for-size',
    '--heap-growing-percent=30'
  ])
    setFlagsFromString(flag)
}
