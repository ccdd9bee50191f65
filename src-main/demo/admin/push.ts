import { buildQuery } from '../php/query-builder.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import { toStored } from '../php/site-time.ts'
import { unserialize } from '../php/unserialize.ts'
import type { Site } from '../site.ts'
import type { PushReport, Row } from '../site-double-types.ts'
import { hostEntities } from './related-hosts.ts'
import { sendOnce } from './send-once.ts'

const IDLE = 0
const LOCKED = 1
const DISABLED = 2
const STALE_AFTER_MS = 5 * 60_000
const DEFAULT_TEMPLATE =
  '[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'

/** Cloudrexx's own push, one request at a time, with all that is wrong with it (F22, F24 to F31, F33, F41, F42). */
export class Push {
  private readonly site: Site

  constructor(site: Site) {
    this.site = site
  }

  async run(): Promise<PushReport> {
    const report: PushReport = { sent: [], discarded: 0, disabledHosts: [], died: null }
    const handled: Row[] = []
    try {
      let hosts = this.hosts(host => Number(host['state']) === IDLE || this.isStale(host))
      while (hosts.some(host => this.changesFor(host).length > 0)) {
        await this.round(hosts, handled, report)
        hosts = this.hosts(host => Number(host['state']) === IDLE)
      }
    } catch (error) {
      // the process is gone: its host stays locked, and what it has sent was never taken out of the queue
      report.died = error instanceof Error ? error.message : String(error)
    }
    return report
  }

  /** Each host in turn. A refused change ends the round for all of them. */
  private async round(hosts: readonly Row[], handled: Row[], report: PushReport): Promise<void> {
    for (const { id = null } of hosts) {
      const host = this.table('core_module_sync_host').first({ id })
      // a stale lock is selected, and then skipped all the same (F28)
      if (!host || Number(host['state']) === LOCKED) continue
      this.setState(host, LOCKED, handled)
      for (const change of this.changesFor(host)) {
        if (!(await this.handle(host, change, report))) {
          report.disabledHosts.push(String(host['host']))
          this.setState(host, DISABLED, handled)
          return
        }
        handled.push({ change_id: change['id'] ?? null, host_id: id })
      }
      // whatever somebody has set meanwhile is overwritten (F42)
      this.setState(host, IDLE, handled)
    }
  }

  private async handle(host: Row, change: Row, report: PushReport): Promise<boolean> {
    const current = this.table('core_module_sync_host').first({ id: host['id'] ?? null }) ?? host
    const mode = this.isWanted(current, change) ? 'forward' : 'delete'
    // an inactive host's changes count as done (F42); so does the twin that the mode does not ask for (F29, F41)
    if (Number(host['active']) === 0 || (change['condition'] !== mode && change['condition'] !== 'both')) {
      report.discarded++
      return true
    }
    const method = String(change['event_type']).toUpperCase()
    const url = this.address(host, change)
    const body = buildQuery(arrayOf(change['contents']))
    const status = await sendOnce(method, url, body, `http://${this.site.mainDomain}/cadmin/`)
    report.sent.push({ method, url, status })
    return status === 200
  }

  /** Whether the host still has a host entity for what was edited. */
  private isWanted(host: Row, change: Row): boolean {
    const origin = phpText([...arrayOf(change['origin_entity_index_data']).values()][0])
    return hostEntities(this.site, Number(change['origin_sync_id']), String(host['host'])).some(
      entry => entry.host['id'] === host['id'] && (entry.entityId === '*' || entry.entityId === origin)
    )
  }

  /** The address by the host's template; an empty one has no scheme (F30), a removal no id (F31). */
  private address(host: Row, change: Row): string {
    const sync = this.table('core_module_sync').first({ id: change['sync_id'] ?? null })
    const endpoint = this.table('core_module_data_access').first({ id: sync?.['data_access_id'] ?? null })
    const ids = [...arrayOf(change['entity_index_data']).values()].map(phpText).join('/')
    const template = String(host['url_template'])
    return (template === '' ? DEFAULT_TEMPLATE : template)
      .replaceAll('[[HOST]]', String(host['host']))
      .replaceAll('[[API_VERSION]]', String(host['api_version']))
      .replaceAll('[[DATA_SOURCE]]', String(endpoint?.['name'] ?? ''))
      .replaceAll('[[API_KEY]]', String(host['api_key']))
      .replaceAll('[[INDEX_DATA]]', ids)
  }

  /** Writes a host's state, and with it everything that the process has on its mind. */
  private setState(host: Row, state: number, handled: Row[]): void {
    const current = this.table('core_module_sync_host').first({ id: host['id'] ?? null })
    const stamp = { state, last_update: toStored(this.site.clock()) }
    if (current) this.site.database.update('core_module_sync_host', current, stamp)
    for (const link of handled.splice(0)) {
      this.table('core_module_sync_change_host').remove(link)
      const left = this.table('core_module_sync_change_host').first({ change_id: link['change_id'] ?? null })
      const change = left
        ? undefined
        : this.table('core_module_sync_change').first({ id: link['change_id'] ?? null })
      if (change) this.table('core_module_sync_change').remove(change)
    }
  }

  private changesFor(host: Row): Row[] {
    const links = [...this.table('core_module_sync_change_host').find({ host_id: host['id'] ?? null })]
    const ids = links.map(link => Number(link['change_id'])).sort((left, right) => left - right)
    return ids.flatMap(id => {
      const change = this.table('core_module_sync_change').first({ id })
      return change ? [change] : []
    })
  }

  private hosts(fits: (host: Row) => boolean): Row[] {
    return [...this.table('core_module_sync_host').rows.ascending()].filter(fits)
  }

  private isStale(host: Row): boolean {
    const limit = toStored(new Date(this.site.clock().getTime() - STALE_AFTER_MS))
    return Number(host['state']) === LOCKED && String(host['last_update']) < limit
  }

  private table(name: string): ReturnType<Site['database']['table']> {
    return this.site.database.table(name)
  }
}

function arrayOf(cell: Row[string] | undefined): PhpArray {
  const value = unserialize(String(cell ?? ''))
  return value instanceof Map ? value : new Map<string, PhpValue>()
}
