import { findSite } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'

const hostStates = ['idle', 'locked', 'disabled after an error']

/** A key is told by the number of its row; the key itself never leaves the site. */
export async function siteInventory(session: Session, text: string): Promise<Outcome> {
  const site = findSite({ sites: await session.call('sites.list', {}) }, text)
  const inventory = await session.call('sites.inventory', { siteId: site.id })
  const { endpoints, keys, hosts, waiting, mappings, gaps } = inventory
  const own = (is: boolean): string => (is ? 'rexxfleet' : '')
  return {
    data: { site, inventory },
    lines: [
      ...table(
        ['ENDPOINT', 'MODEL', 'OF'],
        endpoints.map(one => [plain(one.name), plain(one.model ?? ''), own(one.own)])
      ),
      '',
      ...table(
        ['KEY', 'OF', 'GRANTS'],
        keys.map(({ rowId, own: is, grants }) => [
          `number ${rowId}`,
          own(is),
          grants.map(({ endpoint, readOnly }) => `${plain(endpoint)}${readOnly ? ' (read)' : ''}`).join(', ')
        ])
      ),
      '',
      ...table(
        ['RECEIVER', 'ACTIVE', 'STATE', 'WAITING'],
        hosts.map(({ host, active, state, waiting: n }) => [
          plain(host),
          active ? 'yes' : 'no',
          hostStates[state] ?? String(state),
          String(n)
        ])
      ),
      '',
      ...table(
        ['MAPPINGS FOR', 'MODEL', 'COUNT'],
        mappings.map(({ foreignHost, model, count }) => [plain(foreignHost), plain(model), String(count)])
      ),
      '',
      `${waiting} changes wait in the queue.`,
      ...gaps.map(({ kind, error }) => `Not read: ${kind} (${error.code})`)
    ]
  }
}
