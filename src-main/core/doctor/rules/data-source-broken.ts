import { managementSources } from '../../fleet/enrolment/management-sources.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Finding } from '../finding.ts'
import { formerClasses } from '../former-classes.ts'
import type { Mend } from '../mend/mend.ts'
import type { Rule } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'

/** Rexxfleet's own data sources name classes that are no models of the catalogue. */
const own = new Set(managementSources.map(({ identifier }) => identifier))

/** Data sources whose class does not exist: known renames (F35), and classes that the catalogue has never heard of. */
export const dataSourceBroken: Rule = {
  kind: 'data-source-broken',
  needs: ['datasource', 'endpoint', 'sync'],
  find(snapshot) {
    const { dataSources, site } = snapshot
    return dataSources
      .filter(({ identifier }) => !findModel(identifier) && !own.has(identifier))
      .map(({ id, identifier }): Finding => {
        const today = formerClasses.get(identifier) ?? null
        const endpoints = snapshot.endpoints.filter(({ dataSource }) => dataSource?.id === id)
        return {
          kind: 'data-source-broken',
          severity: today ? (isInUse(snapshot, endpoints) ? 'error' : 'warning') : 'info',
          siteId: site.id,
          linkId: null,
          subject: identifier,
          evidence: {
            class: identifier,
            ...(today ? { classToday: today } : {}),
            endpoints: endpoints.map(({ name }) => name)
          },
          mend: today ? renameTo(today, snapshot, { id, identifier }) : null
        }
      })
  }
}

function isInUse(snapshot: SiteSnapshot, endpoints: SiteSnapshot['endpoints']): boolean {
  const ids = new Set(endpoints.map(({ id }) => id))
  return snapshot.syncs.some(({ endpoint, active }) => active && endpoint !== null && ids.has(endpoint.id))
}

/** Class names are unique: where another source has taken the right one, nothing can be renamed (F5). */
function renameTo(
  today: string,
  snapshot: SiteSnapshot,
  source: { id: number; identifier: string }
): Mend | null {
  if (snapshot.dataSources.some(({ identifier }) => identifier === today)) return null
  return {
    act: 'set-fields',
    change: {
      what: 'datasource',
      rowId: source.id,
      name: source.identifier,
      from: { identifier: source.identifier },
      to: { identifier: today },
      why: 'class-renamed'
    }
  }
}
