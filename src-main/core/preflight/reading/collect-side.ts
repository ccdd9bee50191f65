import type { EndpointRow, GrantRow } from '../../fleet/management.ts'
import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import { answeredNo } from '../../fleet/answered-no.ts'
import { readKnownLanguages } from '../../languages/known-languages.ts'
import { readUsedLanguages } from '../../languages/read-languages.ts'
import type { Included } from '../../models/closure.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { languageFieldOf } from '../../models/plain-ids.ts'
import type { Model, ModelName } from '../../models/model.ts'
import { readableEndpoint } from '../../replication/readable-endpoint.ts'
import { asAppError } from '../../shared/app-error.ts'
import type { EntitySource } from '../../sync/entity.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { SideFacts } from '../facts.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

/** Rules that are looked at; a site with more redirects than that has its dangerous ones among the first all the same. */
const rulesRead = 20_000

/** Rexxfleet made this grant itself. */
export type IsOwnGrant = (grantId: number) => boolean

/** Reads what preflight wants to know of one site. Writes nothing: it has no means to. */
export async function collectSide(
  site: SiteReader,
  models: readonly Included[],
  isOwnGrant: IsOwnGrant,
  /** Main domain of the other side, where what is remembered of it counts. */
  partner: string | null,
  options: ReadOptions = {}
): Promise<SideFacts> {
  const [dataSources, endpoints, syncs, hosts, grants, keys] = await Promise.all([
    site.rows('datasource', {}, options),
    site.rows('endpoint', {}, options),
    site.rows('sync', {}, options),
    site.rows('host', {}, options),
    site.rows('grant', {}, options),
    site.rows('apikey', { apiKey: { keyRef: site.site.keyRef } }, options)
  ])
  const own = keys[0]?.id ?? null
  const readable = (model: Model): EntitySource | null => {
    const endpoint = readableEndpoint({ endpoints, grants, managementKeyId: own }, model.name)
    return endpoint === null ? null : { endpoint, model }
  }
  const known = models.map(({ model }) => model)
  const [senders, pairs, contents, locales, rewriteRules] = await Promise.all([
    countSenders(site, models, options),
    readPairs(site, partner, known, options),
    readContents(
      site,
      known.flatMap(model => readable(model) ?? []),
      options
    ),
    readKnownLanguages(site, options),
    readRules(site, readable(modelNamed(rewriteRule)), options)
  ])
  const foreignGrants = countForeign(
    known,
    endpoints,
    grants,
    grant => isOwnGrant(grant.id) || grant.apiKeyId === own
  )
  return {
    site: site.site,
    dataSources,
    endpoints,
    syncs,
    hosts,
    senders,
    pairs,
    ...contents,
    locales,
    foreignGrants,
    rewriteRules
  }
}

/** Of the chosen models only: what they bring along has the same senders. */
async function countSenders(
  site: SiteReader,
  models: readonly Included[],
  options: ReadOptions
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { model, because } of models) {
    if (because) continue
    for await (const rows of site.rowPages('idmapping', { entityType: model.name }, options))
      for (const { foreignHost } of rows) counts.set(foreignHost, (counts.get(foreignHost) ?? 0) + 1)
  }
  return counts
}

async function readPairs(
  site: SiteReader,
  partner: string | null,
  models: readonly Model[],
  options: ReadOptions
): Promise<Map<ModelName, MappingIndex>> {
  const pairs = new Map<ModelName, MappingIndex>()
  if (partner === null) return pairs
  for (const model of models) pairs.set(model.name, await readMappings(site, partner, model, options))
  return pairs
}

/** One page of each model: whether it can be read at all, and which languages it names. */
async function readContents(
  site: SiteReader,
  sources: readonly EntitySource[],
  options: ReadOptions
): Promise<Pick<SideFacts, 'unreadable' | 'languages'>> {
  const unreadable = new Map<ModelName, string>()
  const languages = new Map<ModelName, Set<string>>()
  await Promise.all(
    sources.map(async source => {
      try {
        if (languageFieldOf(source.model) === null) await readOne(site, source, options)
        else languages.set(source.model.name, await readUsedLanguages(site, source, options))
      } catch (thrown) {
        if (!answeredNo(thrown)) throw thrown
        unreadable.set(source.model.name, asAppError(thrown).message)
      }
    })
  )
  return { unreadable, languages }
}

async function readOne(site: SiteReader, source: EntitySource, options: ReadOptions): Promise<void> {
  for await (const _page of site.entityPages(source, { ...options, pageSize: 1 })) return
}

async function readRules(
  site: SiteReader,
  source: EntitySource | null,
  options: ReadOptions
): Promise<string[] | null> {
  if (!source) return null
  const expressions: string[] = []
  try {
    for await (const page of site.entityPages(source, options)) {
      for (const { fields } of page) expressions.push(String(fields['regularExpression'] ?? ''))
      if (expressions.length >= rulesRead) break
    }
  } catch (thrown) {
    if (answeredNo(thrown)) return null
    throw thrown
  }
  return expressions
}

function countForeign(
  models: readonly Model[],
  endpoints: readonly EndpointRow[],
  grants: readonly GrantRow[],
  isOurs: (grant: GrantRow) => boolean
): Map<ModelName, number> {
  const counts = new Map<ModelName, number>()
  for (const { name } of models) {
    const ids = new Set(
      endpoints.filter(({ dataSource }) => dataSource?.identifier === name).map(({ id }) => id)
    )
    const foreign = grants.filter(grant => grant.endpoint && ids.has(grant.endpoint.id) && !isOurs(grant))
    if (foreign.length > 0) counts.set(name, foreign.length)
  }
  return counts
}
