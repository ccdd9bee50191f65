import type { KeyReader } from '../../../core/fleet/keys.ts'
import type { KeyRef } from '../../../core/fleet/site.ts'
import { rememberKey } from '../errors/redactor.ts'
import type { SiteRequest } from '../request.ts'
import type { FormPairs, KeySlot } from '../wire/form.ts'
import { encodeForm, encodeQuery } from '../wire/form.ts'
import type { Agents, RawAnswer } from './transport.ts'
import { exchange } from './transport.ts'

/** How one attempt is made. */
export interface Attempt {
  readonly baseUrl: string
  readonly agents: Agents
  readonly signal: AbortSignal
  readonly maxBytes: number
}

/**
 * Sends a request with its key: the only place where a key is read, and the last one before the network (F1). Neither
 * the key nor the address with it is kept, returned or thrown.
 */
export async function sendWithKey(
  keys: KeyReader,
  request: SiteRequest,
  attempt: Attempt
): Promise<RawAnswer> {
  const values = await keysOf(keys, request)
  const keyOf = (slot: KeySlot): string => values.get(slot.keyRef) ?? ''
  const query: FormPairs = [['apikey', { keyRef: request.keyRef }], ...request.query]
  return await exchange({
    ...attempt,
    method: request.method,
    url: `${attempt.baseUrl}${request.path}?${encodeQuery(query, keyOf)}`,
    body: request.form === null ? null : encodeForm(request.form, keyOf),
    headers: headersOf(request)
  })
}

async function keysOf(keys: KeyReader, request: SiteRequest): Promise<Map<KeyRef, string>> {
  const refs = new Set([request.keyRef])
  for (const [, value] of [...request.query, ...(request.form ?? [])]) {
    if (typeof value !== 'string') refs.add(value.keyRef)
  }
  const values = new Map<KeyRef, string>()
  for (const ref of refs) {
    const key = await keys.read(ref)
    rememberKey(key)
    values.set(ref, key)
  }
  return values
}

function headersOf(request: SiteRequest): Record<string, string> {
  return {
    Accept: 'application/json',
    'User-Agent': 'Rexxfleet',
    ...(request.form === null ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
    // Two r: the standard header is not read (F16).
    ...(request.referrer === null ? {} : { Referrer: request.referrer })
  }
}
