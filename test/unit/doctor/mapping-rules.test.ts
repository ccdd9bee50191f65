import { describe, expect, it } from 'vitest'
import { examine } from '../../../src-main/core/doctor/examine.ts'
import type { Finding } from '../../../src-main/core/doctor/finding.ts'
import type { FleetKnowledge, LinkContents } from '../../../src-main/core/doctor/rule.ts'
import type { MappingGroup, SiteSnapshot } from '../../../src-main/core/doctor/snapshot.ts'
import { group, knowledge, link, rule, site, snapshot } from './snapshots.ts'

const endpoint = {
  id: 3,
  name: 'RewriteRule',
  dataSource: { id: 1, identifier: rule },
  fieldList: {},
  accessCondition: {},
  allowedOutputMethods: {}
}

/** A site with mappings, and the entities that are there; its management key reads the model. */
function withMappings(
  id: string,
  mappings: readonly MappingGroup[],
  there: readonly string[] | null = null
): SiteSnapshot {
  return snapshot({
    site: site(id),
    mappings,
    endpoints: [endpoint],
    grants: [{ id: 1, readOnly: true, apiKeyId: 1, endpoint: { id: 3, name: 'RewriteRule' } }],
    present: new Map(there ? [[rule, { endpoint: 'RewriteRule', ids: new Set(there) }]] : [])
  })
}

function look(
  one: SiteSnapshot,
  others: readonly SiteSnapshot[] = [],
  more: Partial<FleetKnowledge> = {}
): Finding[] {
  return examine(one, knowledge([one, ...others], more))
}

describe('dead mappings', () => {
  it('are those whose entity is not there, for models that can be read', () => {
    const mappings = [group('portal.example', [1, '1', '10'], [2, '2', '20'])]
    expect(look(withMappings('town', mappings))).toEqual([])
    expect(look(withMappings('town', mappings, ['10', '20']))).toEqual([])
    expect(look(withMappings('town', mappings, ['10']))).toMatchObject([
      { kind: 'mapping-dead', mend: { because: 'entity-gone', rows: [{ rowId: 2 }] } }
    ])
  })
})

describe('doubled mappings', () => {
  const doubled = [group('portal.example', [1, '1', '10'], [2, '1', '11'], [3, '2', '20'])]
  const removed = (findings: Finding[]): number[] | null => {
    const mend = findings.find(({ kind }) => kind === 'mapping-doubled')?.mend
    return mend?.act === 'remove-mappings' ? mend.rows.map(({ rowId }) => rowId) : null
  }

  it('keep the oldest whose entity is there', () => {
    expect(removed(look(withMappings('town', doubled, ['10', '11', '20'])))).toEqual([2])
    expect(removed(look(withMappings('town', doubled, ['11', '20'])))).toEqual([1])
    expect(removed(look(withMappings('town', doubled, ['20'])))).toEqual([2])
  })

  it('keep the one that was agreed', () => {
    const portal = snapshot({ site: site('portal') })
    const more = { links: [link('l1', 'portal', 'town')], agreedLocal: () => '11' }
    expect(removed(look(withMappings('town', doubled, ['10', '11', '20']), [portal], more))).toEqual([1])
  })

  it('are left alone where nobody can see which entities are there, unless all say the same', () => {
    expect(removed(look(withMappings('town', doubled)))).toBeNull()
    const same = [group('portal.example', [1, '1', '10'], [2, '1', '10'])]
    expect(removed(look(withMappings('town', same)))).toEqual([2])
  })

  it('may be of a model that nobody knows: then they are only shown', () => {
    const strange = [{ ...group('portal.example', [1, '1', '10'], [2, '1', '10']), model: 'Cx\\Own\\Thing' }]
    expect(look(withMappings('town', strange))).toMatchObject([
      { kind: 'mapping-doubled', mend: null, evidence: { model: 'Cx\\Own\\Thing' } }
    ])
  })
})

