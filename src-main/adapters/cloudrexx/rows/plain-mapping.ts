import type { MappingRow } from '../../../core/fleet/management.ts'
import { decodePhpList, decodePhpMap } from '../wire/php.ts'

/**
 * A mapping whose values are all of the kind that a site writes; null for any other, which is the schema's business. Mappings come by the
 * hundred thousand, and what a schema makes of each on its way would take more memory than the mappings.
 */
export function plainMapping(record: Readonly<Record<string, unknown>>): MappingRow | null {
  const { id, foreignHost, entityType, foreignId, localId } = record
  if (typeof id !== 'number' || typeof foreignHost !== 'string' || typeof entityType !== 'string') return null
  if (typeof foreignId !== 'string' || typeof localId !== 'string') return null
  const [foreign, local] = [decodePhpList(foreignId), decodePhpMap(localId)]
  return { id, foreignHost, entityType, foreignId: foreign, localId: local }
}
