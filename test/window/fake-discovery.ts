/** Replication that the made-up sites have already: one of each kind that the window has to show. */
import type { DiscoveryView, ProposalView } from '@contract/doctor-shapes.ts'

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
export const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

function model(name: string, more: Partial<ProposalView['models'][number]> = {}) {
  const shortName = name.split('\\').at(-1)!
  return { name, shortName, ids: null, active: true, granted: true, mapped: 0, notReplicable: null, ...more }
}

const host = (name: string, waiting = 0) => ({ rowId: 7, host: name, active: true, state: 2, waiting })

export const nothingFound: DiscoveryView = { proposals: [], pairs: [], strangers: [], unread: [] }

export function fakeDiscovery(): DiscoveryView {
  const linked = { linkId: null, notes: [], evidence: ['key', 'address', 'name'] as const }
  return {
    proposals: [
      {
        primaryId: 'bern',
        replicaId: 'tourismus',
        linkId: null,
        delivery: 'queue',
        host: host('tourismus.thun-alt.example', 3),
        evidence: ['key', 'address', 'mappings'],
        notes: ['host-name-differs', 'not-granted', 'only-some-entities'],
        models: [
          model(`${calendar}Category`, { mapped: 214, ids: ['3', '8'] }),
          model(rewriteRule, { mapped: 12, active: false, granted: false }),
          model('Cx\\Core\\User\\Model\\Entity\\User', { notReplicable: 'users-and-permissions', mapped: 4 })
        ]
      },
      {
        ...{ ...linked, evidence: [...linked.evidence], primaryId: 'vorlagen', replicaId: 'spiez' },
        delivery: 'live',
        host: host('www.spiez.example'),
        notes: ['only-some-entities'],
        models: [model(rewriteRule, { ids: ['4', '7'], mapped: 2 })]
      },
      {
        ...{ ...linked, evidence: ['mappings'], primaryId: 'thun', replicaId: 'koeniz' },
        linkId: 'thun-koeniz',
        delivery: 'compare',
        host: null,
        models: [model(rewriteRule, { mapped: 318 })]
      },
      {
        ...{ ...linked, evidence: ['mappings'], primaryId: 'labor', replicaId: 'aare' },
        delivery: 'compare',
        host: null,
        models: [
          model('Cx\\Core\\ContentManager\\Model\\Entity\\Page', { notReplicable: 'content-tree', mapped: 9 })
        ]
      }
    ],
    pairs: [
      {
        primaryId: 'labor',
        replicaId: 'musik',
        models: [rewriteRule],
        delivery: 'queue',
        hitch: null,
        crossed: 0
      },
      {
        primaryId: 'aare',
        replicaId: 'spiez',
        models: [rewriteRule],
        delivery: 'compare',
        hitch: 'pairs-crossed',
        crossed: 3
      }
    ],
    strangers: [
      { siteId: 'bern', rowId: 9, host: 'archiv.bern.example', active: false, state: 0, waiting: 0 }
    ],
    unread: [
      { siteId: 'interlaken', error: { code: 'site-timeout', message: 'fake: no answer', details: {} } }
    ]
  }
}
