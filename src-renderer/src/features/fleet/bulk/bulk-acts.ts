import type { HealthView } from '@contract/shapes.ts'
import { CallError, errorOf } from '@/bridge/call-error.ts'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { useFleet } from '../fleet-store.ts'
import { healthMark } from '../site-health.ts'
import { useBulk, type BulkOutcome } from './bulk-store.ts'

/** Sites that one call is made for: few enough to see them come in, many enough to be quick. */
const checkedAtOnce = 40
const examinedAtOnce = 8
const startedAtOnce = 25
const taggedAtOnce = 20

function ofHealth(health: HealthView | undefined): BulkOutcome {
  if (!health) return { state: 'failed' }
  const text = ['bulk.health', { state: health.state, time: health.latencyMs ?? 0 }] as const
  if (health.code) return { state: 'failed', error: { code: health.code, message: '', details: {} } }
  return { state: healthMark(health.state).tone === 'bad' ? 'failed' : 'done', text }
}

/** What can be done with many sites at once; each act tells what came of it on each site. */
export function useBulkActs() {
  const bulk = useBulk()
  const fleet = useFleet()
  const links = useLinks()
  const runs = useRuns()
  const doctor = useDoctor()

  function check(siteIds: readonly string[]): Promise<void> {
    return bulk.run('check', siteIds, checkedAtOnce, async some => {
      const health = await fleet.check(some)
      return new Map(some.map(id => [id, ofHealth(health.get(id))]))
    })
  }

  function examine(siteIds: readonly string[]): Promise<void> {
    return bulk.run('examine', siteIds, examinedAtOnce, async some => {
      const found = await doctor.examine(some)
      return new Map(
        found.map(({ siteId, error, findings }) => {
          const n = findings.filter(({ severity }) => severity !== 'info').length
          const outcome: BulkOutcome = error
            ? { state: 'failed', error }
            : {
                state: 'done',
                calls: n > 0,
                text: ['bulk.findings', { n }],
                to: { name: 'doctor', query: { site: siteId } }
              }
          return [siteId, outcome]
        })
      )
    })
  }

  /** Every link that is ready, from or to these sites, once. */
  function sync(siteIds: readonly string[]): Promise<void> {
    const started = new Set<string>()
    return bulk.run('sync', siteIds, startedAtOnce, async some => {
      const ready = new Map(
        some.map(id => [
          id,
          links
            .ofSite(id)
            .filter(({ state }) => state === 'ready')
            .map(link => link.id)
        ])
      )
      const fresh = [...new Set([...ready.values()].flat())].filter(id => !started.has(id))
      fresh.forEach(id => started.add(id))
      if (fresh.length) await runs.start({ linkIds: fresh })
      return new Map(
        some.map(id => {
          const n = ready.get(id)?.length ?? 0
          const outcome: BulkOutcome =
            n === 0
              ? { state: 'skipped', text: ['bulk.noLinks', {}] }
              : { state: 'done', text: ['bulk.runs', { n }], to: { name: 'runs' } }
          return [id, outcome]
        })
      )
    })
  }

  /** Gives the way back: each site's tags as they were. */
  async function tag(
    siteIds: readonly string[],
    add: readonly string[],
    remove: readonly string[]
  ): Promise<() => Promise<void>> {
    const before = new Map(siteIds.map(id => [id, fleet.byId.get(id)?.tags ?? []]))
    const next = (tags: readonly string[]): string[] => [
      ...new Set([...tags.filter(one => !remove.includes(one)), ...add])
    ]
    await bulk.run('tag', siteIds, taggedAtOnce, some =>
      setTags(some, id => next(fleet.byId.get(id)?.tags ?? []))
    )
    return async () => {
      const failed = [...(await setTags(siteIds, id => before.get(id) ?? [])).values()].find(one => one.error)
      if (failed?.error) throw new CallError(failed.error)
    }
  }

  async function setTags(
    siteIds: readonly string[],
    tagsOf: (siteId: string) => readonly string[]
  ): Promise<Map<string, BulkOutcome>> {
    const outcomes = await Promise.all(
      siteIds.map(async (siteId): Promise<readonly [string, BulkOutcome]> => {
        const tags = [...tagsOf(siteId)]
        if (tags.join('\n') === fleet.byId.get(siteId)?.tags.join('\n'))
          return [siteId, { state: 'skipped', text: ['bulk.tagsStay', {}] }]
        try {
          await fleet.update({ siteId, tags })
          return [siteId, { state: 'done', text: ['bulk.tags', { tags: tags.join(', ') || '–' }] }]
        } catch (thrown) {
          return [siteId, { state: 'failed', error: errorOf(thrown) }]
        }
      })
    )
    return new Map(outcomes)
  }

  return { check, examine, sync, tag }
}
