import { modelNamed } from '../../models/catalogue.ts'
import { examples, type Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** So many mapping rows go with one plan; what is left is found again. */
const mostAtOnce = 5_000

/** Mappings whose entity is gone: pushes of it are refused until the mapping goes too (F43). Only where all entities can be read. */
export const mappingDead: Rule = {
  kind: 'mapping-dead',
  needs: ['idmapping', 'endpoint', 'grant'],
  find: ({ mappings, present, site }) =>
    mappings.flatMap(({ foreignHost, model, pairs }): Finding[] => {
      const there = present.get(model)
      const dead = there ? pairs.filter(({ localId }) => !there.ids.has(localId)) : []
      if (!there || dead.length === 0) return []
      return [
        {
          kind: 'mapping-dead',
          severity: 'warning',
          siteId: site.id,
          linkId: null,
          subject: `${foreignHost.toLowerCase()}/${model}`,
          evidence: {
            foreignHost,
            model: modelNamed(model).shortName,
            count: dead.length,
            mapped: pairs.length,
            localIds: examples(dead.map(({ localId }) => localId))
          },
          mend: {
            act: 'remove-mappings',
            foreignHost,
            model,
            rows: dead.slice(0, mostAtOnce),
            because: 'entity-gone',
            endpoint: there.endpoint
          }
        }
      ]
    })
}
