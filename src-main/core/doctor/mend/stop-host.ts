import type { HostRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import type { MendDeps } from './deps.ts'
import type { NamedRow } from './mend.ts'
import { outdated } from './outdated.ts'
import { setFields } from './set-fields.ts'

const locked = 1
const stopped = 2
const patienceMs = 60_000
const pauseMs = 3_000

/** Cloudrexx's push leaves a host alone: state 2, which keeps what waits for it (F42). */
export function stopHost(deps: MendDeps, siteId: SiteId, { rowId, name }: NamedRow): Step {
  async function host(site: SiteReader): Promise<HostRow> {
    const found = (await site.rows('host', { id: rowId })).find(({ id }) => id === rowId)
    if (!found) throw outdated(`The host '${name}' is not there any more.`)
    return found
  }

  /** A push that is running ends by writing state 0: what is set before is lost (F42). */
  async function waitUntilIdle(site: SiteReader): Promise<void> {
    const start = deps.clock.now()
    while ((await host(site)).state === locked) {
      if (deps.clock.now() - start > patienceMs) {
        throw new AppError(
          'step-failed',
          `A push to '${name}' is at work. Wait until it has ended, then resume. A lock that stays is a finding of its own.`,
          { host: name }
        )
      }
      await deps.clock.sleep(pauseMs)
    }
  }

  return {
    id: `${siteId}/stop/host/${rowId}`,
    kind: 'stop-host',
    siteId,
    async look({ reader }) {
      const { state } = await host(reader(siteId))
      const effects = [{ act: 'update', what: 'host', name, why: 'no-more-pushes' }] as const
      return { done: state === stopped, effects, result: null }
    },
    async act({ writer }) {
      await waitUntilIdle(writer(siteId))
      await writer(siteId).updateRow('host', rowId, { state: stopped })
    },
    inverse: () =>
      setFields(siteId, {
        what: 'host',
        rowId,
        name,
        from: { state: stopped },
        to: { state: 0 },
        why: 'as-before'
      })
  }
}
