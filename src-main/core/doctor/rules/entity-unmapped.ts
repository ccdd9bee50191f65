import { findModel } from '../../models/catalogue.ts'
import { examples, type Finding } from '../finding.ts'
import type { LinkContents, Rule } from '../rule.ts'

/**
 * Entities of a replica without a mapping that hold exactly what an entity of the primary holds: copies that a push without its sender
 * or a lost answer left behind (F16, F40), or originals that happen to be alike. Not mended: only people can tell which.
 */
export const entityUnmapped: Rule = {
  kind: 'entity-unmapped',
  needs: ['idmapping'],
  find: ({ site }, { contents, sites }) =>
    contents
      .filter(({ replicaId }) => replicaId === site.id)
      .flatMap((one): Finding[] => {
        const { copies, unsent } = alike(one)
        if (copies.length + unsent.length === 0) return []
        const primary = sites.find(({ id }) => id === one.primaryId)
        return [
          {
            kind: 'entity-unmapped',
            // What the primary has not sent yet will be made a second time by the next run.
            severity: 'warning',
            siteId: site.id,
            linkId: one.linkId,
            subject: `${one.linkId}/${one.model}`,
            evidence: {
              primary: primary?.name ?? '',
              model: findModel(one.model)?.shortName ?? one.model,
              copies: copies.length,
              notSentYet: unsent.length,
              localIds: examples([...copies, ...unsent])
            },
            mend: null
          }
        ]
      })
}

/** `copies`: of what is mapped to another entity. `unsent`: like what the replica has no mapping for. */
function alike({ primary, mapped, unmapped }: LinkContents): { copies: string[]; unsent: string[] } {
  const copies: string[] = []
  const unsent: string[] = []
  for (const [localId, hash] of unmapped) {
    const originals = primary.get(hash)
    if (!originals) continue
    if (originals.some(id => !mapped.has(id))) unsent.push(localId)
    else copies.push(localId)
  }
  return { copies, unsent }
}
