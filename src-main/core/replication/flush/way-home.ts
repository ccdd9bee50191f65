import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import { homeTerms } from '../../languages/home-terms.ts'
import { inLanguages } from '../../languages/in-languages.ts'
import { idParts, joinId, type EntityId, type Model } from '../../models/model.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import type { ArchivedModel } from './archived-model.ts'
import { mappingRows } from './judge-model.ts'

/**
 * Of a both-ways pair: the primary's mappings of the replica's entities, and what was agreed on the way home. Both name entities that a
 * flush removed by the ids that they had, and come back under new ones.
 */
export class WayHome {
  readonly #deps: ReplicationDeps
  readonly #link: Link
  readonly #twinId: LinkId
  readonly #model: Model
  readonly #archived: ArchivedModel

  constructor(deps: ReplicationDeps, link: Link, twinId: LinkId, model: Model, archived: ArchivedModel) {
    this.#deps = deps
    this.#link = link
    this.#twinId = twinId
    this.#model = model
    this.#archived = archived
  }

  /** The primary's mappings of the replica's entities. */
  mappings(primary: SiteReader): Promise<MappingIndex> {
    return readMappings(inLanguages(primary, this.#link.languages), this.#replicaName(), this.#model)
  }

  /** A program may end when all entities are back, and before whatever names them does so by their new ids. */
  async isRemembered(replica: SiteReader, primary: SiteReader): Promise<boolean> {
    const { agreed } = this.#deps
    const former = [...(await this.#renamed(replica)).keys()]
    if (former.some(id => agreed.get(this.#twinId, this.#model.name, id) !== null)) return false
    return (await this.#lost(replica, primary)).length === 0
  }

  /** Names the replica's entities by their new ids: without this the next run would take them for removed. */
  async point(replica: SiteReader, primary: SiteWriter): Promise<void> {
    const { agreed } = this.#deps
    const { name } = this.#model
    const ids = await this.#renamed(replica)
    // Known under both ids until the rows name the new one: a mapping of which nothing is remembered would look one-sided, and a flush
    // after a cut-off would take the original for a copy (ground rule 5).
    for (const [before, now] of ids) {
      const known = agreed.get(this.#twinId, name, before)
      if (known) agreed.put(this.#twinId, name, [{ ...known, foreignId: now }])
    }
    for (const { rowId, now } of await this.#lost(replica, primary))
      await primary.updateRow('idmapping', rowId, { foreignId: idParts(now) })
    agreed.remove(this.#twinId, name, [...ids.keys()])
  }

  /** The new ids of what came back, by the former ones, as the twin names them: in the languages of this link's primary. */
  async #renamed(replica: SiteReader): Promise<Map<EntityId, EntityId>> {
    const there = await this.#archived.mappings(replica)
    const home = homeTerms(this.#link)
    const { name } = this.#model
    return new Map(
      this.#archived.entities().flatMap(({ state, foreignId, localId: before }) => {
        const now = there.localId(foreignId)
        return state === 'removed' && now !== null && now !== before
          ? [[home.id(name, before), home.id(name, now)] as const]
          : []
      })
    )
  }

  /** Mappings that still name an entity by the id that it had. */
  async #lost(
    replica: SiteReader,
    primary: SiteReader
  ): Promise<{ readonly rowId: number; readonly now: EntityId }[]> {
    const ids = await this.#renamed(replica)
    const rows = ids.size === 0 ? [] : await mappingRows(primary, this.#replicaName(), this.#model.name)
    return rows.flatMap(row => {
      const now = ids.get(joinId(row.foreignId))
      return now === undefined ? [] : [{ rowId: row.id, now }]
    })
  }

  #replicaName(): string {
    return this.#deps.sites.get(this.#link.replicaId)!.mainDomain
  }
}
