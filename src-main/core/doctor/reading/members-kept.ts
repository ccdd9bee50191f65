import type { EntityId, Model } from '../../models/model.ts'
import type { Translate } from '../../sync/canonical.ts'
import type { Entity } from '../../sync/entity.ts'
import type { KeptMember } from '../rule.ts'

/** So many are told; a person reads a few of them. */
const mostTold = 1_000

/**
 * Relations that the replica still has and the primary has not: a push cannot take them away, since a to-one relation cannot be emptied
 * and a many-to-many one can only gain members (F15). Both sides go by page by page; of the replica only relations are kept. What the
 * replica alone has as a member never came from the primary and does not count.
 */
export class MembersKept {
  readonly #model: Model
  readonly #translate: Translate
  readonly #onReplica = new Map<EntityId, { readonly localId: EntityId; readonly members: string }>()
  readonly kept: KeptMember[] = []
  count = 0

  /** `translate` finds the primary's id of what the replica has, null for what is not mapped. */
  constructor(model: Model, translate: Translate) {
    this.#model = model
    this.#translate = translate
  }

  /** Nothing that the primary could have taken away. */
  get isEmpty(): boolean {
    return this.#onReplica.size === 0
  }

  seenOnReplica(entity: Entity): void {
    const foreignId = this.#translate(this.#model.name, entity.id)
    if (foreignId === null) return
    const members = [...membersOf(this.#model, entity)].flatMap(({ relation, target, id }) => {
      const there = this.#translate(target, id)
      return there === null ? [] : [`${relation} ${there}`]
    })
    if (members.length > 0)
      this.#onReplica.set(foreignId, { localId: entity.id, members: members.join('\n') })
  }

  seenOnPrimary(entity: Entity): void {
    const there = this.#onReplica.get(entity.id)
    if (!there) return
    const here = new Map<string, Set<EntityId>>()
    for (const { relation, id } of membersOf(this.#model, entity))
      here.set(relation, (here.get(relation) ?? new Set()).add(id))
    for (const line of there.members.split('\n')) {
      const space = line.indexOf(' ')
      const [relation, member] = [line.slice(0, space), line.slice(space + 1)]
      // A to-one relation that leads elsewhere by now is changed by the next push.
      const changes = this.#isToOne(relation) && here.has(relation)
      if (changes || here.get(relation)?.has(member) === true) continue
      this.count += 1
      if (this.kept.length < mostTold)
        this.kept.push({ foreignId: entity.id, localId: there.localId, relation, member })
    }
  }

  #isToOne(relation: string): boolean {
    return this.#model.associations.some(({ name, kind }) => name === relation && kind !== 'manyToMany')
  }
}

function* membersOf(
  { associations }: Model,
  { toOne, toMany }: Entity
): Generator<{ relation: string; target: string; id: EntityId }> {
  for (const { name, target, owning } of associations) {
    if (!owning) continue
    for (const id of toMany[name] ?? [toOne[name] ?? null]) {
      if (id !== null) yield { relation: name, target, id }
    }
  }
}