describe('both ways', () => {
  /** The portal's 1 and 2 are the town's 10 and 20. */
  const town = withMappings('town', [group('portal.example', [1, '1', '10'], [2, '2', '20'])])
  const portal = (...back: readonly [number, string, string][]): SiteSnapshot =>
    withMappings('portal', [group('town.example', ...back)])
  const found = (one: SiteSnapshot): unknown[] =>
    look(one, [town]).map(({ kind, evidence }) => [kind, evidence['count']])

  it('agrees where each leads back to the other', () => {
    expect(found(portal([1, '10', '1'], [2, '20', '2']))).toEqual([])
    expect(found(portal([1, '10', '1']))).toEqual([])
  })

  it('made a copy where the way back leads to a third one', () => {
    expect(found(portal([1, '10', '3'], [2, '20', '2']))).toEqual([['entity-sent-back', 1]])
  })

  it('leads the mapping of a copy to its original', () => {
    const mend = look(portal([1, '10', '3']), [town])[0]?.mend
    expect(mend).toMatchObject({
      act: 'redirect-mappings',
      rows: [{ rowId: 1, localId: '3', shouldBe: '1' }]
    })
  })

  it('is crossed where both are taken', () => {
    expect(found(portal([1, '10', '2'], [2, '20', '1']))).toEqual([['twins-disagree', 2]])
  })

  it('is seen in the languages of either side: each names what it got in its own', () => {
    const model = 'Cx\\Modules\\Calendar\\Model\\Entity\\EventField'
    const texts = (from: string, ...pairs: readonly [number, string, string][]): MappingGroup => ({
      ...group(from, ...pairs),
      model
    })
    // German is 1 on the portal and 3 in the town; the portal's event 5 is the town's 9, its 6 the town's 8.
    const inTown = withMappings('town', [texts('portal.example', [1, '5/3', '9/3'], [2, '6/3', '8/3'])])
    const links = [link('l1', 'portal', 'town', { languages: { '1': '3' } })]
    const onPortal = (...back: readonly [number, string, string][]): Finding[] =>
      look(withMappings('portal', [texts('town.example', ...back)]), [inTown], { links })
    expect(onPortal([1, '9/1', '5/1'], [2, '8/1', '6/1'])).toEqual([])
    expect(onPortal([1, '9/1', '6/1'], [2, '8/1', '5/1'])).toMatchObject([
      { kind: 'twins-disagree', evidence: { why: 'other-pairs', count: 2 } }
    ])
    expect(onPortal([1, '9/1', '7/1'])).toMatchObject([
      { kind: 'entity-sent-back', evidence: { copies: ['7/1'], originals: ['5/1'] } }
    ])
    // The same seen from the town, whose link back is the one that is known.
    const back = [link('l2', 'town', 'portal', { languages: { '3': '1' } })]
    const portalTexts = withMappings('portal', [texts('town.example', [1, '9/1', '5/1'])])
    expect(look(inTown, [portalTexts], { links: back })).toEqual([])
    expect(look(inTown, [portalTexts], { links })).toEqual([])
  })

  it('is told by links as well', () => {
    const links = [
      link('l1', 'portal', 'town', { twinId: 'l2' }),
      link('l2', 'town', 'portal', { twinId: 'l1', delivery: 'live' }),
      link('l3', 'elsewhere', 'town', { twinId: 'l4' }),
      link('l5', 'village', 'town', { twinId: 'l6', languages: { '1': '3' } }),
      link('l6', 'town', 'village', { twinId: 'l5', languages: { '3': '2' } }),
      link('l7', 'city', 'town', { twinId: 'l8', languages: { '1': '3' } }),
      link('l8', 'town', 'city', { twinId: 'l7', languages: { '3': '1' } })
    ]
    const findings = look(snapshot({ site: site('town') }), [], { links })
    expect(findings.map(({ linkId, evidence }) => [linkId, evidence['why']])).toEqual([
      ['l1', 'other-delivery'],
      ['l3', 'twin-gone'],
      ['l5', 'other-languages']
    ])
  })
})

describe('entities without a mapping', () => {
  const contents: LinkContents = {
    linkId: 'l1',
    primaryId: 'portal',
    replicaId: 'town',
    model: rule,
    primary: new Map([
      ['a', ['1']],
      ['b', ['2', '3']]
    ]),
    mapped: new Set(['1', '2']),
    unmapped: new Map([
      ['70', 'a'],
      ['71', 'b'],
      ['72', 'other']
    ]),
    membersKept: { count: 0, kept: [] }
  }

  it('are copies of what is mapped, or what the next run will make again', () => {
    const findings = look(snapshot({ site: site('town') }), [], { contents: [contents] })
    expect(findings).toMatchObject([
      { kind: 'entity-unmapped', evidence: { copies: 1, notSentYet: 1, localIds: ['70', '71'] } }
    ])
    expect(look(snapshot({ site: site('portal') }), [], { contents: [contents] })).toEqual([])
  })
})
