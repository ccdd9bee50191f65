import { hostOfAddress, isLoopback } from '../../fleet/address.ts'
import { resembles } from '../../fleet/main-domain.ts'
import type { HostRow } from '../../fleet/management.ts'
import type { Site } from '../../fleet/site.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { sameHost, usesQueue, type PreflightFacts } from '../facts.ts'
import type { Notice } from '../notice.ts'

/** Whether a name is probably this site's although it is not its main domain, and is no other site's either. */
function isAnotherNameOf(name: string, site: Site, sites: readonly Site[]): boolean {
  if (sites.some(({ mainDomain }) => sameHost(mainDomain, name))) return false
  return resembles(name, site.mainDomain) || sameHost(name, hostOfAddress(site.baseUrl))
}

/**
 * The replica knows the primary under another name: everything would be created a second time (F38). Either the main domain that is
 * entered for the primary is wrong, or it moved and its mappings did not.
 */
export function senderNameDiffers({ primary, replica, sites }: PreflightFacts): Notice[] {
  const under = [...replica.senders].filter(([host]) => isAnotherNameOf(host, primary.site, sites))
  return under.map(([host, mappings]) => ({
    kind: 'sender-name-differs',
    severity: 'ask',
    about: primary.site.name,
    evidence: { mainDomain: primary.site.mainDomain, foreignHost: host, mappings }
  }))
}

/**
 * The replica has the models from a sender that no site of the fleet is, and nothing from the primary. It may be the primary before a move, whose
 * names are not alike: then everything would be created a second time (F38).
 */
export function senderUnknown({ primary, replica, sites }: PreflightFacts): Notice[] {
  const senders = [...replica.senders]
  if (senders.some(([host]) => sameHost(host, primary.site.mainDomain))) return []
  const isKnown = (host: string): boolean => sites.some(({ mainDomain }) => sameHost(mainDomain, host))
  return senders
    .filter(([host]) => !isKnown(host) && !isAnotherNameOf(host, primary.site, sites))
    .map(([host, mappings]) => ({
      kind: 'sender-unknown',
      severity: 'warn',
      about: replica.site.name,
      evidence: {
        foreignHost: host,
        mappings,
        primary: primary.site.name,
        mainDomain: primary.site.mainDomain
      }
    }))
}

/** The receiver row with which the primary itself pushes to the replica, under whatever name; not the one that the link has by itself. */
function receiverRows({ primary, replica, sites, links }: PreflightFacts): HostRow[] {
  const { site } = replica
  const queued = links.some(
    ({ primaryId, replicaId, delivery }) =>
      primaryId === primary.site.id && replicaId === site.id && delivery !== 'compare'
  )
  const own = queued ? receiverOf(site).host : null
  return primary.hosts.filter(
    ({ host }) => host !== own && (sameHost(host, site.mainDomain) || isAnotherNameOf(host, site, sites))
  )
}

/** A receiver that is registered under a name which is not the replica's main domain (F38). */
export function hostNameDiffers(facts: PreflightFacts): Notice[] {
  const { site } = facts.replica
  const other = receiverRows(facts).filter(({ host }) => !sameHost(host, site.mainDomain))
  return other.map(({ host, active }) => ({
    kind: 'host-name-differs',
    severity: usesQueue(facts) ? 'ask' : 'warn',
    about: site.name,
    evidence: { host, mainDomain: site.mainDomain, active }
  }))
}

/**
 * Cloudrexx pushes to the replica already: there would be two senders for one entity (F44). With `live` a receiver of the same name is taken
 * over; one of another name would get everything beside it.
 */
export function pushesAlready(facts: PreflightFacts): Notice[] {
  const taken = facts.delivery === 'live' ? receiverOf(facts.replica.site).host : null
  const pushing = receiverRows(facts).filter(
    ({ host, active, state }) => active && state !== 2 && (taken === null || !sameHost(host, taken))
  )
  return pushing.map(({ host, state }) => ({
    kind: 'pushes-already',
    severity: 'ask',
    about: facts.primary.site.name,
    evidence: { host, state }
  }))
}

/** Keys travel in the address (F1): over plain http everybody on the way can read them. */
export function plainHttp(facts: PreflightFacts): Notice[] {
  const open = [facts.primary.site, facts.replica.site].filter(({ baseUrl }) => {
    const { protocol, hostname } = new URL(baseUrl)
    return protocol === 'http:' && !isLoopback(hostname)
  })
  return open.map(({ name, baseUrl }) => ({
    kind: 'plain-http',
    severity: usesQueue(facts) ? 'ask' : 'warn',
    about: name,
    evidence: { address: baseUrl }
  }))
}
