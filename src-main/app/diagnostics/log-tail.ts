import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** The last lines of a file, without reading the rest of it. Nothing where there is no such file. */
export function logTail(path: string, lines: number, bytes = 64 * 1024): string[] {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return []
  }
  try {
    const { size } = fstatSync(descriptor)
    const start = Math.max(0, size - bytes)
    const buffer = Buffer.alloc(size - start)
    readSync(descriptor, buffer, 0, buffer.length, start)
    const all = buffer.toString('utf8').split('\n')
    // The first line may have begun before what was read.
    return (start > 0 ? all.slice(1) : all).filter(line => line !== '').slice(-lines)
  } finally {
    closeSync(descriptor)
  }
}
