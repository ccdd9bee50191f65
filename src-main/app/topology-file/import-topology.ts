import type { ParsedInput } from '../../contract/calls.ts'
import type { ImportView } from '../../contract/topology-shapes.ts'
import type { Site } from '../../core/fleet/site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { planImport, type ImportPlan, type PlannedSite } from '../../core/topology-file/plan-import.ts'
import { topologyLimits } from '../../core/topology-file/topology-file.ts'
import { readIn } from '../files/incoming-file.ts'
import { shortHash } from '../identity.ts'
import { parsedDocument } from './document-text.ts'
import type { TopologyDocument } from './file-shape.ts'
import { dropStrayKeys, forgetIncoming, noteIncoming } from './incoming-keys.ts'
import { importView } from './import-view.ts'
import { unsealKeys } from './sealed-keys.ts'
import type { TopologyFileDeps } from './topology-file-deps.ts'

interface Looked {
  readonly document: TopologyDocument
  readonly plan: ImportPlan
  /** The same file and the same outcomes: the same digest. */
  readonly digest: string
}

async function look(deps: TopologyFileDeps, path: string): Promise<Looked> {
  const text = await readIn(path, topologyLimits.bytes)
  const document = parsedDocument(text, path)
  const plan = planImport(document, fleetOf(deps))
  const outcomes = [
    ...[...plan.sites, ...plan.links].map(({ outcome, why }) => [outcome, why]),
    ...plan.models.map(({ outcome }) => [outcome])
  ]
  return { document, plan, digest: shortHash(`${text}\n${JSON.stringify(outcomes)}`) }
}

function fleetOf({ sites, links, added }: TopologyFileDeps): Parameters<typeof planImport>[1] {
  return { sites: sites.list(), links: links.list(), models: added.list() }
}

/** What an import of this file would do. Writes nothing. */
export async function lookAtTopology(deps: TopologyFileDeps, path: string): Promise<ImportView> {
  return importView(path, await look(deps, path))
}

/** Does what the plan with this digest says: all of it, or nothing. */
export async function importTopology(
  deps: TopologyFileDeps,
  { path, digest, passphrase, leaveKeys }: ParsedInput<'topology.import'>
): Promise<ImportView> {
  const looked = await look(deps, path)
  if (looked.digest !== digest) throw outdated(path)
  const keys = await keysOf(looked, path, leaveKeys ? null : passphrase)
  const siteIds = new Map(
    looked.plan.sites.map(({ site, existing }) => [site.id, existing ?? deps.ids.next()])
  )
  const added = looked.plan.sites
    .filter(({ outcome }) => outcome === 'new')
    .map(planned => newSite(deps, planned, siteIds.get(planned.site.id)!))
  await keepKeys(deps, added, keys, () => {
    // Whoever was quicker while the keys were opened and kept.
    const now = planImport(looked.document, fleetOf(deps))
    if (JSON.stringify(now) !== JSON.stringify(looked.plan)) throw outdated(path)
    deps.transactions.run(() => {
      write(deps, looked.plan, added, siteIds)
      forgetIncoming(deps.settings)
    })
  })
  for (const { site } of added) deps.siteChanged(site.id)
  return importView(path, looked)
}

interface Added {
  readonly fileId: string
  readonly site: Site
}

/** Nothing of what a file says makes a site enrolled: it is looked at first, as any other. */
function newSite(deps: TopologyFileDeps, { site: told }: PlannedSite, id: string): Added {
  const { name, baseUrl, mainDomain, tablePrefix, tags, environment, readOnly, allowHttp, marker } = told
  const site: Site = {
    id,
    name,
    baseUrl,
    mainDomain,
    tablePrefix,
    tags: [...new Set(tags)],
    environment,
    readOnly,
    allowHttp,
    marker,
    state: 'pending',
    keyRef: `site/${id}/${deps.ids.next()}`,
    demo: false,
    addedAt: deps.clock.now()
  }
  return { fileId: told.id, site }
}

async function keysOf(
  { document, plan }: Looked,
  path: string,
  passphrase: string | null | undefined
): Promise<Map<string, string>> {
  if (document.keys === null || passphrase === null) return new Map()
  if (passphrase === undefined)
    throw new AppError(
      'file-passphrase-needed',
      `The keys in ${path} are encrypted. Give the passphrase with which it was exported, or import without the keys.`,
      { path }
    )
  const wanted = plan.sites.filter(({ outcome }) => outcome === 'new').map(({ site }) => site)
  return unsealKeys(document.keys, passphrase, wanted, path)
}

/** Keys first, so that no site is there whose key was lost on the way; taken back where the rest fails. */
async function keepKeys(
  deps: TopologyFileDeps,
  added: readonly Added[],
  keys: ReadonlyMap<string, string>,
  write: () => void
): Promise<void> {
  const incoming = added.flatMap(({ fileId, site: { keyRef } }) => {
    const key = keys.get(fileId)
    return key === undefined ? [] : [{ keyRef, key }]
  })
  const refs = incoming.map(({ keyRef }) => keyRef)
  await dropStrayKeys(deps)
  if (refs.length > 0) noteIncoming(deps.settings, refs)
  try {
    for (const { keyRef, key } of incoming) await deps.keys.put(keyRef, key)
    write()
  } catch (thrown) {
    await dropStrayKeys(deps).catch(() => undefined)
    throw thrown
  }
}

function write(
  deps: TopologyFileDeps,
  plan: ImportPlan,
  added: readonly Added[],
  siteIds: ReadonlyMap<string, string>
): void {
  const positions = new Map(plan.sites.map(({ site }) => [site.id, site.position]))
  for (const { fileId, site } of added) {
    deps.sites.insert(site)
    const position = positions.get(fileId) ?? null
    if (position) deps.layout.place(site.id, position)
  }
  for (const { model, outcome } of plan.models) if (outcome === 'new') deps.added.put(model)
  for (const { link, outcome } of plan.links) {
    if (outcome !== 'noted') continue
    deps.notedLinks.put(
      {
        id: deps.ids.next(),
        primaryId: siteIds.get(link.primary)!,
        replicaId: siteIds.get(link.replica)!,
        models: link.models.map(({ model, ids }) => ({ model, ids })),
        delivery: link.delivery,
        languages: link.languages ?? {},
        bothWays: link.twin,
        notedAt: deps.clock.now()
      },
      link.models.flatMap(({ model, agreed }) => (agreed ? [{ model, states: agreed }] : []))
    )
  }
}

function outdated(path: string): AppError {
  return new AppError(
    'plan-outdated',
    'The file or the fleet has changed since this plan was made. Look at the plan again; nothing was written.',
    { path }
  )
}
