import type { HostRow, MappingRow } from '../fleet/management.ts'
import { receiverOf } from '../topology/receiver.ts'
import type { Whereabouts } from './relaunch.ts'

/** What two mapping rows have in common when they speak of the same foreign entity. */
export function foreignEntity({
  entityType,
  foreignId
}: Pick<MappingRow, 'entityType' | 'foreignId'>): string {
  return JSON.stringify([entityType, foreignId])
}

export type HostNames = Pick<HostRow, 'host' | 'urlTemplate'>

/**
 * A receiver's row as it is after the move. A row is named by the address at which the site is reached, or, made by hand, by its main
 * domain: one that holds both at once is an address. A template only changes where it names one of them itself.
 */
export function movedHost({ host, urlTemplate }: HostNames, from: Whereabouts, to: Whereabouts): HostNames {
  const pairs = [
    [receiverOf(from).host, receiverOf(to).host],
    [from.mainDomain, to.mainDomain]
  ] as const
  const named = pairs.find(([name]) => name.toLowerCase() === host.toLowerCase())
  const written = pairs.find(([name]) => leadsTo(name).test(urlTemplate))
  return {
    host: named?.[1] ?? host,
    urlTemplate: written
      ? urlTemplate.replace(leadsTo(written[0]), (_, scheme?: string) => `${scheme ?? ''}${written[1]}`)
      : urlTemplate
  }
}

/** Matches the beginning of a template that leads to this very name, with or without a scheme (F30). */
function leadsTo(name: string): RegExp {
  return new RegExp(`^((?:https?:)?//)?${name.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?=[:/]|$)`, 'i')
}
