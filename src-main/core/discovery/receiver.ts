import { addressKey, hostOfAddress } from '../fleet/address.ts'
import type { ApiKeyRow, HostRow } from '../fleet/management.ts'
import type { Site } from '../fleet/site.ts'

/** What speaks for a site being the receiver of a host row, the strongest first. */
export const receiverEvidence = ['key', 'address', 'name'] as const
export type ReceiverEvidence = (typeof receiverEvidence)[number]

/** A site of the fleet, with its API keys as far as they could be read. */
export interface Candidate {
  readonly site: Site
  readonly keys: readonly ApiKeyRow[]
}

export interface Receiver {
  readonly site: Site
  readonly evidence: readonly ReceiverEvidence[]
}

/**
 * The site that a host row sends to: the one that knows its key, else the one at its address, else the one of its name. A host's name
 * alone proves little: copies of a site go by the same one.
 */
export function receiverOf(host: HostRow, sender: Site, candidates: readonly Candidate[]): Receiver | null {
  const found = candidates
    .filter(({ site }) => site.id !== sender.id)
    .map(candidate => ({ site: candidate.site, evidence: evidenceFor(host, candidate) }))
    .filter(({ evidence }) => evidence.length > 0)
  const rank = ({ evidence }: Receiver): number => receiverEvidence.indexOf(evidence[0]!)
  return (
    found.sort((one, other) => rank(one) - rank(other) || other.evidence.length - one.evidence.length)[0] ??
    null
  )
}

function evidenceFor(host: HostRow, { site, keys }: Candidate): ReceiverEvidence[] {
  const name = host.host.toLowerCase()
  const address = templateAddress(host)
  const says: Record<ReceiverEvidence, boolean> = {
    key: keys.some(({ print }) => print === host.keyPrint),
    address: address !== null && address === addressKey(site.baseUrl),
    name: name === site.mainDomain.toLowerCase() || name === hostOfAddress(site.baseUrl)
  }
  return receiverEvidence.filter(one => says[one])
}

/** The address to which a host's template leads, comparable with a site's; null where it makes none. May hold a key: never shown. */
export function templateAddress({ host, urlTemplate }: Pick<HostRow, 'host' | 'urlTemplate'>): string | null {
  try {
    return addressKey(filledTemplate(host, urlTemplate).replace(/[?#].*$/s, ''))
  } catch {
    return null
  }
}

/** The template with its host filled in (F30). */
export function filledTemplate(host: string, urlTemplate: string): string {
  return (urlTemplate === '' ? '[[HOST]]' : urlTemplate).replaceAll('[[HOST]]', host)
}
