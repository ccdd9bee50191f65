import { closeSync, openSync, readSync } from 'node:fs'

/** Marks a SQLite file as Rexxfleet's: 'Rexx'. */
export const applicationId = 0x52657878

export type FileHeader =
  { readonly kind: 'missing' | 'empty' | 'foreign' } | { readonly kind: 'ours'; readonly version: number }

/**
 * What a file is, read without SQLite, which would write beside it. Not for a database that this process has open: closing any
 * descriptor of a file drops the process's locks on it.
 */
export function fileHeader(file: string): FileHeader {
  const header = Buffer.alloc(100)
  let length: number
  try {
    const descriptor = openSync(file, 'r')
    try {
      length = readSync(descriptor, header, 0, 100, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'missing' }
    throw thrown
  }
  if (length === 0) return { kind: 'empty' }
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return { kind: 'foreign' }
  if (header.readUInt32BE(68) !== applicationId) return { kind: 'foreign' }
  return { kind: 'ours', version: header.readUInt32BE(60) }
}
