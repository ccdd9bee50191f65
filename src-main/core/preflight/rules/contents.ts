import { formerClasses } from '../../doctor/former-classes.ts'
import { isAboutPeople } from '../../models/closure.ts'
import { plainIdsOf } from '../../models/plain-ids.ts'
import { recursionFor } from '../../models/recursion.ts'
import { tellsRelations } from '../../models/recursion-options.ts'
import type { PreflightFacts, SideFacts } from '../facts.ts'
import { examples, type Notice } from '../notice.ts'
import { locksOut } from '../rewrite-lockout.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const sides = ({ primary, replica }: PreflightFacts): SideFacts[] => [primary, replica]

/** The class is missing on one side, or its table: what cannot be read cannot be compared, and must not be taken for nothing. */
export function modelUnreadable(facts: PreflightFacts): Notice[] {
  return sides(facts).flatMap(({ site, unreadable }) =>
    facts.models.flatMap(({ model }): Notice[] => {
      const says = unreadable.get(model.name)
      if (says === undefined) return []
      const evidence = { site: site.name, class: model.name, says }
      return [{ kind: 'model-unreadable', severity: 'refuse', about: model.shortName, evidence }]
    })
  )
}

/** A data source under the former name of one of the classes: the link makes one of its own beside it. The doctor mends it (F35). */
export function dataSourceBroken(facts: PreflightFacts): Notice[] {
  return sides(facts).flatMap(({ site, dataSources }) => {
    const there = new Set(dataSources.map(({ identifier }) => identifier))
    return dataSources.flatMap(({ identifier }): Notice[] => {
      const today = formerClasses.get(identifier)
      const concerned = facts.models.find(({ model }) => model.name === today)
      if (!concerned || there.has(concerned.model.name)) return []
      const evidence = {
        site: site.name,
        class: identifier,
        classToday: concerned.model.name,
        advice: 'doctor'
      }
      return [{ kind: 'data-source-broken', severity: 'warn', about: concerned.model.shortName, evidence }]
    })
  })
}

/** Other ids that travel as they are: a mail template of the primary is another one on the replica, or none. */
export function idsNotMapped(facts: PreflightFacts): Notice[] {
  return facts.models.flatMap(({ model }): Notice[] => {
    const fields = plainIdsOf(model).filter(({ of }) => of !== 'language')
    if (fields.length === 0) return []
    const evidence = { site: facts.replica.site.name, fields: fields.map(({ field }) => field) }
    return [{ kind: 'ids-not-mapped', severity: 'info', about: model.shortName, evidence }]
  })
}

/** RewriteRules that take `/api/` or `/cadmin/` away: those of the replica, and those of the primary that the link would bring there. */
export function rewriteRuleLocksOut(facts: PreflightFacts): Notice[] {
  const brings = facts.models.some(({ model }) => model.name === rewriteRule)
  const concerned = brings ? sides(facts) : [facts.replica]
  return concerned.flatMap(({ site, rewriteRules }): Notice[] => {
    if (rewriteRules === null) {
      return brings
        ? [
            {
              kind: 'rewrite-rules-unread',
              severity: 'info',
              about: site.name,
              evidence: { site: site.name }
            }
          ]
        : []
    }
    const locking = rewriteRules.filter(expression => locksOut(expression, facts.replica.site))
    if (locking.length === 0) return []
    const evidence = { count: locking.length, rules: examples(locking) }
    return [{ kind: 'rewrite-rule-locks-out', severity: 'ask', about: site.name, evidence }]
  })
}

/** What people told one site about themselves would stand on another. */
export function aboutPeople({ models, replica }: PreflightFacts): Notice[] {
  const chosen = models.filter(({ model }) => isAboutPeople(model.name)).map(({ model }) => model.shortName)
  if (chosen.length === 0) return []
  return [{ kind: 'about-people', severity: 'warn', about: replica.site.name, evidence: { models: chosen } }]
}

/** Reading relations changes what everybody sees who reads through the same data source (F12). */
export function readByOthers(facts: PreflightFacts): Notice[] {
  return sides(facts).flatMap(({ site, dataSources, foreignGrants }) =>
    facts.models.flatMap(({ model }): Notice[] => {
      const source = dataSources.find(({ identifier }) => identifier === model.name)
      const grants = foreignGrants.get(model.name) ?? 0
      const recursion = recursionFor(model)
      if (!source || grants === 0 || !recursion || tellsRelations(source.options, recursion)) return []
      const evidence = { site: site.name, grants, option: 'recurse' }
      return [{ kind: 'read-by-others', severity: 'ask', about: model.shortName, evidence }]
    })
  )
}
