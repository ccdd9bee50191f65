import { findModel } from '../../models/catalogue.ts'
import { examples, type Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/**
 * Relations that were taken away on the primary and that the replica keeps, since a push can only add to them (F15): the two sides stay
 * different, however often the link runs. Not mended: only an editor of the replica can take them away.
 */
export const membersKept: Rule = {
  kind: 'members-kept',
  needs: ['idmapping'],
  find: ({ site }, { contents, sites }) =>
    contents
      .filter(({ replicaId, membersKept: { count } }) => replicaId === site.id && count > 0)
      .map(({ linkId, primaryId, model, membersKept: { count, kept } }): Finding => ({
        kind: 'members-kept',
        severity: 'warning',
        siteId: site.id,
        linkId,
        subject: `${linkId}/${model}`,
        evidence: {
          primary: sites.find(({ id }) => id === primaryId)?.name ?? '',
          model: findModel(model)?.shortName ?? model,
          count,
          relations: [...new Set(kept.map(({ relation }) => relation))],
          localIds: examples([...new Set(kept.map(({ localId }) => localId))]),
          foreignIds: examples([...new Set(kept.map(({ foreignId }) => foreignId))]),
          stillThere: examples(
            kept.map(({ localId, relation, member }) => `${localId}: ${relation} ${member}`)
          )
        },
        mend: null
      }))
}
