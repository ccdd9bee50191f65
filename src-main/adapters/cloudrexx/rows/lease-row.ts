import type { ManagementKind, ManagementPatches, NewManagementRows } from '../../../core/fleet/management.ts'
import type { FormPairs } from '../wire/form.ts'
import { dateText } from './date-text.ts'

/**
 * A lease is a host row, because a host's name is unique on a site. Its top-level domain is reserved, so nobody can own it; it is off, and
 * no host entity refers to it, so that Cloudrexx never sends anything there. Who holds it, and until when, is in the address template.
 */
const nameEnd = '.lease.rexxfleet.invalid'
const scheme = 'rexxfleet-lease?'
/** The column of the template holds 255 characters. */
const longestComputer = 60

export function leaseHost(sender: string): string {
  return `${sender.toLowerCase()}${nameEnd}`
}

/** Leases are no hosts to anybody else: rows of the kind 'host' come without them, and those of the kind 'lease' without all others. */
export function isOfKind(kind: ManagementKind, record: Readonly<Record<string, unknown>>): boolean {
  if (kind !== 'host' && kind !== 'lease') return true
  return String(record['host']).endsWith(nameEnd) === (kind === 'lease')
}

export function newLeaseForm({ sender, holder, computer, until }: NewManagementRows['lease']): FormPairs {
  return [
    ['host', leaseHost(sender)],
    ['active', '0'],
    ['apiKey', ''],
    ['apiVersion', '1'],
    ['urlTemplate', termsText({ holder, computer, until })],
    // Disabled: also a site whose administration switches it on sends nothing there (F28).
    ['state', '2'],
    ['lastUpdate', dateText(until)]
  ]
}

export function leasePatchForm(patch: ManagementPatches['lease']): FormPairs {
  return [
    ['urlTemplate', termsText(patch)],
    ['lastUpdate', dateText(patch.until)]
  ]
}

function termsText(terms: ManagementPatches['lease']): string {
  const { holder, computer, until } = terms
  const query = new URLSearchParams({
    until: String(until),
    by: holder,
    on: computer.slice(0, longestComputer)
  })
  return `${scheme}${query.toString()}`.slice(0, 255)
}

/** A row that somebody else wrote under such a name counts as one that is over. */
export function readLease(row: {
  readonly id: number
  readonly host: string
  readonly urlTemplate: string
}): {
  id: number
  sender: string
  holder: string
  computer: string
  until: number
} {
  const terms = new URLSearchParams(
    row.urlTemplate.startsWith(scheme) ? row.urlTemplate.slice(scheme.length) : ''
  )
  const until = Number(terms.get('until'))
  return {
    id: row.id,
    sender: row.host.slice(0, -nameEnd.length),
    holder: terms.get('by') ?? '',
    computer: terms.get('on') ?? '',
    until: Number.isFinite(until) ? until : 0
  }
}
