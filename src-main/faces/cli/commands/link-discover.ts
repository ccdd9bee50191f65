import type { Command } from 'commander'
import type { DiscoveryView, ProposalView, ProposedPairView } from '../../../contract/doctor-shapes.ts'
import { combineExitCodes, exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts'
import { fleetOf, linkName, siteName, type Fleet } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import type { Registry } from './registry.ts'

/** The command that takes a proposal up: set-up uses the rows that are there. */
function wayUp(fleet: Fleet, { primaryId, replicaId, models, delivery, linkId }: ProposalView): string[] {
  const possible = models.filter(({ notReplicable }) => notReplicable === null)
  if (linkId !== null || possible.length === 0) return []
  const [primary, replica] = [primaryId, replicaId].map(id => JSON.stringify(siteName(fleet, id)))
  const named = possible.map(({ shortName }) => `--model ${shortName}`)
  const chosen = possible.flatMap(({ shortName, ids }) => (ids ?? []).map(id => `--id ${shortName}=${id}`))
  const words = [...named, ...chosen].join(' ')
  return [`rexxfleet link add ${primary} ${replica} ${words} --delivery ${delivery}`]
}

/** Why two directions are not offered as one, and what there is to do. */
const hitches: Readonly<Record<NonNullable<ProposedPairView['hitch']>, string>> = {
  'models-differ': 'the two directions carry different models, and twins carry the same',
  'only-some-entities': 'only chosen records go along, and both ways all would',
  'pairs-crossed':
    'the mappings of the two sites contradict each other, and copies would go round. Take one direction up, mend with the doctor, then take up the other'
}

/** The command that takes both directions up as one link, with one undo; or why there is none. */
function wayUpAsPair(fleet: Fleet, pair: ProposedPairView, { proposals }: DiscoveryView): string[] {
  const { primaryId, replicaId, delivery, hitch, crossed } = pair
  const [primary, replica] = [primaryId, replicaId].map(id => JSON.stringify(siteName(fleet, id)))
  if (hitch === null) {
    const known = proposals.find(one => one.primaryId === primaryId && one.replicaId === replicaId)
    const short = (name: string): string => known?.models.find(one => one.name === name)?.shortName ?? name
    const models = pair.models.map(name => `--model ${short(name)}`).join(' ')
    return [`rexxfleet link add ${primary} ${replica} ${models} --both-ways --delivery ${delivery}`]
  }
  const count = crossed > 0 ? ` (${crossed})` : ''
  return [`# ${primary} and ${replica} not as one: ${hitches[hitch]}${count}`]
}

function lines(found: DiscoveryView, fleet: Fleet): string[] {
  const { proposals, pairs, strangers, unread } = found
  const rows = proposals.map(one => [
    linkName(fleet, one),
    one.models.map(({ shortName, mapped }) => `${shortName} (${mapped})`).join(', '),
    one.delivery,
    one.evidence.join(', '),
    one.notes.join(', '),
    one.linkId ?? 'not yet'
  ])
  const ways = proposals.flatMap(one => wayUp(fleet, one))
  const both = pairs.flatMap(pair => wayUpAsPair(fleet, pair, found))
  return [
    ...(rows.length > 0
      ? table(['REPLICATION', 'MODELS (MAPPED)', 'DELIVERY', 'KNOWN BY', 'NOTES', 'LINK'], rows)
      : ['No replication was found.']),
    ...(ways.length > 0 ? ['', 'To take one up:', ...ways] : []),
    ...(both.length > 0 ? ['', 'To take both directions up as one link:', ...both] : []),
    ...strangers.map(
      ({ siteId, host }) => `${siteName(fleet, siteId)} sends to ${plain(host)}, which is not in the fleet.`
    ),
    ...unread.map(
      ({ siteId, error }) => `${siteName(fleet, siteId)}: ${plain(error.message)} (${error.code})`
    )
  ]
}

function exitCodeFor({ unread }: DiscoveryView, fleet: Fleet): ExitCode {
  const codes = unread.map(({ error }) => exitCodeOf(error.code))
  if (codes.length === 0) return exitCodes.done
  return codes.length < fleet.sites.length ? exitCodes.partly : combineExitCodes(codes)
}

async function discover(session: Session): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const found = await session.call('links.discover', {})
  return { data: { ...found }, lines: lines(found, fleet), exitCode: exitCodeFor(found, fleet) }
}

export function addLinkDiscoverCommand(link: Command, registry: Registry): void {
  link
    .command('discover')
    .description('look for replication that exists already, and write nothing')
    .action(registry.act(discover))
}
