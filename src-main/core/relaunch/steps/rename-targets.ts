import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { readTargets, sameUri, type Target } from '../../replication/publishing/calendar-tables.ts'
import { renameTargetSql } from '../../replication/publishing/publishing-sql.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { NewName, RelaunchDeps } from '../relaunch.ts'

/**
 * The calendar of a partner names its receivers once more, as publishing targets: uri and Sync host have to be the same name. REST can only
 * read them (F34), so a person renames them; where the calendar publishes nothing to the site, nobody is asked.
 */
export function renameTargets(
  deps: Pick<RelaunchDeps, 'sites'>,
  siteId: SiteId,
  names: readonly NewName[]
): Step {
  const named = ({ uri }: Target): NewName | undefined => names.find(({ from }) => sameUri(from, uri))

  /** Null where they may not be read (yet). */
  async function open(site: SiteReader): Promise<Target[] | null> {
    const targets = await readTargets(site)
    return targets?.filter(target => named(target) !== undefined) ?? null
  }

  return {
    id: `${siteId}/targets/${names.map(({ to }) => to).join('+')}`,
    kind: 'rename-targets',
    siteId,
    byHand: true,
    async look({ reader }) {
      const found = await open(reader(siteId))
      const effects = (found ?? []).map((target): Effect => ({
        act: 'update',
        what: 'publishing-target',
        name: named(target)!.to
      }))
      return {
        done: found?.length === 0,
        effects,
        result: null,
        sql: renameTargetSql(deps.sites.get(siteId)!.tablePrefix, names),
        missing: found ? ['publishing-target'] : ['unread']
      }
    },
    // There is nothing to know later: the names are all that changes.
    async act() {},
    inverse: () =>
      renameTargets(
        deps,
        siteId,
        names.map(({ from, to }) => ({ from: to, to: from }))
      )
  }
}
