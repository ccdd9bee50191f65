/** Puts the tests' temporary folders into memory where the system offers that. */
import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'

const place = '/dev/shm'
const enough = 4 * 1024 ** 3

/** Whether programs may be run from there: tests install packages into their folders. */
function mayRun(): boolean {
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find(line => line.split(' ')[1] === place)
  return mount !== undefined && !mount.split(' ')[3]?.split(',').includes('noexec')
}

function serves(): boolean {
  try {
    accessSync(place, constants.W_OK)
    const { bavail, bsize } = statfsSync(place)
    return bavail * bsize >= enough && mayRun()
  } catch {
    return false
  }
}

/**
 * Each test opens a data directory of its own, and SQLite flushes every intent to the disk (journal): on a real disk
 * that waiting is a fifth of all tests. Benches keep the real disk. A TMPDIR that was given stays.
 */
export function useMemoryDisk(env: NodeJS.ProcessEnv = process.env): void {
  if (env['TMPDIR'] === undefined && serves()) env['TMPDIR'] = place
}
