import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step, Writers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { listenerRow, listeningOf, listensBesides, takenAway, type Listening } from './listening.ts'

/** Everything of a model, as the documentation writes it. */
export const all = '*'

/** The receiver listens to a model, or to chosen entities of it. `again`: with what else it listened to before that was taken away. */
export function makeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  wanted: readonly string[] | null,
  again = false
): Step {
  const { primaryId: siteId } = link
  const taken = takenAway(deps, link, endpoint)
  const name = nameOf(deps, link, endpoint)
  const ids = (): string[] => [...new Set([...(wanted ?? [all]), ...(again ? taken.noted() : [])])]
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'make-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const done = known !== null && ids().every(id => known.ids.has(id))
      return {
        done,
        effects: [{ act: done ? 'reuse' : 'create', what: 'hostentity', name, count: ids().length }],
        result: null
      }
    },
    async act(writers) {
      const known = await listeningOf(deps, writers.writer(siteId), link, endpoint)
      if (!known) throw gone(endpoint)
      const others = again ? taken.noted() : []
      const lacking = ids().filter(id => !known.ids.has(id))
      await listenTo(deps, writers, link, known, {
        own: lacking.filter(id => !others.includes(id)),
        others: lacking.filter(id => others.includes(id))
      })
    },
    settled() {
      if (again) taken.forget()
    },
    inverse: () => removeHostEntities(deps, link, endpoint, wanted, again ? 'all' : 'own')
  }
}

/** What is Rexxfleet's is known as such before it is there: a program that ends in between would take it for somebody else's. */
async function listenTo(
  { provenance }: ReplicationDeps,
  { writer }: Writers,
  link: Link,
  known: Listening,
  { own, others = [] }: { readonly own: readonly string[]; readonly others?: readonly string[] }
): Promise<void> {
  const { syncId, hostId } = known
  for (const id of own) provenance.recordMade(listenerRow(link, known, id), link.id)
  for (const entityId of [...own, ...others])
    await writer(link.primaryId).createRow('hostentity', { syncId, hostId, entityId })
}

async function listenNoMore(
  { provenance }: ReplicationDeps,
  { writer }: Writers,
  link: Link,
  known: Listening,
  ids: readonly string[]
): Promise<void> {
  for (const id of ids) {
    const row = listenerRow(link, known, id)
    await writer(link.primaryId).removeRow('hostentity', row.rowId)
    provenance.forget(row)
  }
}

/**
 * The receiver listens to nothing of the model any more; `own`: to what it did without Rexxfleet alone. Nothing may wait for what goes: it
 * would be sent as a removal (F41).
 */
export function removeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  wanted: readonly string[] | null,
  extent: 'all' | 'own' = 'all'
): Step {
  const { primaryId: siteId } = link
  const name = nameOf(deps, link, endpoint)
  const going = (known: Listening): string[] => {
    const stay = extent === 'own' ? listensBesides(deps, link, known) : []
    return [...known.ids].filter(id => !stay.includes(id))
  }
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'remove-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const count = known ? going(known).length : 0
      return {
        done: count === 0,
        effects: count === 0 ? [] : [{ act: 'remove', what: 'hostentity', name, count }],
        result: null
      }
    },
    async act(writers) {
      const known = await listeningOf(deps, writers.writer(siteId), link, endpoint)
      if (!known) return
      if (extent === 'all') takenAway(deps, link, endpoint).note(listensBesides(deps, link, known))
      await listenNoMore(deps, writers, link, known, going(known))
    },
    inverse: () => makeHostEntities(deps, link, endpoint, wanted, extent === 'all')
  }
}

/**
 * The receiver listens to other entities of a model than before. The new ones come first, so that no change between the two is missed;
 * nothing may wait for those that go (F41).
 */
export function changeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  from: readonly string[] | null,
  to: readonly string[] | null
): Step {
  const { primaryId: siteId } = link
  const wanted = to ?? [all]
  const unwanted = (from ?? [all]).filter(id => !wanted.includes(id))
  const name = nameOf(deps, link, endpoint)
  const open = (ids: ReadonlySet<string>): { lacking: string[]; surplus: string[] } => ({
    lacking: wanted.filter(id => !ids.has(id)),
    surplus: unwanted.filter(id => ids.has(id))
  })
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'change-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const { lacking, surplus } = open(known?.ids ?? new Set())
      const effect = (act: 'create' | 'remove', count: number): Effect[] =>
        count > 0 ? [{ act, what: 'hostentity', name, count }] : []
      return {
        done: known !== null && lacking.length + surplus.length === 0,
        effects: [...effect('create', lacking.length), ...effect('remove', surplus.length)],
        result: null
      }
    },
    async act(writers) {
      const known = await listeningOf(deps, writers.writer(siteId), link, endpoint)
      if (!known) throw gone(endpoint)
      const { lacking, surplus } = open(known.ids)
      await listenTo(deps, writers, link, known, { own: lacking })
      await listenNoMore(deps, writers, link, known, surplus)
    },
    inverse: () => changeHostEntities(deps, link, endpoint, to, from)
  }
}

const nameOf = (deps: ReplicationDeps, link: Link, endpoint: string): string =>
  `${endpoint} → ${receiverOf(deps.sites.get(link.replicaId)!).host}`

const gone = (endpoint: string): AppError =>
  new AppError('step-failed', `The receiver or the Sync row of '${endpoint}' is gone again.`, { endpoint })
