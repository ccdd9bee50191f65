import type { ParsedInput } from '../../contract/calls.ts'
import type { ExportView } from '../../contract/topology-shapes.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { describeTopology } from '../../core/topology-file/describe-topology.ts'
import { topologyLimits, type Topology } from '../../core/topology-file/topology-file.ts'
import { refuseForeign, writeOut } from '../files/outgoing-file.ts'
import { documentText, topologyHead } from './document-text.ts'
import { sealedName, sealKeys } from './sealed-keys.ts'
import type { TopologyFileDeps } from './topology-file-deps.ts'

const isTopologyFile = (head: string): boolean => head.startsWith(topologyHead)

/** Writes the fleet's topology to a file. Reads no site. */
export async function exportTopology(
  deps: TopologyFileDeps,
  { path, agreed, passphrase }: ParsedInput<'topology.export'>
): Promise<ExportView> {
  await refuseForeign(path, isTopologyFile)
  const sites = deps.sites.list()
  const told = sites.filter(site => !site.demo)
  const keys = new Map<string, string>()
  for (const site of passphrase === undefined ? [] : told) {
    if (await deps.keys.has(site.keyRef)) keys.set(site.id, await deps.keys.read(site.keyRef))
  }
  const topology = describeTopology(
    { sites, links: deps.links.list(), positions: deps.layout.positions(), models: deps.added.list() },
    new Set(keys.keys()),
    ...(agreed ? [deps.agreed] : [])
  )
  const named = new Map(
    told.flatMap(site => (keys.has(site.id) ? [[sealedName(site), keys.get(site.id)!] as const] : []))
  )
  const block = passphrase === undefined ? null : await sealKeys(named, passphrase, deps.sealCost)
  const text = documentText(topology, block, { at: deps.clock.now(), by: deps.version })
  refuseLarger(text)
  return {
    path: await writeOut(path, [text], isTopologyFile),
    sites: topology.sites.length,
    links: topology.links.length,
    agreedStates: agreedCount(topology),
    keys: keys.size,
    withoutKey:
      passphrase === undefined ? [] : told.filter(site => !keys.has(site.id)).map(site => site.name),
    leftOut: sites.length - told.length
  }
}

function agreedCount({ links }: Topology): number {
  return links.flatMap(link => link.models).reduce((sum, model) => sum + (model.agreed?.length ?? 0), 0)
}

/** What could not be imported again is not written. */
function refuseLarger(text: string): void {
  const size = Buffer.byteLength(text)
  if (size <= topologyLimits.bytes) return
  throw new AppError(
    'file-refused',
    `With its agreed states the file would be too large (${size} bytes; ${topologyLimits.bytes} at most). Export without them, or make a backup.`,
    { size, limit: topologyLimits.bytes }
  )
}
