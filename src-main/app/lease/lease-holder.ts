import { hash, randomUUID } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { hostname } from 'node:os'
import type { LeaseHolder } from '../../core/lease/lease.ts'
import type { Notes } from '../../core/shared/ports.ts'

const noteName = 'lease-holder'

/**
 * This Rexxfleet as other computers see it on a lease. A data directory that was copied, to another computer or beside the first, must not
 * pass for the same: so the place counts as well as what is remembered.
 */
export function leaseHolder(notes: Notes, dataDirectory: string): LeaseHolder {
  const known = notes.get(noteName)
  const remembered = typeof known === 'string' ? known : randomUUID()
  if (remembered !== known) notes.set(noteName, remembered)
  const computer = hostname()
  const place = `${remembered} ${computer} ${realpathSync(dataDirectory)}`
  return { id: hash('sha256', place, 'base64url').slice(0, 22), computer }
}
