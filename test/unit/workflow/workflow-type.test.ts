import { describe, expect, it } from 'vitest'
import { WorkflowType } from '../../../src-main/core/workflow/workflow-type.ts'

interface Params {
  readonly siteId: string
  readonly linkIds: readonly string[]
}

const type = new WorkflowType<Params>('purge-site')
const params: Params = { siteId: 'portal', linkIds: ['one', 'two'] }

describe('a type of workflow', () => {
  it('gives back what a record of its kind was made of, and nothing of another kind', () => {
    const kept: unknown = JSON.parse(JSON.stringify(type.of(params)))
    expect(type.paramsOf(kept as ReturnType<typeof type.of>)).toEqual(params)
    expect(type.paramsOf({ kind: 'move-site', params: type.of(params).params })).toBeNull()
  })

  it('hands the params to each part of its definition', () => {
    const heard: unknown[] = []
    const definition = type.define({
      steps: given => (heard.push(given), []),
      claims: ({ siteId }) => [{ siteId, sender: 'www.portal.test' }],
      touches: ({ linkIds }) => linkIds,
      admit: given => void heard.push(given)
    })
    const { kind, params: kept } = type.of(params)
    expect(definition.kind).toBe(kind)
    expect(definition.steps(kept)).toEqual([])
    definition.admit?.(kept)
    expect(heard).toEqual([params, params])
    expect(definition.claims?.(kept)).toEqual([{ siteId: 'portal', sender: 'www.portal.test' }])
    expect(definition.touches?.(kept)).toEqual(['one', 'two'])
  })

  it('claims and touches nothing, and admits everything, where its definition says nothing of it', () => {
    const definition = type.define({ steps: () => [] })
    const { params: kept } = type.of(params)
    expect(definition.claims?.(kept)).toEqual([])
    expect(definition.touches?.(kept)).toEqual([])
    expect(() => definition.admit?.(kept)).not.toThrow()
  })
})
