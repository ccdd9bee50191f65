import type { ReadOptions } from '../../core/fleet/site-access.ts'
import type { KeyRef } from '../../core/fleet/site.ts'
import { isAppError } from '../../core/shared/app-error.ts'
import type { Caller } from './http/caller.ts'
import { v1Request } from './request.ts'

export type Permission = 'none' | 'read' | 'write'

/** What a key may do with an endpoint, by OPTIONS: the cheapest request there is (F7). */
export async function readPermission(
  caller: Caller,
  keyRef: KeyRef,
  endpoint: string,
  options: ReadOptions = {}
): Promise<Permission> {
  try {
    const request = v1Request('OPTIONS', endpoint, [], { keyRef, urgency: 'person' })
    const { allow } = await caller.call(request, { signal: options.signal })
    const methods = allow.toUpperCase().split(/[\s,]+/)
    if (methods.includes('PUT') || methods.includes('POST')) return 'write'
    return methods.includes('GET') ? 'read' : 'none'
  } catch (thrown) {
    if (isAppError(thrown, 'entity-not-found')) return 'none'
    if (isAppError(thrown, 'site-refused') && isWordOfSite(thrown.details['siteMessage'])) return 'none'
    throw thrown
  }
}

/** 'Access denied', or a 403 without a body as OPTIONS gives it. A page of a firewall says nothing about the key. */
function isWordOfSite(message: unknown): boolean {
  return message === null || message === 'Access denied'
}
